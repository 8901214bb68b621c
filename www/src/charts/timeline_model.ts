// The arithmetic of the timeline: counts in, shapes and sums out.
//
// Counts come as `counts[bucket * stride + level]`.

import { type Buckets, edgeAt, placeOn, type Span } from "../base/grid";

export interface Counts {
  readonly grid: Buckets;
  readonly values: Uint32Array;
  readonly stride: number;
}

/** Left edge and width of a bar, in CSS pixels. */
export interface Bar {
  readonly xPx: number;
  readonly widthPx: number;
}

/** Where a moment lies on an axis `widthPx` wide; outside the axis for moments outside the span. */
export function xOf(at: bigint, span: Span, widthPx: number): number {
  const length = Number(span.end - span.from);
  return length === 0 ? 0 : (Number(at - span.from) / length) * widthPx;
}

/** Where each bucket's bar is drawn; a hairline is left between bars that can spare it. */
export function barsOf(grid: Buckets, span: Span, widthPx: number): readonly Bar[] {
  const slotPx = xOf(grid.start + grid.width, span, widthPx) - xOf(grid.start, span, widthPx);
  const startPx = xOf(grid.start, span, widthPx);
  const gapPx = slotPx >= 3 ? 1 : 0;
  const isEven = grid.edges === undefined;
  const edgePx = (idx: number): number =>
    isEven ? startPx + idx * slotPx : xOf(edgeAt(grid, idx), span, widthPx);
  return Array.from({ length: grid.bucketCount }, (_, idx) => ({
    xPx: edgePx(idx),
    widthPx: Math.max(1, (isEven ? slotPx : edgePx(idx + 1) - edgePx(idx)) - gapPx),
  }));
}

/** Where a place on the axis lies on the grid, in buckets and parts of them. */
export function positionAt(grid: Buckets, span: Span, xPx: number, widthPx: number): number {
  const share = xPx / widthPx;
  const at = span.from + BigInt(Math.round(Number(span.end - span.from) * share));
  return placeOn(grid, at);
}

/** Entries of some levels in a bucket. */
export function countIn(counts: Counts, bucket: number, levels: readonly number[]): number {
  let sum = 0;
  for (const level of levels) sum += counts.values[bucket * counts.stride + level] ?? 0;
  return sum;
}

/** The entries of every bucket, whatever their level. */
export function summedCounts({ grid, values, stride }: Counts): Counts {
  const sums = new Uint32Array(grid.bucketCount);
  for (let bucket = 0, idx = 0; bucket < sums.length; bucket += 1) {
    let sum = 0;
    for (const end = idx + stride; idx < end; idx += 1) sum += values[idx] ?? 0;
    sums[bucket] = sum;
  }
  return { grid, values: sums, stride: 1 };
}

/** The largest bucket of these levels. */
export function peakOf(counts: Counts, levels: readonly number[]): number {
  let peak = 0;
  for (let bucket = 0; bucket < counts.grid.bucketCount; bucket += 1)
    peak = Math.max(peak, countIn(counts, bucket, levels));
  return peak;
}

/** Where the axis has no entry at all, in CSS pixels, from left to right. */
export function emptyStretches(
  counts: Counts,
  span: Span,
  widthPx: number,
): readonly { readonly fromPx: number; readonly endPx: number }[] {
  const { grid, values } = summedCounts(counts);
  const clipped = (slot: number): number =>
    Math.max(0, Math.min(widthPx, xOf(edgeAt(grid, slot), span, widthPx)));
  const stretches: { fromPx: number; endPx: number }[] = [];
  for (let first = 0; first < grid.bucketCount; ) {
    let end = first;
    while (end < grid.bucketCount && values[end] === 0) end += 1;
    if (clipped(end) > clipped(first))
      stretches.push({ fromPx: clipped(first), endPx: clipped(end) });
    first = end + 1;
  }
  return stretches;
}

/** The bucket with most entries of these levels, the first of several; null if there are none. */
export function highestSlot(counts: Counts, levels: readonly number[]): number | null {
  const peak = peakOf(counts, levels);
  if (peak === 0) return null;
  return allSlots(counts).find((slot) => countIn(counts, slot, levels) === peak) ?? null;
}

/** The nearest bucket after `slot`, or before it, with entries of these levels; null if there is none. */
export function nextSlot(
  counts: Counts,
  levels: readonly number[],
  slot: number,
  step: 1 | -1,
): number | null {
  const { bucketCount } = counts.grid;
  for (let at = slot + step; at >= 0 && at < bucketCount; at += step)
    if (countIn(counts, at, levels) > 0) return at;
  return null;
}

function allSlots(counts: Counts): readonly number[] {
  return Array.from({ length: counts.grid.bucketCount }, (_, slot) => slot);
}

/** Every level of a stride. */
export function allLevels(stride: number): readonly number[] {
  return Array.from({ length: stride }, (_, level) => level);
}

/**
 * One path per level, stacked in the order given, first at the foot.
 *
 * What is there is seen: a bar of one entry is at least a pixel high.
 */
export function stackPaths(
  counts: Counts,
  bars: readonly Bar[],
  levels: readonly number[],
  peak: number,
  heightPx: number,
): readonly string[] {
  const paths = levels.map(() => "");
  bars.forEach((bar, bucket) => {
    let footPx = heightPx;
    levels.forEach((level, idx) => {
      const count = counts.values[bucket * counts.stride + level] ?? 0;
      if (count === 0 || peak === 0) return;
      const barPx = Math.max(1, (count / peak) * heightPx);
      const topPx = Math.max(0, footPx - barPx);
      // A shape that is filled closes by itself.
      paths[idx] +=
        `M${round(bar.xPx)} ${round(footPx)}V${round(topPx)}h${round(bar.widthPx)}V${round(footPx)}`;
      footPx = topPx;
    });
  });
  return paths;
}

export interface SummaryRow {
  readonly from: bigint;
  readonly end: bigint;
  /** Entries by level. */
  readonly levels: readonly number[];
}

/** The counts in at most `maxRows` rows of equally many buckets; rows without entries are left out. */
export function summarise(counts: Counts, maxRows: number): readonly SummaryRow[] {
  const { grid, stride } = counts;
  const perRow = Math.max(1, Math.ceil(grid.bucketCount / maxRows));
  const rows: SummaryRow[] = [];
  for (let first = 0; first < grid.bucketCount; first += perRow) {
    const end = Math.min(grid.bucketCount, first + perRow);
    const levels = allLevels(stride).map((level) => {
      let sum = 0;
      for (let bucket = first; bucket < end; bucket += 1)
        sum += counts.values[bucket * stride + level] ?? 0;
      return sum;
    });
    if (levels.some((count) => count > 0))
      rows.push({
        from: edgeAt(grid, first),
        end: edgeAt(grid, end),
        levels,
      });
  }
  return rows;
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
