import assert from "node:assert/strict";
import { test } from "node:test";
import { bisect } from "./bisect";

test("the first place that holds is found, at both ends and between", () => {
  const values = [1, 3, 3, 7];
  const firstAtLeast = (wanted: number) =>
    bisect(values.length, (idx) => (values[idx] ?? 0) >= wanted);
  assert.deepEqual([0, 3, 4, 8].map(firstAtLeast), [0, 1, 3, 4]);
});

test("nothing to search is an answer", () => {
  assert.equal(
    bisect(0, () => true),
    0,
  );
});
