import assert from "node:assert/strict";
import { test } from "node:test";
import {
  canvasPx,
  drawnWindow,
  MAX_CANVAS_PX,
  offsetOf,
  rowAtPx,
  rowsPerPage,
  rowWindow,
  type ScrollAction,
  type ScrollState,
  scrollReducer,
  startScroll,
} from "./scroll_model";

const ROW_PX = 22;
const VIEW_PX = 611;
const LENGTHS = [1, 12, 60, 100, 101, 1_000, 900_000, 10_000_000, 1_000_000_000];

/** How high a row is once it is drawn: most are one line, some fill a screen and more. */
function trueHeight(row: number): number {
  const mixed = (row * 2_654_435_761) % 97;
  if (mixed < 60) return ROW_PX;
  return mixed === 96 ? 2_004 : 4 + 18 * (mixed - 58);
}

/** The state once all that is drawn is measured, as the page does it before it is seen. */
function settled(state: ScrollState, heightOf = trueHeight): ScrollState {
  let at = state;
  for (let step = 0; step < 20; step += 1) {
    const { first, end } = drawnWindow(at);
    const px = Array.from({ length: end - first }, (_, idx) => heightOf(first + idx));
    const next = scrollReducer(at, { kind: "measured", first, px });
    if (next === at) return at;
    at = next;
  }
  throw new Error("heights never settle");
}

function list(rowCount: number, heightOf = trueHeight): ScrollState {
  const even = startScroll({ rowCount, rowPx: ROW_PX, viewPx: VIEW_PX });
  return settled(scrollReducer(even, { kind: "resize", rowPx: ROW_PX, isUneven: true }), heightOf);
}

function after(state: ScrollState, action: ScrollAction): ScrollState {
  return settled(scrollReducer(state, action));
}

function barEnd(state: ScrollState): number {
  return Math.max(0, canvasPx(state) - VIEW_PX);
}

/** The last row ends where the view does, or the list where its rows do. */
function assertAtEnd(state: ScrollState): void {
  const { rowCount } = state;
  assert.equal(rowWindow(state).end, rowCount);
  const endPx = offsetOf(state, rowCount);
  const isShort = offsetOf(state, 0) === 0 && endPx <= VIEW_PX;
  assert.ok(isShort || Math.abs(endPx - VIEW_PX) < 0.01, `ends at ${endPx}`);
}

for (const rowCount of LENGTHS) {
  test(`${rowCount} uneven rows: both ends are reached by thumb, by wheel and by key`, () => {
    const start = list(rowCount);
    assertAtEnd(after(start, { kind: "barMoved", barTopPx: barEnd(start) }));
    assertAtEnd(after(start, { kind: "moveBy", px: 1e13 }));
    assertAtEnd(after(start, { kind: "goTo", row: rowCount }));
    const atEnd = after(start, { kind: "reveal", row: rowCount - 1 });
    assert.equal(rowWindow(atEnd).end, rowCount);
    assert.equal(after(atEnd, { kind: "barMoved", barTopPx: 0 }).listTopPx, 0);
    assert.equal(after(atEnd, { kind: "moveBy", px: -1e13 }).listTopPx, 0);
  });

  test(`${rowCount} uneven rows: the view is filled, and few rows are drawn`, () => {
    const start = list(rowCount);
    for (const share of [0, 0.1, 0.333, 0.5, 0.99, 1]) {
      const state = after(start, { kind: "barMoved", barTopPx: barEnd(start) * share });
      const drawn = drawnWindow(state);
      assert.ok(drawn.end - drawn.first <= 100);
      const last = drawn.end === rowCount;
      assert.ok(last || offsetOf(state, drawn.end) >= VIEW_PX);
      assert.ok(drawn.first === 0 || drawn.topPx <= 0);
    }
  });

  test(`${rowCount} uneven rows: keys reach every row, and its beginning is seen`, () => {
    for (const from of [0, Math.floor(rowCount / 2), Math.floor(rowCount * 0.9999)]) {
      let state = after(list(rowCount), { kind: "goTo", row: from });
      for (let row = from; row < Math.min(rowCount, from + 100); row += 1) {
        state = after(state, { kind: "reveal", row });
        assert.ok(offsetOf(state, row) >= 0 && offsetOf(state, row) < VIEW_PX, `row ${row}`);
        if (trueHeight(row) <= VIEW_PX) assert.ok(offsetOf(state, row + 1) <= VIEW_PX + 0.01);
      }
    }
  });

  test(`${rowCount} uneven rows: a wheel step moves what is in view by its pixels`, () => {
    let state = after(list(rowCount), { kind: "goTo", row: Math.floor(rowCount / 2) });
    const steps = Array.from({ length: 60 }, (_, idx) => (idx % 5 === 4 ? 70 : -130));
    for (const px of [...steps, ...steps.map((step) => -step)]) {
      const row = rowAtPx(state, 300);
      const before = offsetOf(state, row);
      const next = after(state, { kind: "moveBy", px });
      const isClamped = next.listTopPx === 0 || offsetOf(next, rowCount) <= VIEW_PX + 0.01;
      if (!isClamped) assert.ok(Math.abs(offsetOf(next, row) - (before - px)) < 0.01, `row ${row}`);
      state = next;
    }
  });
}

