// Which buckets a timeline has: widths that people use, edges on round times.
//
// While sources are read the bounds keep growing; a chart that changed its width with every growth
// would jump about. So a width stays as long as it gives a readable number of buckets.

import { bisect } from "./bisect";
import { DAY, floorDiv, HOUR, MICRO, MILLI, MINUTE, SECOND } from "./nanos";
import { instantOf, UTC, wallNanos, type Zone } from "./zone";

/** Adjacent buckets: bucket `i` starts at `start + i * width`, or at `edges[i]`. */
export interface Buckets {
  readonly start: bigint;
  readonly width: bigint;
  readonly bucketCount: number;
  /** Days of a clock that changes are not all of one length: where each bucket begins, and the last ends. */
  readonly edges?: readonly bigint[];
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

/** The earliest time that fits 64 bits, and the latest. */
const EARLIEST = -(2n ** 63n);
const LATEST = 2n ** 63n - 1n;

/** Pixels that a bar needs to be seen and hit. */
const BAR_PX = 4;
const FEWEST = 100;
const MOST = 300;

/**
 * Chooses the buckets that cover `span` in a chart `widthPx` wide; those of a day or longer begin at midnight in `zone`.
 *
 * With `previous`, its width is kept while it still gives between a third and one and a half times as many
 * buckets as wanted.
 */
export function chooseGrid(
  span: Span,
  widthPx: number,
  previous: Buckets | null,
  zone: Zone = UTC,
): Buckets {
  const wanted = Math.max(FEWEST, Math.min(MOST, Math.floor(widthPx / BAR_PX)));
  if (previous !== null) {
    const kept = cover(span, previous.width);
    if (kept.bucketCount <= wanted * 1.5 && kept.bucketCount >= wanted / 3)
      return coverIn(span, kept, zone);
  }
  const fits = (width: bigint): boolean => cover(span, width).bucketCount <= wanted;
  const width = WIDTHS.find(fits) ?? WIDTHS.at(-1) ?? DAY;
  return coverIn(span, cover(span, width), zone);
}

/** Whether two grids are the same buckets. */
export function isSameGrid(a: Buckets | null, b: Buckets | null): boolean {
  if (a === null || b === null) return a === b;
  const isEven = a.start === b.start && a.width === b.width && a.bucketCount === b.bucketCount;
  return isEven && `${a.edges}` === `${b.edges}`;
}

/** Where a bucket begins; that after the last: where the grid ends. */
export function edgeAt({ start, width, edges }: Buckets, bucket: number): bigint {
  return edges?.[bucket] ?? start + width * BigInt(bucket);
}

/** End of the last bucket. */
export function gridEnd(grid: Buckets): bigint {
  return edgeAt(grid, grid.bucketCount);
}

/** Where a moment lies, in buckets and parts of them. */
export function placeOn(grid: Buckets, at: bigint): number {
  const { start, width, bucketCount, edges } = grid;
  if (edges === undefined) return Number(at - start) / Number(width);
  const after = bisect(bucketCount, (idx) => edgeAt(grid, idx) > at);
  const bucket = Math.max(0, after - 1);
  const from = edgeAt(grid, bucket);
  return bucket + Number(at - from) / Number(edgeAt(grid, bucket + 1) - from);
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

/** The same width by the clock of a zone, if its days begin elsewhere. */
function coverIn(span: Span, buckets: Buckets, zone: Zone): Buckets {
  const { width } = buckets;
  const isUtc = zone.kind === "fixed" && zone.offsetSecs === 0;
  if (isUtc || width % DAY !== 0n || buckets.start <= EARLIEST) return buckets;
  const end = span.end > span.from ? span.end : span.from + 1n;
  const wall = cover({ from: wallNanos(span.from, zone), end: wallNanos(end, zone) }, width);
  const edges: bigint[] = [];
  for (let idx = 0; idx <= wall.bucketCount || (edges.at(-1) ?? end) < end; idx += 1)
    edges.push(clipped(dayStart(edgeAt(wall, idx), zone)));
  const [start = buckets.start] = edges;
  const even = { start, width, bucketCount: edges.length - 1 };
  return edges.every((edge, idx) => edge === edgeAt(even, idx)) ? even : { ...even, edges };
}

/** The first instant of a day, which may begin later than at midnight, or have two of them. */
function dayStart(midnight: bigint, zone: Zone): bigint {
  const about = instantOf(midnight, zone);
  const shown = wallNanos(about, zone);
  const at = shown < midnight ? about + midnight - shown : about;
  return wallNanos(at - HOUR, zone) === midnight ? at - HOUR : at;
}

function clipped(nanos: bigint): bigint {
  return nanos < EARLIEST ? EARLIEST : nanos > LATEST ? LATEST : nanos;
}

function decades(low: bigint, end: bigint): bigint[] {
  const widths: bigint[] = [];
  for (let unit = low; unit < end; unit *= 10n) widths.push(unit, 2n * unit, 5n * unit);
  return widths;
}
