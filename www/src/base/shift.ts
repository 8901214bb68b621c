// By how much a clock was wrong, as people write it: `+1h30m`, `-90 s`, `-01:30:00`.

const UNIT_SECONDS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 };
const PARTS = /(\d+)\s*(d|h|min|m|s)\s*/gy;
const CLOCK = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/;

/** Seconds of a signed length of time; nothing is 0, and null is what makes no sense. */
export function parseShift(text: string): number | null {
  const trimmed = text.trim().replace("−", "-");
  if (trimmed === "") return 0;
  const isBackwards = trimmed.startsWith("-");
  const length = trimmed.replace(/^[+-]\s*/, "");
  const seconds = ofClock(length) ?? ofParts(length);
  return seconds === null || !isBackwards ? seconds : -seconds;
}

/** Writes seconds such that `parseShift` reads them back. */
export function formatShift(seconds: number): string {
  if (seconds === 0) return "";
  let rest = Math.abs(seconds);
  let text = seconds < 0 ? "-" : "+";
  for (const [unit, length] of Object.entries(UNIT_SECONDS)) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}

function ofClock(text: string): number | null {
  const [, hours, minutes, seconds] = CLOCK.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
}

function ofParts(text: string): number | null {
  let seconds = 0;
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    const [whole, count, unit] = match;
    seconds += Number(count) * (UNIT_SECONDS[unit?.[0] ?? ""] ?? 0);
    end = match.index + whole.length;
  }
  return end === text.length && end > 0 && Number.isSafeInteger(seconds) ? seconds : null;
}
