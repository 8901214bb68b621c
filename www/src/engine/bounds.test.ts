import assert from "node:assert/strict";
import { test } from "node:test";
import { mergedBounds, rangeOf } from "./bounds";

test("bounds hold the latest time itself and ignore what has none", () => {
  const ranges = [rangeOf(5n, 7n), rangeOf(null, null), rangeOf(-3n, 2n)];
  assert.deepEqual(mergedBounds(ranges), { from: -3n, end: 8n });
  assert.equal(mergedBounds([rangeOf(null, null)]), null);
  assert.deepEqual(mergedBounds([null, { from: 1n, end: 2n }]), { from: 1n, end: 2n });
});
