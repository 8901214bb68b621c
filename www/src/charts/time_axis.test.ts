import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, HOUR, MILLI, MINUTE, SECOND } from "../base/nanos";
import { timeTicks } from "./time_axis";

const NOON = BigInt(Date.UTC(2026, 10, 1, 12)) * MILLI;

function labels(length: bigint, widthPx = 1000): string[] {
  return timeTicks({ from: NOON, end: NOON + length }, widthPx).map((tick) => tick.label);
}

test("minutes, seconds and fractions are written as far as they differ", () => {
  assert.deepEqual(labels(40n * MINUTE).slice(0, 3), ["12:00", "12:05", "12:10"]);
  assert.deepEqual(labels(10n * SECOND).slice(0, 2), ["12:00:00", "12:00:01"]);
  assert.equal(labels(1000n)[1]?.includes("."), true);
});

test("a new day says its date", () => {
  assert.ok(labels(24n * HOUR).includes("2 Nov"));
});

test("months and years take over when days have no room", () => {
  assert.ok(labels(400n * DAY).includes("2027"));
  assert.ok(labels(100n * 365n * DAY).every((label) => /^\d{4}$/.test(label)));
});

test("labels never crowd, whatever the length", () => {
  for (const length of [
    1n,
    40n,
    999n,
    SECOND,
    7n * HOUR,
    9n * DAY,
    80n * DAY,
    3000n * DAY,
    580n * 365n * DAY,
  ]) {
    for (const widthPx of [300, 1300])
      assert.ok(
        labels(length, widthPx).length <= widthPx / 60 + 1,
        `${length} at ${widthPx}: ${labels(length, widthPx).length}`,
      );
  }
});

test("no room, no ticks", () => {
  assert.deepEqual(labels(HOUR, 0), []);
  assert.deepEqual(labels(0n), []);
});

test("ticks are round times of the clock that is shown", () => {
  const zone = { kind: "fixed", offsetSecs: 19_800 } as const;
  const ticks = timeTicks({ from: NOON, end: NOON + 6n * HOUR }, 800, zone);
  assert.deepEqual(
    ticks.slice(0, 2).map((tick) => tick.label),
    ["18:00", "19:00"],
  );
  assert.equal(ticks[0]?.at, NOON + HOUR / 2n);
});
