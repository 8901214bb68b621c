// Binary search over anything that can be indexed.

/** Index of the first of `count` places where `isAtOrAfter` holds, or `count`; it must stay true once true. */
export function bisect(count: number, isAtOrAfter: (idx: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isAtOrAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
