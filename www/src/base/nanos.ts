// Lengths of time in nanoseconds, and whole parts of them.

export const MICRO = 1_000n;
export const MILLI = 1_000_000n;
export const SECOND = 1_000_000_000n;
export const MINUTE = 60n * SECOND;
export const HOUR = 60n * MINUTE;
export const DAY = 24n * HOUR;

/** Divides towards minus infinity, so that times before 1970 fall into the right bucket. */
export function floorDiv(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}
