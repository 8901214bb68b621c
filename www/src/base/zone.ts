// The zone in which times are written: what a clock there shows at an instant, and what it is called.
//
// An instant and what a clock shows are both counted in nanoseconds, the latter as if the clock were one of UTC: what
// writes UTC then writes any zone.

import { floorDiv, MILLI, SECOND } from "./nanos";

/** So far east of UTC, always; or the clock of this computer. */
export type Zone =
  | { readonly kind: "fixed"; readonly offsetSecs: number }
  | { readonly kind: "local" };

export const UTC: Zone = { kind: "fixed", offsetSecs: 0 };
export const LOCAL: Zone = { kind: "local" };

/** How far east of UTC the clock is at an instant, in seconds. */
export function offsetSecsAt(nanos: bigint, zone: Zone): number {
  if (zone.kind === "fixed") return zone.offsetSecs;
  return -60 * new Date(Number(floorDiv(nanos, MILLI))).getTimezoneOffset();
}

/** What the clock shows at an instant. */
export function wallNanos(nanos: bigint, zone: Zone): bigint {
  const offsetSecs = offsetSecsAt(nanos, zone);
  return offsetSecs === 0 ? nanos : nanos + BigInt(offsetSecs) * SECOND;
}

/** An instant at which the clock shows this; of a time that clocks skip, one close to it. */
export function instantOf(wall: bigint, zone: Zone): bigint {
  const guess = wall - BigInt(offsetSecsAt(wall, zone)) * SECOND;
  return wall - BigInt(offsetSecsAt(guess, zone)) * SECOND;
}

/** Names the clock at an instant: `UTC`, `UTC+05:30`. */
export function zoneName(nanos: bigint, zone: Zone): string {
  return offsetName(offsetSecsAt(nanos, zone));
}

/** Names a distance from UTC: `UTC+05:30`, `UTC`. */
export function offsetName(seconds: number): string {
  return seconds === 0 ? "UTC" : `UTC${offsetSign(seconds)}`;
}

/** A distance from UTC as it stands behind a time: `+05:30`, `Z`. */
export function offsetSuffix(seconds: number): string {
  return seconds === 0 ? "Z" : offsetSign(seconds);
}

function offsetSign(seconds: number): string {
  const minutes = Math.abs(seconds) / 60;
  const twoDigits = (number: number): string => String(number).padStart(2, "0");
  return `${seconds < 0 ? "−" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}
