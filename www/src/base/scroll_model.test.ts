import assert from "node:assert/strict";
import { test } from "node:test";
import {
  canvasPx,
  MAX_CANVAS_PX,
  rowsPerPage,
  rowWindow,
  type ScrollState,
  scrollReducer,
  startScroll,
} from "./scroll_model";

const ROW_PX = 22;
const VIEW_PX = 611;
const LENGTHS = [0, 1, 27, 28, 900_000, 10_000_000, 100_000_000, 1_000_000_000];

function list(rowCount: number): ScrollState {
  return startScroll({ rowCount, rowPx: ROW_PX, viewPx: VIEW_PX });
}

function barEnd(state: ScrollState): number {
  return Math.max(0, canvasPx(state) - VIEW_PX);
}

/** The last row is drawn, whole, and nothing below it. */
function assertAtEnd(state: ScrollState): void {
  const shown = rowWindow(state);
  assert.equal(shown.end, state.rowCount);
  const lastEndPx = shown.topPx + (shown.end - shown.first) * ROW_PX;
  assert.ok(
    Math.abs(lastEndPx - Math.min(VIEW_PX, state.rowCount * ROW_PX)) < 0.01,
    `ends at ${lastEndPx}`,
  );
}

for (const rowCount of LENGTHS) {
  test(`${rowCount} rows: the last one is reached by thumb, by wheel and by key`, () => {
    const start = list(rowCount);
    assertAtEnd(scrollReducer(start, { kind: "barMoved", barTopPx: barEnd(start) }));
    assertAtEnd(scrollReducer(start, { kind: "moveBy", px: 1e13 }));
    if (rowCount > 0) assertAtEnd(scrollReducer(start, { kind: "reveal", row: rowCount - 1 }));
  });

  test(`${rowCount} rows: only a screenful is drawn, and it fills the view`, () => {
    for (const share of [0, 0.1, 0.333, 0.5, 0.99, 1]) {
      const start = list(rowCount);
      const state = scrollReducer(start, { kind: "barMoved", barTopPx: barEnd(start) * share });
      const shown = rowWindow(state);
      assert.ok(shown.end - shown.first <= Math.ceil(VIEW_PX / ROW_PX) + 1);
      assert.ok(shown.first >= 0 && shown.topPx <= 0 && shown.topPx > -ROW_PX);
    }
  });

  test(`${rowCount} rows: overscroll stays inside`, () => {
    const start = list(rowCount);
    assert.equal(rowWindow(scrollReducer(start, { kind: "barMoved", barTopPx: -400 })).first, 0);
    assertAtEnd(scrollReducer(start, { kind: "barMoved", barTopPx: barEnd(start) + 400 }));
    assert.equal(scrollReducer(start, { kind: "moveBy", px: -1 }).listTopPx, 0);
  });

  test(`${rowCount} rows: keys reach every row, one at a time, from anywhere`, () => {
    for (const from of [0, Math.floor(rowCount / 2), Math.floor(rowCount * 0.9999)]) {
      let state = scrollReducer(list(rowCount), { kind: "goTo", row: from });
      for (let row = from; row < Math.min(rowCount, from + 200); row += 1) {
        state = scrollReducer(state, { kind: "reveal", row });
        const shown = rowWindow(state);
        assert.ok(
          shown.first <= row && row < shown.end,
          `row ${row} in ${shown.first}..${shown.end}`,
        );
      }
    }
  });
}

test("the scroll area is never taller than browsers can place", () => {
  assert.equal(canvasPx(list(1e9)), MAX_CANVAS_PX);
  assert.equal(canvasPx(list(100)), 2200);
});

test("a wheel step moves exact pixels in a billion rows", () => {
  const middle = scrollReducer(list(1e9), { kind: "goTo", row: 500_000_000 });
  const moved = scrollReducer(middle, { kind: "moveBy", px: 100 });
  assert.equal(moved.listTopPx - middle.listTopPx, 100);
});

test("a finger moves pixels and is not stopped by the end of the bar before the end of the list", () => {
  let state = scrollReducer(list(1e9), { kind: "goTo", row: 999_999_900 });
  for (let step = 0; step < 200; step += 1) {
    state = scrollReducer(state, { kind: "barMoved", barTopPx: state.barTopPx + 30 });
  }
  assertAtEnd(state);
});

test("a drag of the thumb goes to its share of the list", () => {
  const start = list(1e9);
  const state = scrollReducer(start, { kind: "barMoved", barTopPx: barEnd(start) / 2 });
  assert.ok(Math.abs(rowWindow(state).first - 500_000_000) < 100);
});

test("growing keeps the same row at the top", () => {
  for (const grown of [2_000_000, 30_000_000, 1_000_000_000]) {
    const before = scrollReducer(list(900_000), { kind: "goTo", row: 123_456 });
    const after = scrollReducer(before, {
      kind: "reshape",
      shape: { rowCount: grown, rowPx: ROW_PX, viewPx: VIEW_PX },
    });
    assert.equal(rowWindow(after).first, 123_456);
  }
});

test("rows that appear above push the view along", () => {
  const before = scrollReducer(list(10_000_000), { kind: "goTo", row: 5_000_000 });
  assert.equal(rowWindow(scrollReducer(before, { kind: "shiftRows", rows: 777 })).first, 5_000_777);
});

test("shrinking below the view returns to the top", () => {
  const before = scrollReducer(list(10_000_000), { kind: "goTo", row: 9_000_000 });
  const after = scrollReducer(before, {
    kind: "reshape",
    shape: { rowCount: 3, rowPx: ROW_PX, viewPx: VIEW_PX },
  });
  assert.deepEqual(rowWindow(after), { first: 0, end: 3, topPx: 0 });
});

test("a page is at least one row", () => {
  assert.equal(rowsPerPage(startScroll({ rowCount: 5, rowPx: 22, viewPx: 10 })), 1);
});
