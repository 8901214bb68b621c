// Keeping numbers inside a range.

/** The number in `low..=high` that is nearest to `value`; `low` wins if the range is empty. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** As `clamp`, for whole numbers of any size. */
export function clampBig(value: bigint, low: bigint, high: bigint): bigint {
  const capped = value > high ? high : value;
  return capped < low ? low : capped;
}
