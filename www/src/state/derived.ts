// What follows from the state; computed, never stored.

import { computed } from "@preact/signals";
import { formatSecondsLeft } from "../base/duration";
import { formatCount, formatCounted } from "../base/number_format";
import { app } from "./app_state";
import type { Ledger, QueryError, Selection, Snapshot, SourceState } from "./engine_types";
import { addLedgers } from "./ledger_sum";

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

/** The ledger of all sources together. */
export const totalLedger = computed<Ledger>(() =>
  addLedgers(sources.value.map((source) => source.ledger)),
);

/** Whether the answer on screen is for what is asked now. */
export const isAnswered = computed(() => {
  const { view } = selection.value;
  return (
    view.query === choice.value.query &&
    view.range === choice.value.range &&
    view.grid === app.grid.value
  );
});

/** Names the list that rows belong to: another name, other rows. */
export const listTag = computed(() => {
  const { view, total, levelCounts } = selection.value;
  const range = view.range === null ? "" : `${view.range.from}..${view.range.end}`;
  const read = sources.value.map((source) => `${source.id}${source.phase}`).join();
  return [view.query, range, total, levelCounts.join(), read].join("\n");
});

/** Names the view alone: the same while more is read. */
export const viewTag = computed(() => {
  const { view } = selection.value;
  return `${view.query}\n${view.range === null ? "" : `${view.range.from}..${view.range.end}`}`;
});

/** The entry of a source by its id; closed sources are gone. */
export const sourceById = computed<ReadonlyMap<number, SourceState>>(
  () => new Map(sources.value.map((source) => [source.id, source])),
);

/** One line about reading, for eyes. */
export function describeProgress(snapshot: Snapshot): {
  readonly share: number;
  readonly parts: readonly string[];
} {
  const share = snapshot.bytesTotal === 0 ? 0 : snapshot.bytesRead / snapshot.bytesTotal;
  const left =
    snapshot.bytesPerSecond > 0
      ? (snapshot.bytesTotal - snapshot.bytesRead) / snapshot.bytesPerSecond
      : null;
  const parts = [
    `reading ${Math.floor(share * 100)} %`,
    `${formatCount(Math.round(snapshot.bytesPerSecond / 1e6))} MB/s`,
    formatCounted(snapshot.entries, "entry", "entries"),
  ];
  if (left !== null) parts.push(`${formatSecondsLeft(left)} left`);
  return { share, parts };
}
