// What is marked, one by one: fields get their names here, and every mark can be taken away.

import type { JSX } from "preact";
import type { ExampleMark } from "../../state/engine_types";
import { setMarks } from "../../state/marking_actions";
import { Icon } from "../../widgets/icons";
import { MarkedText } from "../../widgets/marked_text";

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
}): JSX.Element {
  const { marks, line } = props;
  const replace = (idx: number, mark: ExampleMark | null): void =>
    setMarks(marks.flatMap((known, at) => (at === idx ? (mark === null ? [] : [mark]) : [known])));
  return (
    <ul class="ls-format__marks" aria-label="Marks">
      {marks.map((mark, idx) => {
        const text = line.slice(mark.start, mark.end);
        return (
          <li
            key={`${mark.start}-${mark.role}`}
            class={`ls-format__mark ls-format__mark--${mark.role}`}
          >
            <span class="ls-format__role">{WORDS[mark.role]}</span>
            {mark.role === "field" ? (
              <input
                class="ls-format__input ls-format__field"
                type="text"
                maxLength={60}
                spellcheck={false}
                autocomplete="off"
                aria-label={`Name of the field ${text}`}
                data-mark={mark.start}
                value={mark.name}
                onChange={({ currentTarget }) =>
                  replace(idx, { ...mark, name: currentTarget.value.trim() })
                }
              />
            ) : null}
            <code class="ls-format__value">
              <MarkedText text={text} marks={[]} />
            </code>
            <button
              type="button"
              class="ls-button ls-button--quiet ls-button--icon"
              aria-label={`Remove the mark ${WORDS[mark.role]} ${text}`}
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
