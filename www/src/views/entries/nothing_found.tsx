// Why the list is empty, and the way out.

import type { JSX } from "preact";
import { shownName } from "../../base/foreign_text";
import { formatCounted } from "../../base/number_format";
import { app } from "../../state/app_state";
import { choice, queryError, selection } from "../../state/derived";
import type { EmptyingTerm } from "../../state/engine_types";
import { ALL_LEVELS } from "../../state/level";
import { applyQuery, editQuery, resetView, setRange } from "../../state/view_actions";

/** Instead of rows. */
export function NothingFound(): JSX.Element {
  const { phase, ledger } = app.snapshot.value;
  const { entries } = ledger;
  const { range } = choice.value;
  const { levelMask } = selection.value;
  if (queryError.value !== null)
    return (
      <Card
        title="There is a mistake in the query"
        text="The message under the query says what is wrong. Your entries are still there."
        buttons={[["Clear the query", () => applyQuery("")]]}
      />
    );
  if (entries === 0) {
    return phase === "reading" ? (
      <Card
        title="Reading"
        text="Entries appear here as soon as the first ones are read."
        buttons={[]}
      />
    ) : (
      <Card
        title="No entries"
        text="Nothing in these sources could be read as log entries. The Sources tab says why."
        buttons={[]}
      />
    );
  }
  const buttons: [string, () => void][] = [];
  if (range !== null) buttons.push(["Search the whole time range", () => setRange(null)]);
  if (levelMask !== ALL_LEVELS)
    buttons.push([
      "Search all levels",
      () => void editQuery([{ edit: "setLevels", levels: ALL_LEVELS }]),
    ]);
  buttons.push(["Show everything", resetView]);
  const where = range === null ? "" : " in the selected time range";
  return (
    <Card
      title="Nothing found"
      ways={selection.value.emptying}
      text={`None of the ${formatCounted(entries, "entry", "entries")}${phase === "reading" ? " read so far" : ""} matches the query${where}.`}
      buttons={buttons}
    />
  );
}

/** How many entries there would be without each of the terms, and the way there. */
function Ways({ ways }: { readonly ways: readonly EmptyingTerm[] }): JSX.Element | null {
  const found = ways.filter(({ total }) => total > 0);
  if (ways.length === 0) return null;
  if (found.length === 0) return <p>Leaving out any one of its terms finds nothing either.</p>;
  return (
    <ul class="ls-entries__ways">
      {found.map(({ text, query, total, isRange }) => (
        <li key={isRange ? "range" : text}>
          <button
            type="button"
            class="ls-button ls-button--small"
            onClick={() => (isRange ? setRange(null) : applyQuery(query))}
          >
            Leave out {isRange ? "the time range" : <code>{shownName(text)}</code>}
          </button>{" "}
          {formatCounted(total, "entry", "entries")}
        </li>
      ))}
    </ul>
  );
}

function Card(props: {
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly (readonly [string, () => void])[];
  readonly ways?: readonly EmptyingTerm[];
}): JSX.Element {
  return (
    <div class="ls-entries__nothing">
      <h2 class="ls-entries__nothing-title">{props.title}</h2>
      <p>{props.text}</p>
      <Ways ways={props.ways ?? []} />
      <p class="ls-entries__nothing-buttons">
        {props.buttons.map(([title, run]) => (
          <button key={title} type="button" class="ls-button" onClick={run}>
            {title}
          </button>
        ))}
      </p>
    </div>
  );
}
