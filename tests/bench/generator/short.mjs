// The shortest lines that still have a time and a level, 32 bytes each: many entries in few bytes.

/** Bytes of every line, so that a size says how many entries there are. */
export const SHORT_LINE_BYTES = 32;

const LEVELS = { DEBUG: 0.08, INFO: 0.85, WARN: 0.05, ERROR: 0.02 };

export const short = {
  clock: {
    print: (date) => date.toISOString().replace("T", " ").slice(0, 23),
    millisAt: 20,
    pauseMillis: 5,
  },
  groups: () =>
    Object.entries(LEVELS).map(([level, share]) => ({
      share,
      texts: [`{time} ${level.padEnd(5)} {dec:1}\n`],
    })),
};
