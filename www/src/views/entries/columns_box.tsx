// The small box where the columns of the list are chosen, ordered and sized.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { shownName } from "../../base/foreign_text";
import { app } from "../../state/app_state";
import {
  addOwnColumn,
  columnFields,
  moveColumn,
  removeColumn,
  resetColumns,
  showColumns,
  sizeColumn,
  toggleFieldColumn,
  toggleLines,
} from "../../state/column_actions";
import { choice, rowLines } from "../../state/derived";
import { columnId, FIELD_PX, type ListColumn, OWN_COLUMNS } from "../../state/list_columns";
import { fieldNames } from "../../state/save_actions";
import { Icon } from "../../widgets/icons";
import { NameText } from "../../widgets/marked_text";
import { isTelling } from "./shown_columns";

/** One press makes a column so much wider. */
const STEP_PX = 40;
/** What a column is taken to be wide that nobody has sized. */
const USUAL_PX = { time: 160, delta: 92, level: 22, source: 156, field: FIELD_PX };

/** Over the list while it is open; nothing below it moves. */
export function ColumnsBox(): JSX.Element | null {
  return app.isColumnsOpen.value ? <Box /> : null;
}

function Box(): JSX.Element {
  const box = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(null);
  // At once: the next key is meant for the box already.
  useLayoutEffect(() => {
    before.current = document.activeElement;
    box.current?.querySelector<HTMLElement>("input")?.focus();
  }, []);
  const close = (): void => {
    showColumns(false);
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const { columns } = choice.value;
  const missing = OWN_COLUMNS.filter((own) => columns.every(({ kind }) => kind !== own));
  return (
    <section ref={box} class="ls-columns" aria-label="Columns of the list" onKeyDown={onKeyDown}>
      <div class="ls-columns__head">
        <h2 class="ls-columns__title">Columns</h2>
        <button type="button" class="ls-link" onClick={resetColumns}>
          Usual columns
        </button>
        <button
          type="button"
          class="ls-button ls-button--quiet ls-button--icon"
          aria-label="Close the columns"
          title="Close (Esc)"
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </div>
      <AddField />
      <ul class="ls-columns__list" aria-label="Columns, from left to right">
        {columns.map((column, idx) => (
          <Line
            key={columnId(column)}
            column={column}
            isFirst={idx === 0}
            isLast={idx === columns.length - 1}
            onRemove={() => {
              // The button goes with its column.
              box.current?.querySelector<HTMLElement>("input")?.focus();
              removeColumn(column);
            }}
          />
        ))}
      </ul>
      <label class="ls-columns__lines">
        <input type="checkbox" checked={rowLines.value !== 1} onChange={toggleLines} />
        Three lines an entry <kbd class="ls-key">Shift+L</kbd>
      </label>
      {missing.map((own) => (
        <button
          key={own}
          type="button"
          class="ls-button ls-button--small"
          onClick={() => addOwnColumn(own)}
        >
          Add {own === "delta" ? "Δ" : own}
        </button>
      ))}
    </section>
  );
}

/** Takes the name of a field; those of the listed entries are offered. */
function AddField(): JSX.Element {
  /** Null until they are counted: what is typed until then is taken as it is. */
  const [fields, setFields] = useState<readonly string[] | null>(null);
  const [name, setName] = useState("");
  useEffect(() => fieldNames(setFields), []);
  const isKnown = name !== "" && (fields?.includes(name) ?? true) && !columnFields.value.has(name);
  const add = (): void => {
    if (!isKnown) return;
    toggleFieldColumn(name);
    setName("");
  };
  return (
    <div class="ls-columns__add">
      <input
        class="ls-columns__input"
        type="text"
        list="ls-columns-fields"
        aria-label="Field to add as a column"
        placeholder={fields?.length === 0 ? "No fields in these entries" : "Add a field"}
        spellcheck={false}
        autocomplete="off"
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") add();
        }}
      />
      <datalist id="ls-columns-fields">
        {(fields ?? [])
          .filter((field) => !columnFields.value.has(field))
          .map((field) => (
            <option key={field} value={field} />
          ))}
      </datalist>
      <button type="button" class="ls-button ls-button--small" disabled={!isKnown} onClick={add}>
        Add
      </button>
    </div>
  );
}

function Line(props: {
  readonly column: ListColumn;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onRemove: () => void;
}): JSX.Element {
  const { column } = props;
  const name = nameOf(column);
  const px = column.px ?? USUAL_PX[column.kind];
  return (
    <li class="ls-columns__line">
      <span class="ls-columns__name">
        {column.kind === "field" ? <NameText name={column.name} /> : name}
        {isTelling(column) ? null : (
          <span class="ls-columns__about"> left out: the same for every entry</span>
        )}
      </span>
      <Press label={`Move ${name} left`} isOff={props.isFirst} run={() => moveColumn(column, -1)}>
        ←
      </Press>
      <Press label={`Move ${name} right`} isOff={props.isLast} run={() => moveColumn(column, 1)}>
        →
      </Press>
      <Press
        label={`Make ${name} narrower`}
        isOff={column.kind === "level"}
        run={() => sizeColumn(column, px - STEP_PX)}
      >
        −
      </Press>
      <Press
        label={`Make ${name} wider`}
        isOff={column.kind === "level"}
        run={() => sizeColumn(column, px + STEP_PX)}
      >
        +
      </Press>
      <Press label={`Remove ${name}`} isOff={false} run={props.onRemove}>
        <Icon name="close" />
      </Press>
    </li>
  );
}

function nameOf(column: ListColumn): string {
  if (column.kind === "field") return shownName(column.name);
  return column.kind === "delta" ? "Δ" : column.kind;
}

function Press(props: {
  readonly label: string;
  readonly isOff: boolean;
  readonly run: () => void;
  readonly children: JSX.Element | string;
}): JSX.Element {
  return (
    <button
      type="button"
      class="ls-button ls-button--quiet ls-button--icon"
      aria-label={props.label}
      title={props.label}
      disabled={props.isOff}
      onClick={props.run}
    >
      {props.children}
    </button>
  );
}
