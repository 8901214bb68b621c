// Adds ledgers up: every figure is a plain sum, so that any split of the sources gives the same totals.

import { figuresFrom, type Ledger } from "./engine_types";

/** A ledger of nothing. */
export const EMPTY_LEDGER: Ledger = {
  ...figuresFrom(() => 0),
  parsedEntries: 0,
  unread: [],
  levels: [0, 0, 0, 0, 0, 0, 0, 0],
  formats: [],
};

/** The ledger of all; unread ranges stay with their sources and are only counted on here. */
export function addLedgers(ledgers: readonly Ledger[]): Ledger {
  const sum = (count: (ledger: Ledger) => number): number =>
    ledgers.reduce((total, ledger) => total + count(ledger), 0);
  return {
    ...figuresFrom((id) => sum((ledger) => ledger[id])),
    parsedEntries: sum((ledger) => ledger.parsedEntries),
    unread: ledgers.flatMap((ledger) => ledger.unread),
    levels: EMPTY_LEDGER.levels.map((_, level) => sum((ledger) => ledger.levels[level] ?? 0)),
    formats: ledgers.map((ledger) => ledger.formats).reduce(addFormats, []),
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
