import assert from "node:assert/strict";
import { test } from "node:test";
import { topOf, type UnevenShape, unevenWindow } from "./uneven_rows";

const SHAPE: UnevenShape = {
  rowCount: 100,
  rowPx: 20,
  open: [
    [2, 50],
    [10, 300],
  ],
};

/** Where each row begins and ends, one after the other. */
function places({ rowCount, rowPx, open }: UnevenShape): readonly [number, number][] {
  const found: [number, number][] = [];
  let top = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const end = top + rowPx + (open.find(([idx]) => idx === row)?.[1] ?? 0);
    found.push([top, end]);
    top = end;
  }
  return found;
}

test("every row that is in view is drawn, and none besides", () => {
  const all = places(SHAPE);
  for (let top = 0; top < 2350; top += 7) {
    const { first, end, beforePx, afterPx } = unevenWindow(SHAPE, top, top + 99);
    const seen = [...all.keys()].filter((row) => {
      const [from, until] = all[row] ?? [0, 0];
      return until > top && from <= top + 99;
    });
    assert.deepEqual([first, end - 1], [seen[0] ?? 100, seen.at(-1) ?? 99], `${top}`);
    const drawnPx = all.slice(first, end).reduce((sum, [from, until]) => sum + until - from, 0);
    assert.equal(beforePx + drawnPx + afterPx, 2350);
    assert.equal(beforePx, topOf(SHAPE, first));
  }
});

test("beyond the ends there is nothing, and an empty list has no rows", () => {
  assert.deepEqual(unevenWindow(SHAPE, -500, -400), {
    first: 0,
    end: 0,
    beforePx: 0,
    afterPx: 2350,
  });
  const none = unevenWindow({ ...SHAPE, rowCount: 0, open: [] }, 0, 500);
  assert.deepEqual(none, { first: 0, end: 0, beforePx: 0, afterPx: 0 });
});
