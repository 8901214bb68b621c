// Lengths of time as people say them: two figures that matter, never a rounded-away error.

import { DAY, HOUR, MICRO, MILLI, MINUTE, SECOND } from "./nanos";

const STEPS: readonly (readonly [unit: bigint, name: string, below: bigint, belowName: string])[] =
  [
    [365n * DAY, "y", DAY, "d"],
    [DAY, "d", HOUR, "h"],
    [HOUR, "h", MINUTE, "min"],
    [MINUTE, "min", SECOND, "s"],
  ];

/** Writes a length in at most two units: `2 h 13 min`, `4.2 s`, `350 ms`. */
export function formatDuration(nanos: bigint): string {
  const length = nanos < 0n ? -nanos : nanos;
  const sign = nanos < 0n ? "−" : "";
  for (const [unit, name, below, belowName] of STEPS) {
    if (length < unit) continue;
    const rest = (length % unit) / below;
    return `${sign}${length / unit} ${name}${rest > 0n ? ` ${rest} ${belowName}` : ""}`;
  }
  if (length >= SECOND) return `${sign}${decimal(length, SECOND)} s`;
  if (length >= MILLI) return `${sign}${decimal(length, MILLI)} ms`;
  if (length >= MICRO) return `${sign}${decimal(length, MICRO)} µs`;
  return `${sign}${length} ns`;
}

/** Writes the distance to the entry before, as short as a column needs it: `+4 ms`, `+20h58m`. */
export function formatDelta(nanos: bigint): string {
  if (nanos === 0n) return "0";
  const text = nanos > 0n ? `+${formatDuration(nanos)}` : formatDuration(nanos);
  const length = nanos < 0n ? -nanos : nanos;
  return length < MINUTE ? text : text.replaceAll(" ", "").replace("min", "m");
}

/** Writes seconds left, coarsely, because the estimate is: `9 s`, `2 min`. */
export function formatSecondsLeft(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}

function decimal(length: bigint, unit: bigint): string {
  const tenths = (length * 10n) / unit;
  const isShort = tenths < 100n && tenths % 10n !== 0n;
  return isShort ? `${tenths / 10n}.${tenths % 10n}` : `${tenths / 10n}`;
}
