// A few buckets for a small chart: their widths are powers of two, so that they stay while a span grows a little.

export interface SmallGrid {
  /** Start of the first bucket, and width of each, in nanoseconds. */
  readonly start: bigint;
  readonly width: bigint;
  readonly count: number;
}

/** The narrowest buckets, at most `most`, that hold all of `from..end`. */
export function smallGrid(from: bigint, end: bigint, most: number): SmallGrid {
  const last = end > from ? end - 1n : from;
  let shift = 0n;
  while ((last >> shift) - (from >> shift) >= BigInt(most)) shift += 1n;
  const count = Number((last >> shift) - (from >> shift)) + 1;
  return { start: (from >> shift) << shift, width: 1n << shift, count };
}