test("the thumb goes forward where it is drawn forward, and back where it is drawn back", () => {
  for (const rowCount of [150, 1_000, 50_000]) {
    let state = list(rowCount);
    const stepPx = barEnd(state) / 300;
    let last = -1;
    for (let step = 0; step <= 300; step += 1) {
      state = after(state, { kind: "barMoved", barTopPx: step * stepPx });
      assert.equal(state.barTopPx, Math.min(barEnd(state), step * stepPx));
      const { first } = rowWindow(state);
      // What is measured around may change by how much the last screen counts.
      assert.ok(first >= last - 25, `${first} after ${last}`);
      last = Math.max(first, last);
    }
    assertAtEnd(state);
  }
});

test("the scroll area is never taller than browsers can place, and does not change with what is measured", () => {
  assert.equal(canvasPx(list(1e9)), MAX_CANVAS_PX);
  const start = list(5_000);
  const middle = after(start, { kind: "goTo", row: 2_500 });
  assert.equal(canvasPx(start), canvasPx(middle));
});

test("a row stays where it stands while the rows around it come", () => {
  const early = list(10_000, () => ROW_PX);
  for (const row of [5_000, 9_990, 9_999, 3]) {
    const waiting = settled(
      scrollReducer(early, { kind: "stand", row, offsetPx: 120 }),
      () => ROW_PX,
    );
    const come = settled(waiting);
    const mayStand = offsetOf(come, 10_000) > VIEW_PX + 0.01 && come.listTopPx > 0;
    if (mayStand) assert.ok(Math.abs(offsetOf(come, row) - 120) < 0.01, `row ${row}`);
    else assert.ok(offsetOf(come, row) >= 0 && offsetOf(come, row) < VIEW_PX);
  }
});

test("rows that appear above leave the row under the eye where it is", () => {
  const before = after(list(10_000), { kind: "stand", row: 5_000, offsetPx: 77 });
  const shifted = scrollReducer(before, { kind: "shiftRows", rows: 777 });
  const moved = settled(shifted, (row) => trueHeight(row - 777));
  assert.ok(Math.abs(offsetOf(moved, 5_777) - 77) < 0.01);
});

test("a pane that opens below takes room, and nothing moves", () => {
  const before = after(list(10_000), { kind: "reveal", row: 5_000 });
  const { rowCount, rowPx } = before;
  const lower = after(before, { kind: "reshape", shape: { rowCount, rowPx, viewPx: 300 } });
  assert.ok(Math.abs(offsetOf(lower, 5_000) - offsetOf(before, 5_000)) < 0.01);
});

test("a page is the rows that are seen whole", () => {
  const state = after(list(10_000), { kind: "goTo", row: 4_000 });
  const { first, end } = rowWindow(state);
  assert.ok(rowsPerPage(state) >= 1 && rowsPerPage(state) <= end - first);
});

test("a finger moves pixels and is not stopped by the end of the bar", () => {
  let state = after(list(2_000), { kind: "goTo", row: 1_950 });
  for (let step = 0; step < 3_000; step += 1) {
    const barTopPx = state.barTopPx + 30;
    state = after(state, { kind: "barMoved", barTopPx, isFinger: true });
  }
  assertAtEnd(state);
});

test("rows of one height again stand where the row under the eye stands", () => {
  const before = after(list(10_000), { kind: "stand", row: 5_000, offsetPx: 77 });
  const even = scrollReducer(before, { kind: "resize", rowPx: ROW_PX, isUneven: false });
  const stood = scrollReducer(even, { kind: "stand", row: 5_000, offsetPx: 77 });
  assert.equal(offsetOf(stood, 5_000), 77);
  assert.deepEqual(rowWindow(stood), drawnWindow(stood));
});
