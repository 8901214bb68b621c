// Where to look next when searching a place in the list by its rank.
//
// A bracket holds the place wanted: at most `index` entries stand before `low`, more before
// `high`. It is cut by time first, then by source within one nanosecond, then by offset.

import type { EntryKey, Nanos } from "./engine";
import { NO_TIME } from "./entry_key";

export interface Bracket {
  readonly low: EntryKey;
  readonly high: EntryKey;
}

/** How far keys reach, so that the search does not look where nothing can be. */
export interface Extent {
  /** Above every source's number. */
  readonly sourceEnd: number;
  /** Above every offset, as far as is known; a search stays right without it, only slower. */
  readonly offsetEnd: number;
}

/** Probes per round: each round shrinks the bracket 33 times. */
export const PROBES_PER_ROUND = 32;

/**
 * Places strictly inside the bracket, in order, at most `PROBES_PER_ROUND` of them.
 *
 * Empty once low and high are neighbours.
 */
export function probesWithin(bracket: Bracket, extent: Extent): EntryKey[] {
  const { low, high } = bracket;
  const lowNanos = low.nanos ?? NO_TIME;
  const highNanos = high.nanos ?? NO_TIME;
  if (highNanos - lowNanos > 1n) {
    return timesBetween(lowNanos, highNanos).map((nanos) => placeAt(nanos, 0, 0));
  }
  const isOneTime = highNanos === lowNanos;
  const lastSource = isOneTime ? Math.min(high.source, extent.sourceEnd) : extent.sourceEnd;
  if (lastSource - low.source > 1) {
    return numbersBetween(low.source, lastSource).map((source) => placeAt(lowNanos, source, 0));
  }
  const offsetEnd = isOneTime && high.source === low.source ? high.offset : extent.offsetEnd;
  return numbersBetween(low.offset, offsetEnd).map((offset) =>
    placeAt(lowNanos, low.source, offset),
  );
}

/** The place before all entries of `nanos` from `source` and `offset` on. */
export function placeAt(nanos: Nanos, source: number, offset: number): EntryKey {
  return { nanos: nanos >= NO_TIME ? null : nanos, source, offset };
}

function timesBetween(low: Nanos, high: Nanos): Nanos[] {
  const span = high - low;
  const parts = BigInt(PROBES_PER_ROUND + 1);
  const times: Nanos[] = [];
  for (let part = 1n; part < parts; part += 1n) {
    const nanos = low + (span * part) / parts;
    if (nanos > (times.at(-1) ?? low)) {
      times.push(nanos);
    }
  }
  return times;
}

function numbersBetween(low: number, high: number): number[] {
  const step = (high - low) / (PROBES_PER_ROUND + 1);
  const numbers: number[] = [];
  for (let part = 1; part <= PROBES_PER_ROUND; part += 1) {
    const number = low + Math.floor(step * part);
    if (number > (numbers.at(-1) ?? low) && number < high) {
      numbers.push(number);
    }
  }
  return numbers;
}
