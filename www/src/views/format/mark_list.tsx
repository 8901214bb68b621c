// What is marked, one by one: fields get their names here, and every mark can be taken away.

import type { JSX } from "preact";
import { shownName } from "../../base/foreign_text";
import type { ExampleMark } from "../../state/engine_types";
import { setMarks } from "../../state/marking_actions";
import { Icon } from "../../widgets/icons";
import { MarkedText } from "../../widgets/marked_text";
import { DraftInput } from "./draft_input";

const WORDS: Record<ExampleMark["role"], string> = {
  time: "Time",
  level: "Level",
  message: "Message",
  field: "Field",
};

/** The list of marks. */
export function MarkList(props: {
  readonly marks: readonly ExampleMark[];
  readonly line: string;
  /** The field that was marked last: its name is asked for. */
  readonly awaited: string | null;
}): JSX.Element {
  const { marks, line, awaited } = props;
  const replace = (idx: number, mark: ExampleMark | null): void =>
    setMarks(marks.flatMap((known, at) => (at === idx ? (mark === null ? [] : [mark]) : [known])));
  return (
    <ul class="ls-format__marks" aria-label="Marks">
      {marks.map((mark, idx) => {
        const text = line.slice(mark.start, mark.end);
        return (
          <li key={keyOf(marks, idx)} class={`ls-format__mark ls-format__mark--${mark.role}`}>
            <span class="ls-format__role">{WORDS[mark.role]}</span>
            {mark.role === "field" ? (
              <DraftInput
                className="ls-format__field"
                label={`Name of the field ${shownName(text)}`}
                maxLength={60}
                value={mark.name}
                isAwaited={mark.name === awaited}
                onEnter={focusLine}
                onDone={(name) => replace(idx, { ...mark, name: name.trim() })}
              />
            ) : null}
            <code class="ls-format__value">
              <MarkedText text={text} />
            </code>
            <button
              type="button"
              class="ls-button ls-button--quiet ls-button--icon"
              aria-label={`Remove the mark ${WORDS[mark.role]} ${shownName(text)}`}
              title="Remove this mark"
              onClick={() => replace(idx, null)}
            >
              <Icon name="close" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The same for a mark as long as it is what it is; two fields may have one name. */
function keyOf(marks: readonly ExampleMark[], idx: number): string {
  const mark = marks[idx];
  const isSame = ({ role, name }: ExampleMark): boolean =>
    role === mark?.role && name === mark.name;
  return `${mark?.role} ${mark?.name} ${marks.slice(0, idx).filter(isSame).length}`;
}

/** With the name done, marking goes on. */
function focusLine(): void {
  document.querySelector<HTMLElement>(".ls-format__line")?.focus();
}
