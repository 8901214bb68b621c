import assert from "node:assert/strict";
import { test } from "node:test";
import {
  barsOf,
  type Counts,
  emptyStretches,
  highestSlot,
  nextSlot,
  peakOf,
  stackPaths,
  summarise,
  summedCounts,
  xOf,
} from "./timeline_model";

const counts: Counts = {
  grid: { start: 100n, width: 10n, bucketCount: 3 },
  values: Uint32Array.of(1, 2, 0, 0, 5, 5),
  stride: 2,
};
const span = { from: 100n, end: 130n };

test("moments lie where they should, also outside", () => {
  assert.deepEqual(
    [100n, 115n, 130n, 85n].map((at) => xOf(at, span, 300)),
    [0, 150, 300, -150],
  );
});

test("the peak is that of the levels asked for", () => {
  assert.equal(peakOf(counts, [0, 1]), 10);
  assert.equal(peakOf(counts, [0]), 5);
});

test("all levels of a bucket are one bar of the lower track", () => {
  assert.deepEqual([...summedCounts(counts).values], [3, 0, 10]);
});

test("one entry beside millions is still seen", () => {
  const few: Counts = { ...counts, values: Uint32Array.of(1, 0, 4_000_000, 0, 0, 0) };
  const [path] = stackPaths(few, barsOf(few.grid, span, 300), [0], 4_000_000, 100);
  assert.match(path ?? "", /^M0 100V99h99V100/);
});

test("a summary loses nothing and has few rows", () => {
  assert.deepEqual(summarise(counts, 2), [
    { from: 100n, end: 120n, levels: [1, 2] },
    { from: 120n, end: 130n, levels: [5, 5] },
  ]);
});

test("what is empty is told by its place on the axis, clipped to it", () => {
  const grid = { start: 90n, width: 10n, bucketCount: 5 };
  const of = (...values: number[]): unknown =>
    emptyStretches({ grid, values: Uint32Array.from(values), stride: 1 }, span, 300);
  assert.deepEqual(of(1, 0, 2, 0, 0), [
    { fromPx: 0, endPx: 100 },
    { fromPx: 200, endPx: 300 },
  ]);
  assert.deepEqual(of(0, 0, 0, 0, 0), [{ fromPx: 0, endPx: 300 }]);
  assert.deepEqual(of(0, 1, 1, 1, 0), []);
});

test("the next bar, the one before and the highest are found, or said to be missing", () => {
  const some: Counts = { ...counts, values: Uint32Array.of(1, 3, 0, 0, 5, 3) };
  assert.deepEqual([nextSlot(some, [1], -1, 1), nextSlot(some, [1], 0, 1)], [0, 2]);
  assert.deepEqual([nextSlot(some, [1], 2, 1), nextSlot(some, [1], 2, -1)], [null, 0]);
  assert.deepEqual([highestSlot(some, [1]), highestSlot(some, [0])], [0, 2]);
  assert.equal(highestSlot({ ...counts, values: new Uint32Array(6) }, [0, 1]), null);
});
