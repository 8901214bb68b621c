// A format by example: mark parts of a line, see at once which lines the pattern fits, use it or save it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { shownSentence } from "../../base/foreign_text";
import { formatCount, formatCounted } from "../../base/number_format";
import { app, type Marking } from "../../state/app_state";
import { sources } from "../../state/derived";
import type { Example } from "../../state/engine_types";
import { saveFormat } from "../../state/format_actions";
import {
  closeMarking,
  markedFormat,
  nameProblem,
  setFormatName,
  setPattern,
  useMarked,
} from "../../state/marking_actions";
import { Dialog } from "../../widgets/dialog";
import { MarkedText } from "../../widgets/marked_text";
import { DraftInput } from "./draft_input";
import { LineArea } from "./line_area";
import { MarkList } from "./mark_list";

/** The dialog. */
export function Format(): JSX.Element | null {
  const [awaited, setAwaited] = useState<string | null>(null);
  const marking = app.marking.value;
  if (marking === null) return null;
  return (
    <Dialog title="Teach a format" onClose={closeMarking} className="ls-format">
      <div class="ls-format__parts">
        <LineArea marking={marking} onMarked={setAwaited} />
        {marking.marks === null ? null : (
          <MarkList marks={marking.marks} line={marking.line} awaited={awaited} />
        )}
        <PatternField marking={marking} />
        <Outcome marking={marking} />
      </div>
      <Actions marking={marking} />
    </Dialog>
  );
}

function PatternField({ marking }: { readonly marking: Marking }): JSX.Element {
  const pattern = marking.example?.pattern ?? "";
  return (
    <div class="ls-format__pattern">
      <span aria-hidden="true">Pattern</span>
      <DraftInput
        className="ls-format__input--mono"
        label="Pattern"
        placeholder="built from what you mark"
        value={pattern}
        onDone={setPattern}
      />
    </div>
  );
}

/** How much of the start of the source the pattern fits, or why there is no pattern. */
function Outcome({ marking }: { readonly marking: Marking }): JSX.Element {
  const { example, failure } = marking;
  const problem = failure ?? example?.problem ?? null;
  return (
    <section class="ls-format__outcome" aria-label="What the pattern fits">
      <p role="status" class={problem === null ? "ls-format__count" : "ls-format__problem"}>
        {(problem && shownSentence(problem)) ??
          (example === null ? "Checking the source…" : countSentence(example))}
      </p>
      {problem === null && example !== null && example.nOthers > 0 ? (
        <Others example={example} />
      ) : null}
    </section>
  );
}

function countSentence({ nLines, nRead, nMore, nOthers }: Example): string {
  const read = `Fits ${formatCount(nRead)} of ${formatCounted(nLines, "line")} at the start of the source.`;
  const more =
    nMore === 0
      ? ""
      : ` ${formatCounted(nMore, "more looks", "more look")} like continuation lines.`;
  const left = `${formatCounted(nOthers, "does", "do")} not fit and may be joined to the entry before:`;
  const all = nMore === 0 ? " Every line fits." : " That is every line.";
  return read + more + (nOthers === 0 ? all : ` ${left}`);
}

function Others({ example }: { readonly example: Example }): JSX.Element {
  const left = example.nOthers - example.others.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <ul class="ls-format__others" tabIndex={0} aria-label="Lines that the pattern does not fit">
      {example.others.map(({ line, text }) => (
        <li key={line} class="ls-format__other">
          <span class="ls-format__number">{formatCount(line)}</span>
          <code class="ls-format__text">
            <MarkedText text={text} />
          </code>
        </li>
      ))}
      {left > 0 ? <li class="ls-format__rest">and {formatCount(left)} more</li> : null}
    </ul>
  );
}

function Actions({ marking }: { readonly marking: Marking }): JSX.Element {
  const format = markedFormat();
  const problem = nameProblem(marking.name);
  return (
    <footer class="ls-format__actions">
      <label class="ls-format__name">
        <span>Name</span>
        <input
          class="ls-format__input"
          type="text"
          maxLength={60}
          spellcheck={false}
          autocomplete="off"
          value={marking.name}
          onInput={({ currentTarget }) => setFormatName(currentTarget.value)}
        />
      </label>
      {problem === null ? null : (
        <p class="ls-format__problem" role="alert">
          {problem}
        </p>
      )}
      <div class="ls-format__buttons">
        <button
          type="button"
          class="ls-button ls-button--main"
          disabled={format === null}
          onClick={() => useMarked(false)}
        >
          Use for this source
        </button>
        {sources.value.length > 1 ? (
          <button
            type="button"
            class="ls-button"
            disabled={format === null}
            title="This source and every other source it fits"
            onClick={() => useMarked(true)}
          >
            Use wherever it fits
          </button>
        ) : null}
        <button
          type="button"
          class="ls-button"
          disabled={format === null}
          onClick={() => format !== null && saveFormat(format)}
        >
          Save file…
        </button>
        <button type="button" class="ls-button ls-button--quiet" onClick={closeMarking}>
          Cancel
        </button>
      </div>
    </footer>
  );
}
