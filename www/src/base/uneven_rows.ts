// Which rows of a list to draw if some of them are open, with more below them than a row is high.

export interface UnevenShape {
  readonly rowCount: number;
  /** Height of every row, without what is below it, in CSS pixels. */
  readonly rowPx: number;
  /** Rows with more below them, and how high that is; in order. */
  readonly open: readonly (readonly [row: number, px: number])[];
}

/** Rows to draw; the others are empty room. */
export interface UnevenWindow {
  readonly first: number;
  readonly end: number;
  /** Height of the rows before `first`, and of those from `end` on, in CSS pixels. */
  readonly beforePx: number;
  readonly afterPx: number;
}

/** Where a row begins. */
export function topOf({ rowPx, open }: UnevenShape, row: number): number {
  return open.reduce((top, [idx, px]) => (idx < row ? top + px : top), row * rowPx);
}

/** The rows between two heights. Cost: O(open rows). */
export function unevenWindow(shape: UnevenShape, fromPx: number, endPx: number): UnevenWindow {
  const { rowCount } = shape;
  const first = Math.min(rowCount, Math.max(0, rowAt(shape, fromPx)));
  const end = Math.max(first, Math.min(rowCount, rowAt(shape, endPx) + 1));
  const beforePx = topOf(shape, first);
  return { first, end, beforePx, afterPx: topOf(shape, rowCount) - topOf(shape, end) };
}

/** The row at a height, as if the list had no ends. */
export function rowAt({ rowPx, open }: UnevenShape, px: number): number {
  let openPx = 0;
  for (const [row, belowPx] of open) {
    const end = (row + 1) * rowPx + openPx;
    if (px < end) break;
    if (px < end + belowPx) return row;
    openPx += belowPx;
  }
  return Math.floor((px - openPx) / rowPx);
}
