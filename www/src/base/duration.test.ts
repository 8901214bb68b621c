import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDelta, formatDuration, formatSecondsLeft } from "./duration";
import { DAY, HOUR, MILLI, MINUTE, SECOND } from "./nanos";

test("a length has at most two units", () => {
  assert.equal(formatDuration(2n * HOUR + 13n * MINUTE + 5n * SECOND), "2 h 13 min");
  assert.equal(formatDuration(4_200_000_000n), "4.2 s");
  assert.equal(formatDuration(350n * MILLI), "350 ms");
  assert.equal(formatDuration(7n), "7 ns");
  assert.equal(formatDuration(400n * DAY), "1 y 35 d");
});

test("a distance has a sign", () => {
  assert.deepEqual([0n, 4n * MILLI, -4n * MILLI].map(formatDelta), ["0", "+4 ms", "−4 ms"]);
});

test("a distance of two units fits its column", () => {
  const longest = [
    MINUTE + SECOND,
    20n * HOUR + 58n * MINUTE,
    -(364n * DAY + 23n * HOUR),
    292n * 365n * DAY + 364n * DAY,
  ];
  assert.deepEqual(longest.map(formatDelta), ["+1m1s", "+20h58m", "−364d23h", "+292y364d"]);
});

test("a length of one unit has no rest", () => {
  assert.deepEqual([SECOND, 10n * SECOND, HOUR, 7n * DAY, 500n].map(formatDuration), [
    "1 s",
    "10 s",
    "1 h",
    "7 d",
    "500 ns",
  ]);
});

test("an estimate is coarse and never zero", () => {
  assert.deepEqual([0, 8.2, 100, 7200].map(formatSecondsLeft), ["1 s", "9 s", "2 min", "2 h"]);
});
