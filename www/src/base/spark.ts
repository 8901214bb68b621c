// Counts over time on another axis: cells of any width become bars of a small chart.

export interface CountCells {
  /** Start of the first cell, and width of each, in nanoseconds. */
  readonly start: bigint;
  readonly width: bigint;
  readonly counts: ArrayLike<number>;
}

/**
 * How much falls into each of `nBars` equal parts of `from..end`; a cell over several bars is shared among them.
 *
 * Cost: O(cells + bars).
 */
export function barsOf(
  cells: CountCells,
  span: { readonly from: bigint; readonly end: bigint },
  nBars: number,
): Float64Array {
  const bars = new Float64Array(nBars);
  const length = Number(span.end - span.from);
  if (length <= 0) return bars;
  // Distances within a chart: doubles hold them exactly enough for bars a pixel wide.
  const perBar = length / nBars;
  const start = Number(cells.start - span.from) / perBar;
  const width = Number(cells.width) / perBar;
  for (let idx = 0; idx < cells.counts.length; idx += 1) {
    const count = cells.counts[idx] ?? 0;
    if (count > 0) spread(bars, count, start + idx * width, start + (idx + 1) * width);
  }
  return bars;
}

function spread(bars: Float64Array, count: number, from: number, end: number): void {
  if (end <= 0 || from >= bars.length) return;
  // What is narrower than a bar is in one: that of its middle.
  if (end - from <= 1) {
    const bar = Math.floor((from + end) / 2);
    const known = bars[bar];
    if (known !== undefined) bars[bar] = known + count;
    return;
  }
  const last = Math.min(bars.length, Math.ceil(end));
  for (let bar = Math.max(0, Math.floor(from)); bar < last; bar += 1) {
    const share = (Math.min(end, bar + 1) - Math.max(from, bar)) / (end - from);
    bars[bar] = (bars[bar] ?? 0) + count * share;
  }
}

/** The highest of the bars. */
export function peakOf(bars: ArrayLike<number>): number {
  let peak = 0;
  for (let bar = 0; bar < bars.length; bar += 1) peak = Math.max(peak, bars[bar] ?? 0);
  return peak;
}

/**
 * The bars as a path in a box one unit wide a bar and one unit high, which `peak` fills; what is there at all can be
 * seen.
 */
export function barPath(bars: ArrayLike<number>, peak = peakOf(bars)): string {
  let path = "";
  for (let bar = 0; bar < bars.length; bar += 1) {
    const count = bars[bar] ?? 0;
    if (count <= 0) continue;
    const top = 1 - Math.max(0.1, count / peak);
    path += `M${bar} 1V${Math.round(top * 100) / 100}h1V1Z`;
  }
  return path;
}
