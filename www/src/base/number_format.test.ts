import assert from "node:assert/strict";
import { test } from "node:test";
import { formatBytes, formatCount, formatCounted, formatPercent } from "./number_format";

test("thousands are separated", () => {
  assert.deepEqual([0, 999, 1000, 1204118, 1e9].map(formatCount), [
    "0",
    "999",
    "1,000",
    "1,204,118",
    "1,000,000,000",
  ]);
});

test("one is singular, none and many are plural", () => {
  assert.deepEqual(
    [0, 1, 2].map((count) => formatCounted(count, "source")),
    ["0 sources", "1 source", "2 sources"],
  );
});

test("sizes keep three figures and change unit in time", () => {
  assert.deepEqual([0, 999, 1000, 999_499, 999_600, 1.204e9, 5.4e12].map(formatBytes), [
    "0 B",
    "999 B",
    "1.00 kB",
    "999 kB",
    "1.00 MB",
    "1.20 GB",
    "5.40 TB",
  ]);
});

test("a percentage is whole only if it is exact", () => {
  assert.equal(formatPercent(10, 10), "100 %");
  assert.equal(formatPercent(9_999_999, 10_000_000), "> 99.99 %");
  assert.equal(formatPercent(9998, 10_000), "99.98 %");
  assert.equal(formatPercent(1, 10_000_000), "< 0.01 %");
  assert.equal(formatPercent(0, 10), "0 %");
  assert.equal(formatPercent(0, 0), "–");
});
