// The list as it is shown: oldest first as the engine counts it, or turned, newest first.
//
// Everything that names a row by its number goes through here, so that keys, jumps and copies follow the eye.

import { app } from "./app_state";
import { type RowSpan, selection } from "./derived";
import type { Engine, EntryKey, Row, RowLook } from "./engine_types";

/** What the list asks of the engine. */
export interface ShownList {
  /** Rows `first..first + count` from the top. */
  rows(first: number, count: number, look?: RowLook): Promise<readonly Row[]>;
  /** Where a row stands, from the top; of one that the list does not have, where its neighbour below it in time does. */
  indexOf(key: EntryKey): Promise<number>;
  /** The key that an entry has by now: its source may have been read anew, with other times. */
  keyNow(key: EntryKey): Promise<EntryKey>;
  /** The next row below (`previous`: above) with at least a level. */
  seek(
    key: EntryKey | null,
    direction: "next" | "previous",
    minLevel: number,
  ): Promise<EntryKey | null>;
}

/** What is found in the list, from the top down. */
export function shownFound(engine: Engine): {
  seek(key: EntryKey | null, direction: "next" | "previous"): Promise<EntryKey | null>;
  /** How many of `total` stand above. */
  above(key: EntryKey, total: number): Promise<number>;
} {
  const isTurned = (): boolean => app.isNewestFirst.peek();
  return {
    seek(key, direction) {
      const other = direction === "next" ? "previous" : "next";
      return engine.seekFound(key, isTurned() ? other : direction);
    },
    async above(key, total) {
      const before = await engine.foundBefore(key);
      return isTurned() ? total - 1 - before : before;
    },
  };
}

/** The list of an engine, from the top down. */
export function shownList(engine: Engine): ShownList {
  const isTurned = (): boolean => app.isNewestFirst.peek();
  return {
    async rows(first, count, look) {
      if (!isTurned()) return engine.rows(first, count, look);
      const { first: from, end } = turned({ first, end: first + count });
      return from >= end ? [] : (await engine.rows(from, end - from, look)).toReversed();
    },
    async indexOf(key) {
      if (!isTurned()) return engine.indexOf(key);
      const rank = await engine.indexOf(key);
      return Math.max(0, selection.peek().total - 1 - rank);
    },
    async keyNow(key) {
      return (await engine.entry(key)).key;
    },
    seek(key, direction, minLevel) {
      const other = direction === "next" ? "previous" : "next";
      return engine.seek(key, isTurned() ? other : direction, minLevel);
    },
  };
}

/** Rows as the engine counts them, and whether the last of them is shown first. */
export function asCounted(span: RowSpan): {
  readonly first: number;
  readonly count: number;
  readonly isNewestFirst: boolean;
} {
  const isNewestFirst = app.isNewestFirst.peek();
  const { first, end } = isNewestFirst ? turned(span) : span;
  return { first, count: end - first, isNewestFirst };
}

/** The same rows counted from the other end. */
function turned({ first, end }: RowSpan): RowSpan {
  const { total } = selection.peek();
  return { first: Math.max(0, total - end), end: Math.max(0, total - first) };
}
