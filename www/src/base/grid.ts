// Which buckets a timeline has: widths that people use, edges on round times.
//
// While sources are read the bounds keep growing; a chart that changed its width with every growth
// would jump about. So a width stays as long as it gives a readable number of buckets.

import { DAY, floorDiv, HOUR, MICRO, MILLI, MINUTE, SECOND } from "./nanos";

/** Equal, adjacent buckets: bucket `i` starts at `start + i * width`. */
export interface Buckets {
  readonly start: bigint;
  readonly width: bigint;
  readonly bucketCount: number;
}

/** Half open: `from` inside, `end` not. */
export interface Span {
  readonly from: bigint;
  readonly end: bigint;
}

/** Widths on offer, narrowest first. Below a millisecond and above a month for very small and huge ranges. */
export const WIDTHS: readonly bigint[] = [
  ...decades(1n, MICRO),
  ...decades(MICRO, MILLI),
  ...decades(MILLI, SECOND),
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((count) => count * SECOND),
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((count) => count * MINUTE),
  ...[1n, 2n, 3n, 6n, 12n].map((count) => count * HOUR),
  ...[1n, 2n, 7n, 14n, 30n, 90n, 365n, 730n, 1825n, 3650n].map((count) => count * DAY),
];

/** The earliest time that fits 64 bits. */
const EARLIEST = -(2n ** 63n);

/** Pixels that a bar needs to be seen and hit. */
const BAR_PX = 4;
const FEWEST = 100;
const MOST = 300;

/**
 * Chooses the buckets that cover `span` in a chart `widthPx` wide.
 *
 * With `previous`, its width is kept while it still gives between a third and one and a half times as many
 * buckets as wanted.
 */
export function chooseGrid(span: Span, widthPx: number, previous: Buckets | null): Buckets {
  const wanted = Math.max(FEWEST, Math.min(MOST, Math.floor(widthPx / BAR_PX)));
  if (previous !== null) {
    const kept = cover(span, previous.width);
    if (kept.bucketCount <= wanted * 1.5 && kept.bucketCount >= wanted / 3) return kept;
  }
  for (const width of WIDTHS) {
    const buckets = cover(span, width);
    if (buckets.bucketCount <= wanted) return buckets;
  }
  return cover(span, WIDTHS[WIDTHS.length - 1] ?? DAY);
}

/** Whether two grids are the same buckets. */
export function isSameGrid(a: Buckets | null, b: Buckets | null): boolean {
  if (a === null || b === null) return a === b;
  return a.start === b.start && a.width === b.width && a.bucketCount === b.bucketCount;
}

/** End of the last bucket. */
export function gridEnd(grid: Buckets): bigint {
  return grid.start + grid.width * BigInt(grid.bucketCount);
}

function cover(span: Span, width: bigint): Buckets {
  // Weeks begin on Monday; 1970 began on a Thursday.
  const shift = width % (7n * DAY) === 0n ? 4n * DAY : 0n;
  const edge = floorDiv(span.from - shift, width) * width + shift;
  // No earlier time fits 64 bits: where an edge would lie before it, buckets begin there.
  const start = edge < EARLIEST ? EARLIEST : edge;
  const length = span.end > span.from ? span.end - start : width;
  return { start, width, bucketCount: Math.max(1, Number((length + width - 1n) / width)) };
}

function decades(low: bigint, end: bigint): bigint[] {
  const widths: bigint[] = [];
  for (let unit = low; unit < end; unit *= 10n) widths.push(unit, 2n * unit, 5n * unit);
  return widths;
}
