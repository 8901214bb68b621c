// Log text in the pane, as many lines as it has.

import type { JSX } from "preact";
import type { TextMarks } from "../../base/text_marks";
import { MarkedText } from "../../widgets/marked_text";

/** Text that keeps its lines, and wraps them if that is wanted. */
export function TextBlock(props: {
  readonly text: string;
  readonly marks: TextMarks;
  readonly kind?: "head" | "frame" | "library" | undefined;
}): JSX.Element {
  const { kind } = props;
  return (
    <div class={`ls-detail__lines ${kind === undefined ? "" : `ls-detail__lines--${kind}`}`}>
      <MarkedText text={props.text} spans={props.marks.of(props.text)} />
    </div>
  );
}
