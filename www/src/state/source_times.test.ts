import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOfSource, timesOf } from "./source_times";

test("each source has its own stretch of the numbers", () => {
  const times = timesOf([3, 8], Uint32Array.of(1, 0, 2, 1, 5, 5, 0, 0), 2);
  assert.deepEqual([...(times.get(3) ?? [])], [1, 0, 2, 1]);
  assert.deepEqual([...(times.get(8) ?? [])], [5, 5, 0, 0]);
  assert.equal(times.get(4), undefined);
});

test("a bar is as high as its entries and bad if there is an error among them", () => {
  const { quiet, bad } = barsOfSource(Uint32Array.of(7, 0, 9, 1, 0, 0));
  assert.deepEqual(quiet, [7, 0, 0]);
  assert.deepEqual(bad, [0, 9, 0]);
});
