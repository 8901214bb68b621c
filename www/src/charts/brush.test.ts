import assert from "node:assert/strict";
import { test } from "node:test";
import { moveDrag, slotsOfSpan, spanOfSlots, startDrag } from "./brush";

const GRID = { start: 1000n, width: 10n, bucketCount: 100 };

test("a drag selects whole buckets, in either direction", () => {
  const start = startDrag(10.4, 5, 100, null, 52);
  assert.deepEqual(moveDrag(start, 14.9, 100, 74).slots, { first: 10, end: 15 });
  assert.deepEqual(moveDrag(start, 7.2, 100, 36).slots, { first: 7, end: 11 });
});

test("a drag past the ends stays inside", () => {
  const start = startDrag(10.4, 5, 100, null, 52);
  assert.deepEqual(moveDrag(start, 400, 100, 2000).slots, { first: 10, end: 100 });
  assert.deepEqual(moveDrag(start, -9, 100, -45).slots, { first: 0, end: 11 });
});

test("an edge is taken when it is near, and may cross the other", () => {
  const edge = startDrag(20.5, 5, 100, { first: 10, end: 20 }, 102);
  assert.equal(edge.kind, "edge");
  assert.deepEqual(moveDrag(edge, 30, 100, 0).slots, { first: 10, end: 30 });
  assert.deepEqual(moveDrag(edge, 4, 100, 0).slots, { first: 4, end: 10 });
  assert.deepEqual(moveDrag(edge, 10, 100, 0).slots, { first: 10, end: 11 });
});

test("a small movement is a click", () => {
  const start = startDrag(10.4, 5, 100, null, 52);
  const moved = moveDrag(start, 10.6, 100, 53);
  assert.equal(moved.kind === "select" && moved.hasMoved, false);
});

test("slots and times say the same", () => {
  assert.deepEqual(slotsOfSpan(spanOfSlots({ first: 3, end: 7 }, GRID), GRID), {
    first: 3,
    end: 7,
  });
});
