// Gathers the next rows of a list from all workers, without reading many more than are wanted.
//
// Where in the list a worker's rows stand shows only beside those of the others. Rows far apart cost
// a read each: were every worker asked for all of them, several would take longer than one. So each
// reads about its share, and one whose rows were too few is asked for more.

import type { EntryKey } from "../engine";
import { compareKeys, NO_TIME } from "../entry_key";
import type { RowColumns } from "./row_columns";

/** What a worker answers: its next rows, and whether more would follow that it did not read. */
export interface RowPart {
  readonly columns: RowColumns;
  readonly isCut: boolean;
}

/** Asks a worker for its rows at or after `from`, with so many reads. */
type AskRows = (slot: number, from: EntryKey, reads: number) => Promise<RowPart>;

/** Shares are not even: a few reads more than a share save most second questions. */
const SPARE_READS = 4;

/** Sorted parts whose first `count` rows, merged, are the first `count` of all workers at or after `key`. */
export async function gatheredRows(
  slots: readonly number[],
  { key, count }: { readonly key: EntryKey; readonly count: number },
  ask: AskRows,
): Promise<readonly RowColumns[]> {
  const share = Math.ceil(count / Math.max(1, slots.length));
  let reads = slots.length === 1 ? count : Math.min(count, share + SPARE_READS);
  const parts: RowColumns[] = [];
  /** Where those go on that have read too little so far. */
  const open = new Map<number, EntryKey>();
  let asked: readonly number[] = slots;
  while (asked.length > 0) {
    const answers = await Promise.all(asked.map((slot) => ask(slot, open.get(slot) ?? key, reads)));
    for (const [idx, { columns, isCut }] of answers.entries()) {
      const slot = asked[idx] ?? 0;
      parts.push(columns);
      const next = isCut ? keyAfter(columns) : null;
      next === null ? open.delete(slot) : open.set(slot, next);
    }
    // Behind the first place where one of them goes on, nothing is certain.
    const first = [...open].sort(([, a], [, b]) => compareKeys(a, b))[0];
    const missing = first === undefined ? 0 : count - rowsBefore(parts, first[1]);
    asked = first === undefined || missing <= 0 ? [] : [first[0]];
    reads = missing;
  }
  return parts;
}

/** The place right after the last row. */
function keyAfter(rows: RowColumns): EntryKey | null {
  const last = rows.nanos.length - 1;
  return last < 0 ? null : { ...keyAt(rows, last), offset: (rows.offsets[last] ?? 0) + 1 };
}

function rowsBefore(parts: readonly RowColumns[], key: EntryKey): number {
  let rows = 0;
  for (const part of parts) {
    for (let idx = 0; idx < part.nanos.length; idx += 1) {
      rows += compareKeys(keyAt(part, idx), key) < 0 ? 1 : 0;
    }
  }
  return rows;
}

function keyAt({ nanos, sources, offsets }: RowColumns, idx: number): EntryKey {
  const time = nanos[idx] ?? NO_TIME;
  return {
    nanos: time === NO_TIME ? null : time,
    source: sources[idx] ?? 0,
    offset: offsets[idx] ?? 0,
  };
}
