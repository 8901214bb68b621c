// A ledger as the page sees it: the desk's sums, and what could not be read.

import { shownSentence } from "../../base/foreign_text";
import { figuresFrom, type Ledger, N_LEVELS } from "../engine";
import { countIn } from "../figures";
import type { WireLedger } from "../wire";

/** A range of a source that could not be read. */
export interface UnreadRange {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** Id of the format that takes what no other format understands. */
const FALLBACK_FORMAT = "text";

/** Counts as the desk merged them. */
export type MergedCounts = WireLedger;

const NOTHING: MergedCounts = { figures: [], levels: [], formats: [] };

/** What the desk merged, null if nothing is read; and the ranges that could not be. */
export function ledgerOf(merged: MergedCounts | null, unread: readonly UnreadRange[]): Ledger {
  // There may be thousands of which nothing is read yet: they share one.
  return merged === null && unread.length === 0 ? EMPTY : ledgerFrom(merged ?? NOTHING, unread);
}

function ledgerFrom(ledger: MergedCounts, unread: readonly UnreadRange[]): Ledger {
  const figures = figuresFrom((id) => countIn(ledger, id));
  const formats = ledger.formats.map(([id, title, entries]) => ({ id, title, entries }));
  const unparsed = formats.find((format) => format.id === FALLBACK_FORMAT)?.entries ?? 0;
  return {
    ...figures,
    parsedEntries: figures.entries - unparsed,
    unread: unread.map((range) => ({ ...range, reason: shownSentence(range.reason) })),
    levels: Array.from({ length: N_LEVELS }, (_, level) => ledger.levels[level] ?? 0),
    formats,
  };
}

const EMPTY = ledgerFrom(NOTHING, []);

/** Ranges of one source, sorted; neighbours with the same reason become one. */
export function joinedRanges(ranges: readonly UnreadRange[]): UnreadRange[] {
  const merged: UnreadRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const before = merged.at(-1);
    if (before !== undefined && before.end >= range.start && before.reason === range.reason) {
      merged[merged.length - 1] = { ...before, end: Math.max(before.end, range.end) };
    } else {
      // One without a byte tells where a stream ends too early.
      merged.push(range);
    }
  }
  return merged;
}
