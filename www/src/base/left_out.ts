// What a row of many lines says of those that it does not show.

import { formatCounted } from "./number_format";

/** The number that stands for more than can be counted. */
export const NOT_COUNTED = 0xffff_ffff;

/** `leftOut` is twice the lines left out, and one more if the line that is shown is cut; null if nothing is left out. */
export function leftOutText(leftOut: number): string | null {
  if (leftOut === 0) return null;
  if (leftOut === NOT_COUNTED) return "Many more lines";
  const n = Math.floor(leftOut / 2);
  const more = formatCounted(n, "more line", "more lines");
  if (leftOut % 2 === 0) return more;
  return n === 0 ? "The line goes on" : `The line goes on, and ${more}`;
}
