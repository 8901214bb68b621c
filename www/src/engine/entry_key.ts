// Places in the order of the list, as the page and as the wire write them.

import type { EntryKey, Nanos } from "./engine";
import type { Key } from "./wire";

/** How the wire's columns write "no time"; also where such entries stand in the order. */
export const NO_TIME: Nanos = 2n ** 63n - 1n;
/** Earliest time that fits 64 bits. */
export const EARLIEST: Nanos = -(2n ** 63n);
/** Beyond every offset that a number holds exactly. */
export const OFFSET_END = Number.MAX_SAFE_INTEGER;

/** A place before which every entry of the list stands. */
export const LIST_END: EntryKey = { nanos: null, source: 0xffff_ffff, offset: OFFSET_END };
/** A place before which no entry stands. */
export const LIST_START: EntryKey = { nanos: EARLIEST, source: 0, offset: 0 };

export function wireFromKey(key: EntryKey): Key {
  const { nanos, source, offset } = key;
  return { nanos: nanos === null ? null : nanos.toString(), source, offset };
}

export function keyFromWire(key: Key): EntryKey {
  const { nanos, source, offset } = key;
  return { nanos: nanosFromWire(nanos), source, offset };
}

export function nanosFromWire(text: string | null): Nanos | null {
  return text === null ? null : BigInt(text);
}

/** Below zero if `a` stands before `b`. */
export function compareKeys(a: EntryKey, b: EntryKey): number {
  const aNanos = a.nanos ?? NO_TIME;
  const bNanos = b.nanos ?? NO_TIME;
  if (aNanos !== bNanos) {
    return aNanos < bNanos ? -1 : 1;
  }
  return a.source - b.source || a.offset - b.offset;
}
