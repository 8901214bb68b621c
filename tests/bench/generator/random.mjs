// Numbers that look random and are the same for the same seed, on every machine.

/** A function that gives the next whole number below 2^32, of mulberry32: small, fast, even enough for logs. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Choices made of `random`, for what is made once and not for every line. */
export function chooser(random) {
  const below = (end) => random() % end;
  return {
    below,
    between: (first, end) => first + below(end - first),
    of: (list) => list[below(list.length)],
  };
}
