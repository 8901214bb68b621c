import assert from "node:assert/strict";
import { test } from "node:test";
import { barPath, barsOf } from "./spark";

const cells = (start: bigint, width: bigint, counts: number[]) => ({ start, width, counts });

test("narrow cells add up in the bar that they are in", () => {
  const bars = barsOf(cells(0n, 5n, [1, 2, 3, 4]), { from: 0n, end: 40n }, 4);
  assert.deepEqual([...bars], [3, 7, 0, 0]);
});

test("a wide cell is shared among its bars, and nothing is lost inside the span", () => {
  const bars = barsOf(cells(0n, 20n, [4, 8]), { from: 0n, end: 40n }, 4);
  assert.deepEqual([...bars], [2, 2, 4, 4]);
  const part = barsOf(cells(0n, 40n, [8]), { from: 10n, end: 30n }, 2);
  assert.deepEqual([...part], [2, 2]);
});

test("what is outside the span is left out, and an empty span has no bars", () => {
  const outside = barsOf(cells(100n, 5n, [9]), { from: 0n, end: 40n }, 4);
  assert.deepEqual([...outside], [0, 0, 0, 0]);
  assert.deepEqual([...barsOf(cells(0n, 5n, [9]), { from: 7n, end: 7n }, 2)], [0, 0]);
});

test("times of any year are placed exactly enough", () => {
  const year = 1_772_323_200_000_000_000n;
  const bars = barsOf(
    cells(year, 1n << 20n, [1, 0, 0, 1]),
    { from: year, end: year + (4n << 20n) },
    4,
  );
  assert.deepEqual([...bars], [1, 0, 0, 1]);
});

test("the highest bar fills the box and a single entry can still be seen", () => {
  assert.equal(barPath([1000, 0, 1]), "M0 1V0h1V1ZM2 1V0.9h1V1Z");
  assert.equal(barPath([0, 0]), "");
  assert.equal(barPath([1, 0], 2), "M0 1V0.5h1V1Z", "on the scale of others");
});
