// Adds ledgers up: every figure is a plain sum, so that any split of the sources gives the same totals.

import type { Ledger } from "./engine_types";

/** A ledger of nothing. */
export const EMPTY_LEDGER: Ledger = {
  bytesRead: 0,
  bytesDecoded: 0,
  bytesTrailing: 0,
  bytesInEntries: 0,
  bytesOutside: 0,
  lines: 0,
  blankLines: 0,
  headerLines: 0,
  joinedLines: 0,
  entries: 0,
  parsedEntries: 0,
  withoutTime: 0,
  timeOutOfRange: 0,
  inferredYear: 0,
  inferredZone: 0,
  inferredDate: 0,
  outOfOrder: 0,
  invalidBytes: 0,
  splitEntries: 0,
  unread: [],
  levels: [0, 0, 0, 0, 0, 0, 0, 0],
  formats: [],
};

/** The ledger of all; unread ranges stay with their sources and are only counted on here. */
export function addLedgers(ledgers: readonly Ledger[]): Ledger {
  return ledgers.reduce(addTwo, EMPTY_LEDGER);
}

function addTwo(a: Ledger, b: Ledger): Ledger {
  return {
    bytesRead: a.bytesRead + b.bytesRead,
    bytesDecoded: a.bytesDecoded + b.bytesDecoded,
    bytesTrailing: a.bytesTrailing + b.bytesTrailing,
    bytesInEntries: a.bytesInEntries + b.bytesInEntries,
    bytesOutside: a.bytesOutside + b.bytesOutside,
    lines: a.lines + b.lines,
    blankLines: a.blankLines + b.blankLines,
    headerLines: a.headerLines + b.headerLines,
    joinedLines: a.joinedLines + b.joinedLines,
    entries: a.entries + b.entries,
    parsedEntries: a.parsedEntries + b.parsedEntries,
    withoutTime: a.withoutTime + b.withoutTime,
    timeOutOfRange: a.timeOutOfRange + b.timeOutOfRange,
    inferredYear: a.inferredYear + b.inferredYear,
    inferredZone: a.inferredZone + b.inferredZone,
    inferredDate: a.inferredDate + b.inferredDate,
    outOfOrder: a.outOfOrder + b.outOfOrder,
    invalidBytes: a.invalidBytes + b.invalidBytes,
    splitEntries: a.splitEntries + b.splitEntries,
    unread: [...a.unread, ...b.unread],
    levels: a.levels.map((count, level) => count + (b.levels[level] ?? 0)),
    formats: addFormats(a.formats, b.formats),
  };
}

function addFormats(a: Ledger["formats"], b: Ledger["formats"]): Ledger["formats"] {
  const sums = new Map(a.map((format) => [format.id, format]));
  for (const format of b)
    sums.set(format.id, {
      ...format,
      entries: format.entries + (sums.get(format.id)?.entries ?? 0),
    });
  return [...sums.values()].sort(
    (one, other) => other.entries - one.entries || (one.id < other.id ? -1 : 1),
  );
}
