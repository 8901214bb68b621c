import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseGrid, gridEnd, WIDTHS } from "./grid";
import { DAY, HOUR, MINUTE, SECOND } from "./nanos";

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

test("no bucket begins before the earliest time that fits 64 bits", () => {
  const earliest = -(2n ** 63n);
  const grid = chooseGrid({ from: earliest, end: START }, 1200, null);
  assert.equal(grid.start, earliest);
  assert.ok(gridEnd(grid) >= START);
});
