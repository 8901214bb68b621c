// What follows from the state; computed, never stored.

import { computed, type ReadonlySignal } from "@preact/signals";
import { formatSecondsLeft } from "../base/duration";
import { shownName } from "../base/foreign_text";
import { formatBytes, formatCount, formatCounted } from "../base/number_format";
import { type Aside, app } from "./app_state";
import {
  type Ledger,
  PLAIN_LOOK,
  type QueryError,
  type RowLook,
  type Selection,
  type Snapshot,
  type SourceState,
} from "./engine_types";
import { fieldsOf } from "./list_columns";
import { automaticBudget, deviceGigabytes } from "./memory_budget";

/** Rows `first..end` of the list. */
export interface RowSpan {
  readonly first: number;
  readonly end: number;
}

/** Computed, but the value before as long as the new one says the same: what shows it is not drawn anew. */
function steady<T>(compute: () => T, isSame: (a: T, b: T) => boolean): ReadonlySignal<T> {
  let last: { readonly value: T } | null = null;
  return computed(() => {
    const value = compute();
    if (last === null || !isSame(last.value, value)) last = { value };
    return last.value;
  });
}

/** What the user looks at now. */
export const choice = computed(() => app.history.value.present);

/** The last answer to a query that could be read: it stays, greyed, while the query is being mended. */
export const selection = computed<Selection>(() => app.lastGood.value);

/** What is wrong with the query as it stands, or null. */
export const queryError = computed<QueryError | null>(() => {
  const { error, view } = app.snapshot.value.selection;
  return view.query === choice.value.query ? error : null;
});

/** A field of the query that nothing has, once all is counted; null while it may still turn up. */
export const queryHint = computed<QueryError | null>(() => {
  const { hint, view, isComplete } = app.snapshot.value.selection;
  return isComplete && view.query === choice.value.query ? hint : null;
});

export const sources = computed<readonly SourceState[]>(() => app.snapshot.value.sources);

/** Those that have entries of their own: archives have members instead. */
export const readSources = computed<readonly SourceState[]>(() =>
  sources.value.filter(({ archive }) => archive === null),
);

/** The ledger of all sources together. */
export const totalLedger = computed<Ledger>(() => app.snapshot.value.ledger);

/** Whether the answer on screen is for what is asked now. */
export const isAnswered = computed(() => {
  const { view } = selection.value;
  return (
    view.query === choice.value.query &&
    view.range === choice.value.range &&
    view.grid === app.grid.value
  );
});

/** Whether there is anything to look at. */
export const hasSources = computed(
  () => app.snapshot.value.phase !== "empty" || sources.value.length > 0,
);

/** What the memory is used for; the same object until the figures change. */
export const memory = computed(() => app.snapshot.value.memory);

/** What the page keeps to. */
export const memoryBudget = computed(
  () => app.preferences.value.memoryBudgetBytes ?? automaticBudget(deviceGigabytes()),
);

/** What was given up to stay within the budget, in a sentence; null if nothing was. */
export const memorySentence = computed(() => {
  const { dropped, isOver, budgetBytes } = memory.value;
  const budget = formatBytes(budgetBytes);
  const named = dropped.slice(0, 3).map(shownName).join(", ");
  const more = dropped.length > 3 ? ` and ${formatCount(dropped.length - 3)} more` : "";
  const what = dropped.length === 1 ? "the field" : "the fields";
  const given = `To stay within ${budget} of memory, ${what} ${named}${more} ${dropped.length === 1 ? "was" : "were"} dropped. A query that needs ${dropped.length === 1 ? "it" : "them"} reads the file again. Counts stay exact.`;
  const over = `What was read needs more than ${budget} of memory, and nothing more can be dropped. Raise the limit or close a source. Counts stay exact.`;
  if (isOver) return over;
  return dropped.length === 0 ? null : given;
});

/** How far each source is, and after how many beginnings: one that was read anew may end where it was before. */
const readings = computed(() =>
  sources.value.map(({ id, epoch, phase }) => `${id} ${epoch} ${phase}`).join(),
);

/** A row shows no more: the rest is counted, and the entry pane has it. */
export const MAX_ROW_LINES = 60;

/** What rows are asked to show. */
export const rowLook = computed<RowLook>(() => ({
  ...PLAIN_LOOK,
  fields: [...columnFields.value],
  lines: rowLines.value === "all" ? MAX_ROW_LINES : rowLines.value,
  hasOffsets: isWritten.value,
}));

const columnFields = steady(
  // Sorted: where a column stands changes nothing that rows have to know.
  () => fieldsOf(choice.value.columns).toSorted(),
  (a, b) => a.length === b.length && a.every((name, idx) => name === b[idx]),
);
/** Lines that a row shows. */
export const rowLines = computed(() => choice.value.lines);
const isWritten = computed(() => choice.value.zone === "source");

