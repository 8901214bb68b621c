// Chooses the columns of the list, their order and their widths; undo takes each change back.

import { computed } from "@preact/signals";
import { shownName } from "../base/foreign_text";
import { ROW_LINES, type RowLines, writable } from "./app_state";
import { choice, MAX_ROW_LINES, rowLines } from "./derived";
import { say } from "./detail_actions";
import {
  columnId,
  FIRST_COLUMNS,
  fieldsOf,
  type ListColumn,
  movedColumn,
  type OwnColumn,
  sizedColumn,
  withColumn,
  withoutColumn,
} from "./list_columns";
import { setColumns, setLines } from "./view_actions";

/** More columns of fields than anybody can read. */
const MAX_FIELDS = 64;

/** The fields that are columns. */
export const columnFields = computed<ReadonlySet<string>>(
  () => new Set(fieldsOf(choice.value.columns)),
);

/** Opens the box where columns are chosen, or closes it. */
export function showColumns(isOpen: boolean): void {
  writable.isColumnsOpen.value = isOpen;
}

/** Makes a field a column, or no longer. */
export function toggleFieldColumn(name: string): void {
  const { columns } = choice.value;
  if (columnFields.value.has(name)) {
    removeColumn({ kind: "field", name, px: null });
  } else if (columnFields.value.size >= MAX_FIELDS) {
    say(`A list has at most ${MAX_FIELDS} columns of fields. Remove one first.`);
  } else {
    setColumns(withColumn(columns, { kind: "field", name, px: null }));
    say(`${shownName(name)} is a column now.`);
  }
}

/** Shows again what every entry has. */
export function addOwnColumn(kind: OwnColumn): void {
  setColumns(withColumn(choice.value.columns, { kind, px: null }));
}

export function removeColumn(column: ListColumn): void {
  setColumns(withoutColumn(choice.value.columns, columnId(column)));
  say(`${column.kind === "field" ? shownName(column.name) : column.kind} is no column now.`);
}

export function moveColumn(column: ListColumn, places: number): void {
  setColumns(movedColumn(choice.value.columns, columnId(column), places));
}

/** Sets a width; a drag of many steps is taken back as one. */
export function sizeColumn(column: ListColumn, px: number): void {
  setColumns(sizedColumn(choice.value.columns, columnId(column), px), "size");
}

/** One line of each entry, three, or all. */
export function toggleLines(): void {
  const lines = ROW_LINES[(ROW_LINES.indexOf(rowLines.value) + 1) % ROW_LINES.length] ?? 1;
  setLines(lines);
  say(LINES_SAID[lines]);
}

const LINES_SAID: Readonly<Record<RowLines, string>> = {
  1: "One line an entry.",
  3: "Up to three lines an entry.",
  all: `All lines of an entry, up to ${MAX_ROW_LINES}.`,
};

/** The columns that a list has at first. */
export function resetColumns(): void {
  setColumns(FIRST_COLUMNS);
}
