import assert from "node:assert/strict";
import { test } from "node:test";
import { floorDiv, MILLI, SECOND } from "./nanos";
import {
  civilFromNanos,
  digitsForWidth,
  formatClock,
  formatDay,
  formatMoment,
  formatRange,
  nanosFromMonth,
} from "./time";

const T = BigInt(Date.UTC(2026, 10, 1, 1, 2, 3)) * MILLI;

test("a moment is written with its zone and as many digits as asked for", () => {
  assert.equal(formatMoment(T + 123_456_789n, 3), "2026-11-01 01:02:03.123 UTC");
  assert.equal(formatMoment(T + 123_456_789n, 9), "2026-11-01 01:02:03.123456789 UTC");
  assert.equal(formatClock(T, 0), "01:02:03");
});

test("times before 1970 keep their day", () => {
  assert.equal(formatMoment(-1n, 9), "1969-12-31 23:59:59.999999999 UTC");
  assert.equal(floorDiv(-1n, 10n), -1n);
  assert.equal(floorDiv(-10n, 10n), -1n);
});

test("both ends of what 64 bits hold can be written", () => {
  assert.equal(civilFromNanos(-(2n ** 63n)).year, 1677);
  assert.equal(civilFromNanos(2n ** 63n - 1n).year, 2262);
});

test("a range names its days only as often as needed", () => {
  assert.equal(formatRange(T, T + 60n * SECOND, 0), "1 Nov 2026, 01:02:03 – 01:03:03 UTC");
  assert.equal(
    formatRange(T, T + 86_400n * SECOND, 0),
    "1 Nov 2026, 01:02:03 – 2 Nov 2026, 01:02:03 UTC",
  );
});

test("months carry over", () => {
  assert.equal(nanosFromMonth(2026, 13), nanosFromMonth(2027, 1));
  assert.equal(formatDay(nanosFromMonth(2027, 1), true), "1 Jan 2027");
});

test("digits follow the bucket width", () => {
  assert.deepEqual([SECOND, MILLI, 1_000n, 10n].map(digitsForWidth), [0, 3, 6, 9]);
});
