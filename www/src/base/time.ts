// Unix nanoseconds as text, in UTC where no zone is named. All of 1677 to 2262 fits the browser's own calendar, which
// counts in milliseconds; the digits below that are ours.

import { floorDiv, MICRO, MILLI, SECOND } from "./nanos";
import { UTC, wallNanos, type Zone, zoneName } from "./zone";

const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/** A moment, taken apart. */
export interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Nanoseconds within the second. */
  readonly nanos: number;
}

/** Takes a moment apart. */
export function civilFromNanos(nanos: bigint, zone: Zone = UTC): Civil {
  const date = new Date(Number(floorDiv(wallNanos(nanos, zone), MILLI)));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    nanos: Number(nanos - floorDiv(nanos, SECOND) * SECOND),
  };
}

/** Nanoseconds of the first moment of a month; months outside 1 to 12 carry over. */
export function nanosFromMonth(year: number, month: number): bigint {
  return BigInt(Date.UTC(year, month - 1, 1)) * MILLI;
}

/** Writes `23:59:01.123`, with as many digits of the second as asked for. */
export function formatClock(nanos: bigint, digits: number, zone: Zone = UTC): string {
  const at = civilFromNanos(nanos, zone);
  const fraction = digits > 0 ? `.${at.nanos.toString().padStart(9, "0").slice(0, digits)}` : "";
  return `${two(at.hour)}:${two(at.minute)}:${two(at.second)}${fraction}`;
}

/** Writes `2026-11-01`. */
export function formatDate(nanos: bigint, zone: Zone = UTC): string {
  const at = civilFromNanos(nanos, zone);
  return `${at.year.toString().padStart(4, "0")}-${two(at.month)}-${two(at.day)}`;
}

/** Writes `1 Nov`, or `1 Nov 2026`. */
export function formatDay(nanos: bigint, withYear: boolean, zone: Zone = UTC): string {
  const at = civilFromNanos(nanos, zone);
  const day = `${at.day} ${monthName(at.month)}`;
  return withYear ? `${day} ${at.year}` : day;
}

/** Name of a month in three letters; 1 is January. */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? "";
}

/** Writes a moment in full: `2026-11-01 01:02:03.123 UTC`. */
export function formatMoment(nanos: bigint, digits: number, zone: Zone = UTC): string {
  return `${formatDate(nanos, zone)} ${formatClock(nanos, digits, zone)} ${zoneName(nanos, zone)}`;
}

/** Digits of the second needed to tell moments `width` apart. */
export function digitsForWidth(width: bigint): number {
  if (width % SECOND === 0n) return 0;
  if (width % MILLI === 0n) return 3;
  return width % MICRO === 0n ? 6 : 9;
}

/** Writes a half-open range with its zone: `1 Nov 2026, 00:00:00 – 02:13:20 UTC`. */
export function formatRange(from: bigint, end: bigint, digits: number, zone: Zone = UTC): string {
  const isSameDay = formatDate(from, zone) === formatDate(end, zone);
  const [first, last] = [zoneName(from, zone), zoneName(end, zone)];
  const start = `${formatDay(from, true, zone)}, ${formatClock(from, digits, zone)}`;
  const stop = isSameDay
    ? formatClock(end, digits, zone)
    : `${formatDay(end, true, zone)}, ${formatClock(end, digits, zone)}`;
  return `${start}${first === last ? "" : ` ${first}`} – ${stop} ${last}`;
}

function two(value: number): string {
  return value.toString().padStart(2, "0");
}
