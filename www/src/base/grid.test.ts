import assert from "node:assert/strict";
import { test } from "node:test";
import { type Buckets, chooseGrid, edgeAt, gridEnd, isSameGrid, placeOn, WIDTHS } from "./grid";
import { DAY, HOUR, MINUTE, SECOND } from "./nanos";
import { LOCAL, UTC } from "./zone";

const START = 1_793_491_200n * SECOND + 17n;

function spanOf(length: bigint) {
  return { from: START, end: START + length };
}

test("every length gets a readable number of buckets that cover it", () => {
  for (const length of [
    1n,
    250n,
    40_000n,
    SECOND,
    40n * MINUTE,
    3n * HOUR,
    30n * DAY,
    580n * 365n * DAY,
  ]) {
    const span = spanOf(length);
    const grid = chooseGrid(span, 1200, null);
    assert.ok(grid.bucketCount >= 1 && grid.bucketCount <= 300, `${length}: ${grid.bucketCount}`);
    if (length >= 250n) assert.ok(grid.bucketCount >= 60, `${length}: ${grid.bucketCount}`);
    assert.ok(grid.start <= span.from && gridEnd(grid) >= span.end);
  }
});

test("edges lie on round times, also before 1970", () => {
  for (const from of [START, -START]) {
    const grid = chooseGrid({ from, end: from + 40n * MINUTE }, 1200, null);
    assert.equal(grid.start % grid.width, 0n);
  }
});

test("weeks begin on Monday", () => {
  const grid = chooseGrid(spanOf(1500n * DAY), 1200, null);
  assert.equal(grid.width, 7n * DAY);
  assert.equal(new Date(Number(grid.start / 1_000_000n)).getUTCDay(), 1);
});

test("a growing span keeps its width until it has doubled, or nearly", () => {
  let grid = chooseGrid(spanOf(10n * MINUTE), 1200, null);
  const widths = new Set<bigint>();
  for (let minutes = 10n; minutes <= 80n; minutes += 1n) {
    grid = chooseGrid(spanOf(minutes * MINUTE), 1200, grid);
    widths.add(grid.width);
    assert.ok(grid.bucketCount <= 450);
  }
  assert.ok(widths.size <= 4, `${widths.size} widths`);
});

test("one moment is one bucket", () => {
  assert.equal(chooseGrid({ from: START, end: START }, 1200, null).bucketCount, 1);
});

test("widths are sorted and differ", () => {
  WIDTHS.forEach((width, idx) => {
    assert.ok(idx === 0 || width > (WIDTHS[idx - 1] ?? 0n));
  });
});

/** Names the clocks of places: the tests run by the clock of one of them. */
function midnights(grid: Buckets): readonly string[] {
  return Array.from({ length: grid.bucketCount + 1 }, (_, idx) =>
    new Date(Number(edgeAt(grid, idx) / 1_000_000n)).toTimeString().slice(0, 8),
  );
}

test("days begin at midnight of a clock that is always so far from UTC", () => {
  const zone = { kind: "fixed", offsetSecs: 19_800 } as const;
  const grid = chooseGrid(spanOf(200n * DAY), 1200, null, zone);
  assert.equal(grid.width, DAY);
  assert.equal((grid.start + 19_800n * SECOND) % DAY, 0n);
  assert.equal(grid.edges, undefined);
  assert.ok(grid.start <= START && gridEnd(grid) >= START + 200n * DAY);
  // Shorter ones stay where they are.
  const hours = chooseGrid(spanOf(8n * DAY), 1200, null, zone);
  assert.equal(hours.start % hours.width, 0n);
});

test("days begin at midnight of a clock that changes in summer and winter, once each", () => {
  const before = process.env["TZ"];
  // The last two skip the midnight of a day in spring, and Havana has two in autumn.
  for (const place of ["Europe/Berlin", "America/Havana", "America/Asuncion"]) {
    process.env["TZ"] = place;
    const from = BigInt(Date.UTC(2022, 1, 10, 7)) * 1_000_000n;
    for (const days of [290n, 1500n]) {
      const grid = chooseGrid({ from, end: from + days * DAY }, 1200, null, LOCAL);
      assert.equal(grid.width, days === 290n ? DAY : 7n * DAY);
      assert.notEqual(grid.edges, undefined);
      assert.ok(edgeAt(grid, 0) <= from && gridEnd(grid) >= from + days * DAY);
      const late = midnights(grid).filter((clock) => clock !== "00:00:00");
      const isSkipped = place !== "Europe/Berlin";
      assert.ok(late.length < 6 && late.every((clock) => isSkipped && clock === "01:00:00"), place);
      for (let idx = 0; idx < grid.bucketCount; idx += 1) {
        const [edge, next] = [edgeAt(grid, idx), edgeAt(grid, idx + 1)];
        assert.ok(next - edge >= grid.width - HOUR && next - edge <= grid.width + HOUR);
        assert.equal(placeOn(grid, edge), idx);
        assert.equal(Math.floor(placeOn(grid, next - SECOND)), idx);
      }
    }
    const winter = chooseGrid({ from, end: from + 130n * HOUR }, 600, null, LOCAL);
    assert.equal(winter.edges, undefined);
  }
  if (before === undefined) delete process.env["TZ"];
  else process.env["TZ"] = before;
});

test("the same zone gives the same grid, another one another", () => {
  const zone = { kind: "fixed", offsetSecs: -18_000 } as const;
  const [utc, west] = [UTC, zone].map((of) => chooseGrid(spanOf(200n * DAY), 1200, null, of));
  assert.ok(utc !== undefined && west !== undefined);
  assert.ok(!isSameGrid(utc, west));
  assert.ok(isSameGrid(west, chooseGrid(spanOf(200n * DAY), 1200, west, zone)));
});

test("no bucket begins before the earliest time that fits 64 bits", () => {
  const earliest = -(2n ** 63n);
  const grid = chooseGrid({ from: earliest, end: START }, 1200, null);
  assert.equal(grid.start, earliest);
  assert.ok(gridEnd(grid) >= START);
});
