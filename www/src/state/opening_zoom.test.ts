// The chart opens on the part that has the entries, and never jumps once it was looked at.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { app, EMPTY_SNAPSHOT, NO_SELECTION, writable } from "./app_state";
import type { SourceState } from "./engine_types";
import { isOpeningZoom, watchOpening } from "./opening_zoom";
import { resetView, setZoom } from "./view_actions";

const BUCKETS = 100;
const WIDTH = 1000n;
let stop = (): void => undefined;

/** So many sources were read, with entries in these buckets. */
function answer(sources: number, entries: Readonly<Record<number, number>>): void {
  const grid = { start: 0n, width: WIDTH, bucketCount: BUCKETS };
  const timeline = new Uint32Array(BUCKETS * 8);
  for (const [slot, count] of Object.entries(entries)) timeline[Number(slot) * 8 + 3] = count;
  const list = Array.from({ length: sources }, () => ({}) as SourceState);
  writable.snapshot.value = { ...EMPTY_SNAPSHOT, phase: "reading", sources: list };
  const { query, range } = app.history.value.present;
  writable.grid.value = grid;
  writable.lastGood.value = { ...NO_SELECTION, view: { query, range, grid }, timeline };
  writable.snapshot.value = { ...EMPTY_SNAPSHOT, phase: "ready", sources: list };
}

const zoom = (): unknown => app.history.value.present.zoom;
const STRAY = { 0: 1, 97: 300, 98: 300 };

beforeEach(() => {
  writable.snapshot.value = EMPTY_SNAPSHOT;
  writable.openingZoom.value = null;
  resetView();
  stop = watchOpening();
});

afterEach(() => {
  stop();
  writable.snapshot.value = EMPTY_SNAPSHOT;
  writable.lastGood.value = NO_SELECTION;
  writable.grid.value = null;
  writable.openingZoom.value = null;
  resetView();
});

test("a stray entry is left out, as no step of hers", () => {
  const steps = app.history.value.past.length;
  answer(1, STRAY);
  assert.deepEqual(zoom(), { from: 96n * WIDTH, end: 100n * WIDTH });
  assert.equal(isOpeningZoom.value, true);
  assert.equal(app.history.value.past.length, steps);
});

test("after everything was shown it stays so", () => {
  answer(1, STRAY);
  setZoom(null);
  answer(1, STRAY);
  assert.equal(zoom(), null);
});

test("a query that was asked before all was read does not make the chart jump when it is cleared", () => {
  const { history } = app;
  writable.history.value = {
    ...history.value,
    present: { ...history.value.present, query: "timeout" },
  };
  answer(1, STRAY);
  assert.equal(zoom(), null);
  resetView();
  answer(1, STRAY);
  assert.equal(zoom(), null);
});

test("another source shows everything, and what it has decides anew", () => {
  answer(1, STRAY);
  answer(2, { 0: 400, 15: 10, 30: 10, 45: 10, 60: 10, 75: 10, 90: 300 });
  assert.equal(zoom(), null);
  assert.equal(isOpeningZoom.value, false);
});

test("what fits stays as it is", () => {
  answer(1, { 0: 5, 15: 5, 30: 5, 45: 5, 60: 5, 75: 5, 90: 5 });
  assert.equal(zoom(), null);
});
