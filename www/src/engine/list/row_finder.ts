// Finds row number `first` of a list that is spread over workers, each with its own part.
//
// No worker knows the whole order, but each can say how many of its entries stand before a key.
// The sum over workers is the key's rank, so the key of a row is found by shrinking a bracket of
// keys, by 32 probes a round. The search stops a few rows before the target: from there the
// workers' next rows are fetched and merged. The list may grow meanwhile: every answer is
// checked against a rank taken in the same breath, and searched again if the list moved.

import type { EntryKey, Nanos, Row } from "../engine";
import { compareKeys, LIST_END, LIST_START, NO_TIME } from "../entry_key";
import { type Bracket, type Extent, placeAt, probesWithin } from "./probes";
import { mergedRows, type RowColumns } from "./row_columns";
import type { VisitedPlace, VisitedPlaces } from "./visited_places";

/** The workers, as the search sees them. */
export interface ListReader {
  /** For each key, how many entries of the list stand before it, over all workers. */
  rank(keys: readonly EntryKey[]): Promise<readonly number[]>;
  /** From each worker its first `count` entries at or after `key`. */
  rows(key: EntryKey, count: number): Promise<readonly RowColumns[]>;
}

/** What is known beforehand; all of it may be a guess. */
export interface FinderHints extends Extent {
  /** Times close around the row wanted. */
  readonly landmarks: readonly Nanos[];
}

// A row costs its worker a read of its text, a round of search costs a message: about even here.
/** Rows fetched at most before the first one wanted, to save rounds of search. */
export const SLACK_ROWS = 32;
const MAX_ROUNDS = 60;
const MAX_ATTEMPTS = 5;

/** Searches a list, beginning at places of it that were visited before. */
export class RowFinder {
  private readonly reader: ListReader;
  private readonly visited: VisitedPlaces;

  constructor(reader: ListReader, visited: VisitedPlaces) {
    this.reader = reader;
    this.visited = visited;
  }

  /** Rows `first..first + count`; fewer at the end of the list. */
  async rows(first: number, count: number, hints: FinderHints): Promise<readonly Row[]> {
    if (count <= 0) {
      return [];
    }
    let low = this.visitedBefore(first) ?? (await this.search(first, hints));
    for (let attempt = 1; low !== null; attempt += 1) {
      const answer = await this.readFrom(low, first, count, attempt >= MAX_ATTEMPTS);
      if (answer !== null) {
        return answer;
      }
      low = await this.search(first, hints);
    }
    return [];
  }

  /** The first rows need no search: nothing stands before the start of a list. */
  private visitedBefore(first: number): VisitedPlace | null {
    const start = first <= SLACK_ROWS ? { key: LIST_START, rank: 0 } : null;
    return this.visited.before(first, SLACK_ROWS) ?? start;
  }

  /** Rows from a place known to stand before them; null if the list moved too far since. */
  private async readFrom(
    low: VisitedPlace,
    first: number,
    count: number,
    isLast: boolean,
  ): Promise<readonly Row[] | null> {
    const need = first - low.rank + count;
    const [ranks, parts] = await Promise.all([
      this.reader.rank([low.key]),
      this.reader.rows(low.key, need),
    ]);
    const skip = first - (ranks[0] ?? low.rank);
    const hasMoved = skip < 0 || skip + count > need;
    if (hasMoved && !isLast) {
      return null;
    }
    const rows = mergedRows(parts, Math.max(0, skip), Math.max(0, skip) + count);
    this.visited.remember({ key: low.key, rank: first - skip });
    this.rememberEdges(rows, first);
    return rows;
  }

  private rememberEdges(rows: readonly Row[], first: number): void {
    const head = rows[0];
    const tail = rows.at(-1);
    if (head !== undefined && tail !== undefined) {
      this.visited.remember({ key: head.key, rank: first });
      this.visited.remember({ key: tail.key, rank: first + rows.length - 1 });
    }
  }

  /** A place at most `SLACK_ROWS` before row `first` where keys allow it; null beyond the end. */
  private async search(first: number, hints: FinderHints): Promise<VisitedPlace | null> {
    const start: VisitedPlace = { key: LIST_START, rank: 0 };
    let low = start;
    let high: High = { key: LIST_END, rank: null };
    let probes = firstProbes(hints);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const ranks = await this.reader.rank([low.key, ...probes]);
      if ((ranks[0] ?? 0) > first) {
        // Entries came in before the bracket: begin again.
        [low, high, probes] = [start, { key: LIST_END, rank: null }, firstProbes(hints)];
        continue;
      }
      const narrowed = narrow(
        { key: low.key, rank: ranks[0] ?? low.rank },
        high,
        probes,
        ranks.slice(1),
        first,
      );
      if (compareKeys(narrowed.low.key, LIST_END) === 0) {
        return null;
      }
      ({ low, high } = narrowed);
      const bracket: Bracket = { low: low.key, high: high.key };
      const share = high.rank === null ? null : (first - low.rank) / (high.rank - low.rank);
      probes = first - low.rank <= SLACK_ROWS ? [] : probesWithin(bracket, hints, share);
      if (probes.length === 0) {
        break;
      }
    }
    return low;
  }
}

/** Landmarks, the border to sources without times, and the end of the list. */
function firstProbes(hints: FinderHints): EntryKey[] {
  const times = [...hints.landmarks, NO_TIME].map((nanos) => placeAt(nanos, 0, 0));
  const sorted = [...times, LIST_END].sort(compareKeys);
  return sorted.filter(
    (key, idx) => idx === 0 || compareKeys(sorted[idx - 1] ?? LIST_START, key) !== 0,
  );
}

/** A place behind the row wanted; its rank where that is known. */
interface High {
  readonly key: EntryKey;
  readonly rank: number | null;
}

/** The part of the bracket between two probes that holds row `first`. */
function narrow(
  low: VisitedPlace,
  high: High,
  probes: readonly EntryKey[],
  ranks: readonly number[],
  first: number,
): { low: VisitedPlace; high: High } {
  let best = low;
  for (const [idx, key] of probes.entries()) {
    const rank = ranks[idx] ?? Number.MAX_SAFE_INTEGER;
    if (rank > first) {
      return { low: best, high: { key, rank } };
    }
    best = { key, rank };
  }
  return { low: best, high };
}
