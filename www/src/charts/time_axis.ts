// Marks and words of a time axis: round times, the date wherever it changes, never more than there is room for.

import { type Span, WIDTHS } from "../base/grid";
import { DAY, floorDiv, HOUR, MINUTE } from "../base/nanos";
import {
  civilFromNanos,
  digitsForWidth,
  formatClock,
  formatDay,
  monthName,
  nanosFromMonth,
} from "../base/time";
import { instantOf, UTC, wallNanos, type Zone } from "../base/zone";

export interface Tick {
  readonly at: bigint;
  readonly label: string;
  /** A day, month or year begins here. */
  readonly isMajor: boolean;
}

const MONTH_STEPS: readonly number[] = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/** Room that a label of so many characters needs, in CSS pixels. */
const CHARACTER_PX = 7;
const LABEL_GAP_PX = 28;

/** Ticks inside `span` for an axis `widthPx` wide, earliest first; round times of the clock in `zone`. */
export function timeTicks(span: Span, widthPx: number, zone: Zone = UTC): readonly Tick[] {
  const length = span.end - span.from;
  if (widthPx <= 0 || length <= 0n) return [];
  const step = WIDTHS.find(
    (width) => width <= 14n * DAY && stepPx(width, length, widthPx) >= labelPx(width),
  );
  const wall = { from: wallNanos(span.from, zone), end: wallNanos(span.end, zone) };
  const ticks = step === undefined ? monthTicks(wall, widthPx) : evenTicks(wall, step);
  return ticks.flatMap((tick) => {
    const at = instantOf(tick.at, zone);
    // Where clocks skip an hour there is no such time, and where they repeat one it may lie outside.
    const isThere = wallNanos(at, zone) === tick.at && span.from <= at && at < span.end;
    return isThere ? [{ ...tick, at }] : [];
  });
}

function evenTicks(span: Span, step: bigint): readonly Tick[] {
  const ticks: Tick[] = [];
  const first = floorDiv(span.from + step - 1n, step) * step;
  for (let at = first; at < span.end; at += step) {
    const isDay = floorDiv(at, DAY) * DAY === at;
    ticks.push({
      at,
      label:
        step >= DAY
          ? dayLabel(at, ticks.at(-1)?.at ?? null)
          : isDay
            ? formatDay(at, false)
            : clockLabel(at, step),
      isMajor: isDay && step < DAY,
    });
  }
  return ticks;
}

function monthTicks(span: Span, widthPx: number): readonly Tick[] {
  const months = Number((span.end - span.from) / (30n * DAY)) + 1;
  const step = MONTH_STEPS.find((count) => (widthPx * count) / months >= 72) ?? 1200;
  const from = civilFromNanos(span.from);
  const ticks: Tick[] = [];
  let month = Math.floor((from.year * 12 + from.month - 1) / step) * step;
  for (; ; month += step) {
    const at = nanosFromMonth(Math.floor(month / 12), (month % 12) + 1);
    if (at >= span.end) return ticks;
    if (at < span.from) continue;
    const isYear = month % 12 === 0;
    ticks.push({
      at,
      label: isYear ? `${month / 12}` : monthName((month % 12) + 1),
      isMajor: isYear && step < 12,
    });
  }
}

function stepPx(step: bigint, length: bigint, widthPx: number): number {
  return (Number(step) / Number(length)) * widthPx;
}

function labelPx(step: bigint): number {
  const characters =
    step >= MINUTE ? 6 : 8 + (digitsForWidth(step) > 0 ? digitsForWidth(step) + 1 : 0);
  return characters * CHARACTER_PX + LABEL_GAP_PX;
}

function clockLabel(at: bigint, step: bigint): string {
  if (step % HOUR === 0n || step % MINUTE === 0n) return formatClock(at, 0).slice(0, 5);
  return formatClock(at, digitsForWidth(step));
}

function dayLabel(at: bigint, before: bigint | null): string {
  const isOtherYear = before !== null && civilFromNanos(before).year !== civilFromNanos(at).year;
  return formatDay(at, isOtherYear);
}
