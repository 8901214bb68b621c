// Time that goes on as on a busy server: entry by entry, faster by day than by night.

const START_MILLIS = Date.UTC(2026, 2, 2, 6);
const MILLIS_PER_HOUR = 3_600_000;
/** How many times the usual pause lies between two entries, by the hour of the day. */
const PAUSES = Array.from(
  { length: 24 },
  (_, hour) => 1 - 0.6 * Math.sin(((hour - 7) / 12) * Math.PI),
);
/** Pauses of independent events: many short ones, few long ones, one on average. */
const SPREAD = Array.from({ length: 256 }, (_, idx) => -Math.log((idx + 0.5) / 256));
const DIGIT_ZERO = 48;

/**
 * A clock of entries.
 *
 * `print` gives the text of a second, always equally long; where it has three digits for the milliseconds, `millisAt` says
 * where they stand, else it is null. `pauseMillis` lies between two entries on average.
 */
export function clockFrom({ print, millisAt, pauseMillis }) {
  let millis = START_MILLIS;
  let second = -1;
  let text = Buffer.from(print(new Date(millis)), "latin1");
  return {
    width: text.length,
    /** The time of the next entry, as text; valid until the call after. */
    next(random) {
      const hour = Math.floor(millis / MILLIS_PER_HOUR) % 24;
      millis += pauseMillis * PAUSES[hour] * SPREAD[random() & 255];
      const whole = Math.floor(millis / 1000);
      if (whole !== second) {
        second = whole;
        text = Buffer.from(print(new Date(whole * 1000)), "latin1");
      }
      if (millisAt !== null) {
        const part = Math.floor(millis - whole * 1000);
        text[millisAt] = DIGIT_ZERO + Math.floor(part / 100);
        text[millisAt + 1] = DIGIT_ZERO + (Math.floor(part / 10) % 10);
        text[millisAt + 2] = DIGIT_ZERO + (part % 10);
      }
      return text;
    },
  };
}
