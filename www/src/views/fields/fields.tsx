// Every field of what is listed; a field opens to its values, and a value filters the list.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useState } from "preact/hooks";
import { shownName } from "../../base/foreign_text";
import { formatCount, formatCounted, formatPercent } from "../../base/number_format";
import { app } from "../../state/app_state";
import { columnFields, toggleFieldColumn } from "../../state/column_actions";
import type { FieldSummary } from "../../state/engine_types";
import { toggleField } from "../../state/fields_actions";
import { NameText } from "../../widgets/marked_text";
import { FieldValues } from "./field_values";

/** From this many fields on there is a box to filter their names. */
const FILTER_FROM = 12;

const TYPE_WORDS: Readonly<Record<FieldSummary["type"], string>> = {
  integer: "integer",
  number: "number",
  boolean: "true or false",
  empty: "empty",
  text: "text",
};

/** The tab. */
export function Fields(): JSX.Element {
  const [filter, setFilter] = useState("");
  const answered = app.fields.value;
  if (answered === null) return <p class="ls-fields__note">Counting the fields…</p>;
  const { entries, nFields, fields } = answered.answer;
  if (fields.length === 0) return <p class="ls-fields__note">{whyNone(entries)}</p>;
  const wanted = filter.trim().toLowerCase();
  const shown = fields.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <div class="ls-fields">
      {fields.length >= FILTER_FROM ? (
        <input
          type="search"
          class="ls-fields__filter"
          aria-label="Filter fields"
          placeholder={`Filter ${formatCount(fields.length)} fields`}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      ) : null}
      <p class="ls-fields__note">
        {formatCounted(nFields, "field", "fields")} in{" "}
        {formatCounted(entries, "listed entry", "listed entries")}
        {answered.isComplete ? "" : " so far"}
        {nFields > fields.length
          ? `; the ${formatCount(fields.length)} most frequent are shown`
          : ""}
      </p>
      <FieldRows fields={shown} entries={entries} />
      {shown.length === 0 ? <p class="ls-fields__note">No field has this in its name.</p> : null}
    </div>
  );
}

function whyNone(entries: number): string {
  if (entries === 0) return "No entries are listed. Change the query to see their fields.";
  return "The listed entries have no fields: they are plain text.";
}

/** The list: one stop for Tab, the arrow keys go through fields and values. */
function FieldRows(props: {
  readonly fields: readonly FieldSummary[];
  readonly entries: number;
}): JSX.Element {
  const [current, setCurrent] = useState("");
  const [first] = props.fields;
  const hasCurrent = props.fields.some(({ name }) => name === current);
  const stop = hasCurrent ? current : (first?.name ?? "");
  return (
    <ul class="ls-fields__list" aria-label="Fields" onKeyDown={moveFocus}>
      {props.fields.map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          entries={props.entries}
          isStop={field.name === stop}
          onFocus={() => setCurrent(field.name)}
        />
      ))}
    </ul>
  );
}

function FieldRow(props: {
  readonly field: FieldSummary;
  readonly entries: number;
  readonly isStop: boolean;
  readonly onFocus: () => void;
}): JSX.Element {
  const { field, entries, isStop, onFocus } = props;
  const { name, present, nValues, isEstimate } = field;
  const isOpen = app.openField.value === name;
  const about = isEstimate ? "about " : "";
  return (
    <li class="ls-fields__item">
      <button
        type="button"
        class="ls-fields__field"
        aria-expanded={isOpen}
        tabIndex={isStop ? 0 : -1}
        data-moves=""
        title={`${formatCount(present)} of ${formatCount(entries)} entries have it`}
        onFocus={onFocus}
        onClick={() => toggleField(name)}
      >
        <span class="ls-fields__name">
          <NameText name={name} />
        </span>
        <span class="ls-fields__about">
          <span>{TYPE_WORDS[field.type]}</span>
          <span>{formatPercent(present, entries)}</span>
          <span>
            {about}
            {formatCounted(nValues, "value", "values")}
          </span>
        </span>
      </button>
      <ColumnToggle name={name} />
      {isOpen ? (
        <div class="ls-fields__open">
          <FieldValues name={name} />
        </div>
      ) : null}
    </li>
  );
}

/** Makes the field a column of the list; the right arrow leads to it. */
function ColumnToggle({ name }: { readonly name: string }): JSX.Element {
  const isColumn = columnFields.value.has(name);
  const does = isColumn ? "Remove the column" : "Add as a column";
  return (
    <button
      type="button"
      class={`ls-fields__column ${isColumn ? "ls-fields__column--on" : ""}`}
      aria-label={`${does}: ${shownName(name)}`}
      title={does}
      tabIndex={-1}
      onClick={() => toggleFieldColumn(name)}
    >
      {isColumn ? "−" : "+"}
    </button>
  );
}

/** Arrow keys, Home and End among what can be pressed in the list; to the right of a field is what makes it a column. */
function moveFocus(event: TargetedKeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-moves]")];
  const here = event.target as HTMLElement;
  const isColumn = here.classList.contains("ls-fields__column");
  const beside = isColumn ? here.previousElementSibling : here.nextElementSibling;
  if (
    event.key === (isColumn ? "ArrowLeft" : "ArrowRight") &&
    beside instanceof HTMLButtonElement
  ) {
    event.preventDefault();
    beside.focus();
    return;
  }
  const at = buttons.indexOf(isColumn ? (beside as HTMLElement) : here);
  const targets: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const to = targets[event.key];
  const target = to === undefined || at < 0 ? undefined : buttons[to];
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
}
