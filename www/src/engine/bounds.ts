// Ranges of time that hold others.

import type { Nanos, TimeRange } from "./engine";

/** The range that holds `first` and `last` themselves. */
export function rangeOf(first: Nanos | null, last: Nanos | null): TimeRange | null {
  return first === null || last === null ? null : { from: first, end: last + 1n };
}

/** The smallest range that holds all the others. */
export function mergedBounds(ranges: readonly (TimeRange | null)[]): TimeRange | null {
  let whole: TimeRange | null = null;
  for (const range of ranges) {
    if (range === null || whole === null) {
      whole ??= range;
      continue;
    }
    whole = {
      from: range.from < whole.from ? range.from : whole.from,
      end: range.end > whole.end ? range.end : whole.end,
    };
  }
  return whole;
}
