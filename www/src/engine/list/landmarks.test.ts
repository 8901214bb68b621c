import assert from "node:assert/strict";
import { test } from "node:test";
import { emptySelection } from "../answers";
import { N_LEVELS, type Selection } from "../engine";
import { landmarksFor } from "./landmarks";

function selectionOf(perBucket: readonly number[], from: bigint | null): Selection {
  const grid = { start: 1000n, width: 10n, bucketCount: perBucket.length };
  const timeline = new Uint32Array(perBucket.length * N_LEVELS);
  for (const [bucket, count] of perBucket.entries()) {
    timeline[bucket * N_LEVELS + 6] = count;
    timeline[bucket * N_LEVELS + 3] = 99;
  }
  const range = from === null ? null : { from, end: 2000n };
  return { ...emptySelection(), timeline, levelMask: 1 << 6, view: { query: "", range, grid } };
}

/** What is told of the row beside the edges of the buckets around it. */
function insideOf(landmarks: readonly bigint[]): readonly bigint[] {
  assert.deepEqual(landmarks.slice(0, 4), [1010n, 1020n, 1030n, 1040n]);
  return landmarks.slice(4);
}

test("the bucket that holds the row is bracketed by its edges, and cut where the row should be", () => {
  const inside = insideOf(landmarksFor(6, selectionOf([5, 0, 5, 5], null)));
  assert.ok(inside.every((nanos) => nanos > 1020n && nanos < 1030n));
  assert.ok(inside.includes(1022n));
});

test("a brushed range counts from its own beginning", () => {
  insideOf(landmarksFor(0, selectionOf([5, 0, 5, 5], 1021n)));
});

test("rows beyond the timeline begin at its end, and no grid gives no landmark", () => {
  assert.deepEqual(landmarksFor(50, selectionOf([5, 5], null)), [1020n]);
  assert.deepEqual(landmarksFor(0, emptySelection()), []);
});
