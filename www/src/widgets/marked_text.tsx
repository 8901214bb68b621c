// Log text on the page: text nodes only, matches marked, unseen characters named.

import type { JSX } from "preact";
import { cutMarks, type Mark } from "../base/marks";

/** One run of log text. */
export function MarkedText({
  text,
  marks,
}: {
  readonly text: string;
  readonly marks: readonly Mark[];
}): JSX.Element {
  return (
    <>
      {cutMarks(text, marks).map((piece, idx) => {
        if (piece.kind === "match")
          return (
            <mark key={idx} class="ls-mark">
              {piece.text}
            </mark>
          );
        if (piece.kind === "unseen")
          return (
            <span key={idx} class="ls-unseen" title="A character that cannot be seen">
              {piece.text}
            </span>
          );
        return piece.text;
      })}
    </>
  );
}
