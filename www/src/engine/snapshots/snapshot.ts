// What the page is told, put together from what is known.

import { mergedBounds, rangeOf } from "../bounds";
import type { MemoryUse, Selection, Snapshot, SourceState } from "../engine";
import { isReading, type KnownSource, ledgerOf, type MergedCounts, stateOf } from "../sources";

/** Empty without sources, reading while one is read, failed if none could be read. */
export function phaseOf(records: readonly KnownSource[]): Snapshot["phase"] {
  if (records.length === 0) {
    return "empty";
  }
  if (records.some(isReading)) {
    return "reading";
  }
  return records.every((record) => record.phase === "failed") ? "failed" : "ready";
}

/** Cost: O(sources), and O(tasks) for the sources that changed since the last time. */
export function snapshotOf(
  records: readonly KnownSource[],
  selection: Selection,
  about: {
    readonly bytesPerSecond: number;
    readonly isPaused: boolean;
    readonly memory: MemoryUse;
    readonly notice: string | null;
    /** All sources together, as the desk merged them. */
    readonly total: MergedCounts | null;
  },
): Snapshot {
  const { total, ...shown } = about;
  const sources = records.map(stateOf);
  const readable = sources.filter((source) => source.phase !== "failed");
  // What an archive has is counted with its members, once all are known.
  const isOpen = ({ archive }: SourceState): boolean => archive !== null && !archive.hasAllMembers;
  const open = new Set(readable.filter(isOpen).map(({ id }) => id));
  const counted = readable.filter(
    (source) =>
      (source.archive === null || isOpen(source)) &&
      (source.within === null || !open.has(source.within)),
  );
  const unread = sources.flatMap(({ ledger }) => ledger.unread);
  const sum = (figures: readonly number[]): number =>
    figures.reduce((total, figure) => total + figure, 0);
  return {
    phase: phaseOf(records),
    sources,
    bytesTotal: sum(counted.map((source) => source.sizeBytes)),
    bytesRead: sum(
      counted.map(({ archive, sizeBytes, progress, ledger }) =>
        archive === null ? Math.min(sizeBytes, ledger.bytesRead) : Math.floor(sizeBytes * progress),
      ),
    ),
    ...shown,
    // A desk that has not heard yet that the last source is closed still counts it.
    ledger: ledgerOf(records.length === 0 ? null : total, unread),
    bounds: mergedBounds(
      sources.map(({ firstNanos, lastNanos }) => rangeOf(firstNanos, lastNanos)),
    ),
    selection,
  };
}
