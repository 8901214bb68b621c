import assert from "node:assert/strict";
import { test } from "node:test";
import { smallGrid } from "./small_grid";

test("few buckets hold the whole span, and no fewer would do", () => {
  for (const [from, end] of [
    [0n, 1n],
    [5n, 5n],
    [-7n, 9n],
    [1_772_323_200_000_000_000n, 1_772_323_261_000_000_001n],
  ] as const) {
    const { start, width, count } = smallGrid(from, end, 24);
    assert.ok(start <= from && from < start + width, `${from}`);
    assert.ok(end <= start + width * BigInt(count), `${end}`);
    assert.ok(count <= 24 && (count > 11 || width === 1n), `${count}`);
  }
});

test("a span that grows a little keeps its buckets' width and start", () => {
  const grid = smallGrid(1_000n, 1_600n, 24);
  const grown = smallGrid(1_000n, 1_700n, 24);
  assert.deepEqual([grown.start, grown.width], [grid.start, grid.width]);
});
