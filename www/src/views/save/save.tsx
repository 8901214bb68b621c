// Saves the result as a file: which rows, how they are written, how far it is.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { shownName } from "../../base/foreign_text";
import { formatBytes, formatCount, formatCounted } from "../../base/number_format";
import { app } from "../../state/app_state";
import { chosenSpan, selection } from "../../state/derived";
import { CSV_OWN, csvField } from "../../state/list_columns";
import {
  cancelSave,
  changeSave,
  closeSave,
  columnsToSave,
  fieldNames,
  spanToSave,
  startSave,
} from "../../state/save_actions";
import type { SaveForm, SaveProgress } from "../../state/save_state";
import { Dialog } from "../../widgets/dialog";

const FORMS: readonly (readonly [form: SaveForm, title: string, about: string])[] = [
  ["text", "Text", "the original lines, as they stand in the files"],
  ["jsonLines", "JSON lines", "one object an entry: time, level, source, line, message, fields"],
  ["csv", "CSV", "a table with the columns that you name"],
];

/** More fields than this are typed. */
const MAX_FIELDS = 40;

/** The dialog. */
export function Save(): JSX.Element {
  const { form, problem, progress, outcome } = app.save.value;
  return (
    <Dialog title="Save result" onClose={closeSave} className="ls-save">
      <div class="ls-save__parts">
        <WhichRows />
        <fieldset class="ls-save__choice" disabled={progress !== null}>
          <legend>As</legend>
          {FORMS.map(([id, title, about]) => (
            <Choice
              key={id}
              name="form"
              isOn={form === id}
              onChoose={() => changeSave({ form: id })}
              title={title}
              about={about}
            />
          ))}
        </fieldset>
        {form === "csv" ? <Columns /> : null}
        <p class="ls-save__plain">
          The text is saved as it is: nothing in it is removed or masked. Look through it before you
          pass it on.
        </p>
        <Outcome problem={problem} outcome={outcome} progress={progress} />
      </div>
      <footer class="ls-save__actions">
        {progress === null ? (
          <>
            <button
              type="button"
              class="ls-button ls-button--main"
              data-first
              disabled={spanToSave().end <= spanToSave().first}
              onClick={() => void startSave()}
            >
              Save…
            </button>
            <button type="button" class="ls-button ls-button--quiet" onClick={closeSave}>
              Close
            </button>
          </>
        ) : (
          <button type="button" class="ls-button" onClick={cancelSave}>
            Cancel
          </button>
        )}
      </footer>
    </Dialog>
  );
}

function WhichRows(): JSX.Element {
  const { rows, progress } = app.save.value;
  const { total } = selection.value;
  const chosen = chosenSpan.value;
  const isReading = app.snapshot.value.phase === "reading";
  const all = `${formatCounted(total, "entry", "entries")}${isReading ? ", those read so far" : ""}`;
  if (chosen === null) {
    return (
      <p>
        All that the list shows, {app.isNewestFirst.value ? "newest" : "oldest"} first: {all}.
      </p>
    );
  }
  return (
    <fieldset class="ls-save__choice" disabled={progress !== null}>
      <legend>Which</legend>
      <Choice
        name="rows"
        isOn={rows === "result"}
        onChoose={() => changeSave({ rows: "result" })}
        title="All that the list shows"
        about={all}
      />
      <Choice
        name="rows"
        isOn={rows === "chosen"}
        onChoose={() => changeSave({ rows: "chosen" })}
        title="The chosen rows"
        about={formatCounted(chosen.end - chosen.first, "entry", "entries")}
      />
    </fieldset>
  );
}

function Choice(props: {
  readonly name: string;
  readonly isOn: boolean;
  readonly onChoose: () => void;
  readonly title: string;
  readonly about: string;
}): JSX.Element {
  return (
    <label class="ls-save__option">
      <input
        type="radio"
        name={`ls-save-${props.name}`}
        checked={props.isOn}
        onChange={props.onChoose}
      />
      <span class="ls-save__title">{props.title}</span>
      <span class="ls-save__about">{props.about}</span>
    </label>
  );
}

function Columns(): JSX.Element {
  const { progress } = app.save.value;
  const columns = columnsToSave.value;
  const [fields, setFields] = useState<readonly string[]>([]);
  useEffect(() => fieldNames(setFields), []);
  const add = (column: string): void =>
    changeSave({ columns: columns.trim() === "" ? column : `${columns},${column}` });
  const more = fields.slice(0, MAX_FIELDS);
  return (
    <div class="ls-save__columns">
      <label>
        <span class="ls-save__label">Columns, separated by commas</span>
        <input
          class="ls-save__input"
          type="text"
          spellcheck={false}
          autocomplete="off"
          disabled={progress !== null}
          value={columns}
          onInput={({ currentTarget }) => changeSave({ columns: currentTarget.value })}
        />
      </label>
      <p class="ls-save__label">Add a column</p>
      <ul class="ls-save__adds" aria-label="Add a column">
        {CSV_OWN.map((name) => (
          <Add key={name} title={name} onAdd={() => add(name)} />
        ))}
        {more.map((name) => (
          <Add
            key={`field ${name}`}
            title={shownName(name)}
            onAdd={() => add(csvField(name))}
            isField
          />
        ))}
        {fields.length > more.length ? (
          <li class="ls-save__about">and {formatCount(fields.length - more.length)} more fields</li>
        ) : null}
      </ul>
    </div>
  );
}

function Add(props: {
  readonly title: string;
  readonly onAdd: () => void;
  readonly isField?: boolean;
}): JSX.Element {
  return (
    <li>
      <button
        type="button"
        class={`ls-button ls-button--small ${props.isField === true ? "ls-save__field" : ""}`}
        onClick={props.onAdd}
      >
        {props.title}
      </button>
    </li>
  );
}

function Outcome(props: {
  readonly problem: string | null;
  readonly outcome: string | null;
  readonly progress: SaveProgress | null;
}): JSX.Element {
  const { problem, outcome, progress } = props;
  return (
    <div class="ls-save__outcome" role="status">
      {progress === null ? null : (
        <>
          <progress
            class="ls-save__bar"
            aria-label="Saved so far"
            max={Math.max(1, progress.total)}
            value={progress.entries}
          />
          <span>
            {formatCount(progress.entries)} of {formatCounted(progress.total, "entry", "entries")},{" "}
            {formatBytes(progress.bytes)}
          </span>
        </>
      )}
      {problem === null ? null : <span class="ls-save__problem">{problem}</span>}
      {outcome === null ? null : <span>{outcome}</span>}
    </div>
  );
}
