import assert from "node:assert/strict";
import { env } from "node:process";
import { test } from "node:test";
import { HOUR, MILLI, MINUTE } from "./nanos";
import { formatClock, formatMoment, formatRange } from "./time";
import {
  instantOf,
  LOCAL,
  offsetName,
  offsetSuffix,
  UTC,
  wallNanos,
  type Zone,
  zoneName,
} from "./zone";

env["TZ"] = "Europe/Berlin";

const SUMMER = BigInt(Date.UTC(2026, 6, 1, 22, 30)) * MILLI;
const WINTER = BigInt(Date.UTC(2026, 11, 1, 22, 30)) * MILLI;
/** Clocks went back at 01:00 UTC. */
const BACK = BigInt(Date.UTC(2026, 9, 25, 1)) * MILLI;
const DELHI: Zone = { kind: "fixed", offsetSecs: 19_800 };

test("a time is written by the clock of its zone, and says so", () => {
  assert.equal(formatMoment(SUMMER, 0), "2026-07-01 22:30:00 UTC");
  assert.equal(formatMoment(SUMMER, 0, LOCAL), "2026-07-02 00:30:00 UTC+02:00");
  assert.equal(formatMoment(WINTER, 3, LOCAL), "2026-12-01 23:30:00.000 UTC+01:00");
  assert.equal(formatMoment(SUMMER, 0, DELHI), "2026-07-02 04:00:00 UTC+05:30");
});

test("a range over a change of clocks names both", () => {
  assert.equal(
    formatRange(BACK - HOUR, BACK + HOUR, 0, LOCAL),
    "25 Oct 2026, 02:00:00 UTC+02:00 – 03:00:00 UTC+01:00",
  );
  assert.equal(
    formatRange(SUMMER, SUMMER + HOUR, 0, LOCAL),
    "2 Jul 2026, 00:30:00 – 01:30:00 UTC+02:00",
  );
});

test("what a clock shows leads back to the instant, but for what it shows twice", () => {
  for (const zone of [UTC, LOCAL, DELHI]) {
    for (let at = BACK - 5n * HOUR; at < BACK + 5n * HOUR; at += 10n * MINUTE) {
      const again = instantOf(wallNanos(at, zone), zone);
      assert.ok(again === at || formatClock(again, 0, zone) === formatClock(at, 0, zone));
    }
  }
});

test("a distance from UTC has a name, and a shorter one behind a time", () => {
  assert.deepEqual([0, 19_800, -12_600].map(offsetName), ["UTC", "UTC+05:30", "UTC−03:30"]);
  assert.deepEqual([0, 3_600, -18_000].map(offsetSuffix), ["Z", "+01:00", "−05:00"]);
  assert.equal(zoneName(WINTER, LOCAL), "UTC+01:00");
});