const lookTag = computed(() => JSON.stringify(rowLook.value));

/** Names what can only grow: the same view of the same sources, none of them begun anew. */
export const growTag = computed(
  () => `${viewTag.value}\n${readings.value}\n${order.value}\n${lookTag.value}`,
);

const order = computed(() => (app.isNewestFirst.value ? "newest" : "oldest"));

/** Names the list that rows belong to: another name, other rows. */
export const listTag = computed(() => {
  const { view, total, levelCounts } = selection.value;
  const range = view.range === null ? "" : `${view.range.from}..${view.range.end}`;
  return [view.query, range, total, levelCounts.join(), readings.value, order.value].join("\n");
});

/** What is looked for in the list without hiding anything, once it is found; empty if nothing is. */
export const foundTag = computed(() => app.find.value?.found?.view.query ?? "");

/** Names the rows as they are drawn: with what is looked for in them. */
export const rowsTag = computed(() => `${listTag.value}\n${foundTag.value}\n${lookTag.value}`);

/** Whether anything is marked in texts. */
export const hasMarks = computed(
  () => selection.value.hasMarks || app.find.value?.found?.hasMarks === true,
);

/** Names the view alone: the same while more is read. */
export const viewTag = computed(() => {
  const { view } = selection.value;
  return `${view.query}\n${view.range === null ? "" : `${view.range.from}..${view.range.end}`}`;
});

/** Rows that are at hand but of another list than the one chosen; rows that only come to a list change nothing. */
export const hasOtherRows = computed(() => {
  const { grown } = app.rowsAtHand.value;
  return !isAnswered.value || grown.tag !== growTag.value;
});

/** Whether other rows are on their way; a query that cannot be answered leaves the last ones standing. */
export const isListAwaited = computed(() => hasOtherRows.value && queryError.value === null);

/** All that is known of sources, by their ids. */
export const sourceById = computed<ReadonlyMap<number, SourceState>>(
  () => new Map(sources.value.map((source) => [source.id, source])),
);

/** What the sources are called, by their ids; closed sources are gone. */
export const sourceLabels = steady<ReadonlyMap<number, Pick<SourceState, "name" | "path">>>(
  () => new Map(sources.value.map((source) => [source.id, source])),
  (a, b) => {
    const isSame = ([id, { name, path }]: [number, Pick<SourceState, "name" | "path">]): boolean =>
      b.get(id)?.name === name && b.get(id)?.path === path;
    return a.size === b.size && [...a].every(isSame);
  },
);

/** How many rows the list has. */
export const rowCount = computed(() => selection.value.total);

/** What the filter is set aside for; null as soon as something else is asked. */
export const aside = computed<Aside | null>(() => {
  const { query, range } = choice.value;
  const now = app.aside.value;
  return now !== null && now.query === query && range === null ? now : null;
});

/** Several rows that are chosen, as `first..end`; null if there is one at most. */
export const chosenSpan = computed<RowSpan | null>(() => {
  const chosen = app.chosen.value;
  if (chosen?.kind === "all") return { first: 0, end: rowCount.value };
  const idx = app.place.value?.idx;
  if (chosen === null || idx === undefined) return null;
  const { anchor } = chosen;
  return { first: Math.min(anchor.idx, idx), end: Math.max(anchor.idx, idx) + 1 };
});

/** The rows that a copy is made of: those chosen, or the one that the user stands on. */
export const spanToCopy = computed<RowSpan | null>(() => {
  const idx = app.place.value?.idx;
  return chosenSpan.value ?? (idx === undefined ? null : { first: idx, end: idx + 1 });
});

/** The speed of the first moments says little of the rest … */
const LEAST_READING_SECONDS = 2;
/** … and of what is over in a moment nobody has to be told. */
const LEAST_LEFT_SECONDS = 3;

/** One line about reading, for eyes; `readingSeconds` is for how long it has been going on. */
export function describeProgress(
  snapshot: Snapshot,
  readingSeconds: number,
): {
  readonly share: number;
  readonly parts: readonly string[];
} {
  const share = snapshot.bytesTotal === 0 ? 0 : snapshot.bytesRead / snapshot.bytesTotal;
  const left =
    snapshot.bytesPerSecond > 0
      ? (snapshot.bytesTotal - snapshot.bytesRead) / snapshot.bytesPerSecond
      : null;
  const parts = [
    `${snapshot.isPaused ? "paused at" : "reading"} ${Math.floor(share * 100)} %`,
    ...(snapshot.isPaused || left === null ? [] : [`${formatBytes(snapshot.bytesPerSecond)}/s`]),
    formatCounted(snapshot.ledger.entries, "entry", "entries"),
  ];
  if (left !== null && left > LEAST_LEFT_SECONDS && readingSeconds >= LEAST_READING_SECONDS) {
    parts.push(`about ${formatSecondsLeft(left)} left`);
  }
  return { share, parts };
}
