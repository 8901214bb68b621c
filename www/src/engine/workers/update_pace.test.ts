import assert from "node:assert/strict";
import { test } from "node:test";
import { updateIntervalMillis } from "./update_pace";

test("updates grow rarer, and two a second remain", () => {
  const intervals = [0, 599, 600, 1999, 2000, 60_000].map(updateIntervalMillis);
  assert.deepEqual(intervals, [100, 100, 250, 250, 450, 450]);
  assert.ok(intervals.every((millis) => millis < 500));
});
