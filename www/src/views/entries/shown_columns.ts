// The columns that are drawn: those that are chosen, but none that says the same of every entry.

import { computed } from "@preact/signals";
import { app } from "../../state/app_state";
import { choice, sourceLabels } from "../../state/derived";
import { columnId, FIELD_PX, type ListColumn } from "../../state/list_columns";

/** A column on screen. */
export type ShownColumn = ListColumn & {
  readonly id: string;
  /** Of a field: where its value stands in a row; -1 if the rows at hand were not asked for it. */
  readonly valueIdx: number;
};

const columns = computed(() => choice.value.columns);
const fieldsHere = computed(() => app.rowsAtHand.value.look.fields);

/** Times that no entry has are no column, once all is read; nor are lengths of time between equal ones. */
const hasTimes = computed(() => {
  const { bounds, phase } = app.snapshot.value;
  return bounds !== null || phase === "reading";
});
const hasLengths = computed(() => {
  const { bounds, phase } = app.snapshot.value;
  return phase === "reading" || (bounds !== null && bounds.end - bounds.from > 1n);
});
const hasSources = computed(() => sourceLabels.value.size > 1);

/** Whether a column tells entries apart. */
export function isTelling({ kind }: ListColumn): boolean {
  if (kind === "time") return hasTimes.value;
  if (kind === "delta") return hasLengths.value;
  return kind !== "source" || hasSources.value;
}

/** From left to right; the message follows. */
export const shownColumns = computed<readonly ShownColumn[]>(() =>
  columns.value.filter(isTelling).map((column) => ({
    ...column,
    id: columnId(column),
    valueIdx: column.kind === "field" ? fieldsHere.value.indexOf(column.name) : -1,
  })),
);

/** Their widths, as a grid has them; the message takes what is left, but never nothing. */
export const columnTracks = computed(() =>
  [...shownColumns.value.map(trackOf), "minmax(min(240px, 40%), 1fr)"].join(" "),
);

function trackOf({ kind, px }: ListColumn): string {
  if (kind === "level") return "22px";
  // Where there is room for little, fields make room, and on a phone they are gone.
  if (kind === "field")
    return `minmax(min(48px, var(--field-most)), min(${px ?? FIELD_PX}px, var(--field-most)))`;
  return px === null ? `var(--${kind}-px)` : `${px}px`;
}
