// Where to look next when searching a place in the list by its rank.
//
// A bracket holds the place wanted: at most `index` entries stand before `low`, more before
// `high`. It is cut by time first, then by source within one nanosecond, then by offset. Entries
// mostly come evenly: half of the cuts stand close around where the place should be then.

import type { EntryKey, Nanos } from "../engine";
import { NO_TIME } from "../entry_key";

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

/** Probes per round: each round shrinks the bracket 17 times at least, and 100 to 1000 times where entries come evenly. */
export const PROBES_PER_ROUND = 32;

const EVEN_PROBES = PROBES_PER_ROUND / 2;
/** From the place where entries that come evenly would be: ever closer, both ways. */
const CLOSE_STEPS = Array.from(
  { length: EVEN_PROBES / 2 },
  (_, idx) => 0.25 ** (idx + 1) / (EVEN_PROBES + 1),
);

/**
 * Places strictly inside the bracket, in order, at most `PROBES_PER_ROUND` of them.
 *
 * `share` is the part of the bracket's entries that stands before the place wanted, if that is known.
 * Empty once low and high are neighbours.
 */
export function probesWithin(
  bracket: Bracket,
  extent: Extent,
  share: number | null = null,
): EntryKey[] {
  const { low, high } = bracket;
  const lowNanos = low.nanos ?? NO_TIME;
  const highNanos = high.nanos ?? NO_TIME;
  if (highNanos - lowNanos > 1n) {
    return timesBetween(lowNanos, highNanos, share).map((nanos) => placeAt(nanos, 0, 0));
  }
  const isOneTime = highNanos === lowNanos;
  const lastSource = isOneTime ? Math.min(high.source, extent.sourceEnd) : extent.sourceEnd;
  if (lastSource - low.source > 1) {
    return numbersBetween(low.source, lastSource, null).map((source) =>
      placeAt(lowNanos, source, 0),
    );
  }
  const offsetEnd = isOneTime && high.source === low.source ? high.offset : extent.offsetEnd;
  return numbersBetween(low.offset, offsetEnd, share).map((offset) =>
    placeAt(lowNanos, low.source, offset),
  );
}

/** The place before all entries of `nanos` from `source` and `offset` on. */
export function placeAt(nanos: Nanos, source: number, offset: number): EntryKey {
  return { nanos: nanos >= NO_TIME ? null : nanos, source, offset };
}

/** Times strictly between two others, in order; see `probesWithin` for `share`. */
export function timesBetween(low: Nanos, high: Nanos, share: number | null): Nanos[] {
  const span = high - low;
  const times: Nanos[] = [];
  for (const part of partsFor(share)) {
    const nanos = low + scaled(span, part);
    if (nanos > (times.at(-1) ?? low) && nanos < high) {
      times.push(nanos);
    }
  }
  return times;
}

function numbersBetween(low: number, high: number, share: number | null): number[] {
  const numbers: number[] = [];
  for (const part of partsFor(share)) {
    const number = low + Math.floor((high - low) * part);
    if (number > (numbers.at(-1) ?? low) && number < high) {
      numbers.push(number);
    }
  }
  return numbers;
}

/** Where to cut, as parts of one, in order. */
function partsFor(share: number | null): number[] {
  const count = share === null ? PROBES_PER_ROUND : EVEN_PROBES;
  const even = Array.from({ length: count }, (_, idx) => (idx + 1) / (count + 1));
  if (share === null) {
    return even;
  }
  const close = CLOSE_STEPS.flatMap((step) => [share - step, share + step]);
  return [...even, ...close.filter((part) => part > 0 && part < 1)].sort((a, b) => a - b);
}

/** `span * part` without losing the nanoseconds of a long span. */
function scaled(span: bigint, part: number): bigint {
  const fine = 1n << 50n;
  return (span * BigInt(Math.floor(part * Number(fine)))) / fine;
}
