// Where a list of any length stands, as a pure reducer.
//
// Browsers stop placing elements correctly some 17 million pixels down, so past a cap the scroll bar stands
// for the list proportionally. The exact position is ours (`listTopPx`, which a double holds to a fraction of
// a pixel for a billion rows); the bar only follows it. Wheel and keys move exact pixels and rows, a drag of
// the thumb goes to the proportional place, and small movements of the bar (touch) count as pixels, not as
// thousands of rows. The idea of an anchor with a local offset is hightable's.

/** Tallest scroll area we ask for, in CSS pixels (half of where the first browser goes wrong). */
export const MAX_CANVAS_PX = 8_000_000;

/** A movement of the bar of up to so many screens is a finger; one pixel of thumb is far more. */
const LOCAL_SCREENS = 4;

export interface ListShape {
  readonly rowCount: number;
  /** Height of every row, in CSS pixels; above zero. */
  readonly rowPx: number;
  /** Height of the part on screen, in CSS pixels. */
  readonly viewPx: number;
}

export interface ScrollState extends ListShape {
  /** Exact distance from the top of row 0 to the top of the view, in CSS pixels. */
  readonly listTopPx: number;
  /** Where the scroll bar of the element stands. */
  readonly barTopPx: number;
}

export type ScrollAction =
  | { readonly kind: "barMoved"; readonly barTopPx: number }
  | { readonly kind: "moveBy"; readonly px: number }
  | { readonly kind: "goTo"; readonly row: number }
  | { readonly kind: "reveal"; readonly row: number }
  | { readonly kind: "center"; readonly row: number }
  | { readonly kind: "reshape"; readonly shape: ListShape }
  | { readonly kind: "shiftRows"; readonly rows: number }
  /** Puts the top of a row so far below the top of the view. */
  | { readonly kind: "stand"; readonly row: number; readonly offsetPx: number };

export interface RowWindow {
  /** First row to draw. */
  readonly first: number;
  /** One past the last row to draw. */
  readonly end: number;
  /** Top of row `first` from the top of the view, in CSS pixels; zero or above the edge. */
  readonly topPx: number;
}

/** A list at its top. */
export function startScroll(shape: ListShape): ScrollState {
  return { ...shape, listTopPx: 0, barTopPx: 0 };
}

/** Height to give the scroll area, in CSS pixels. */
export function canvasPx(shape: ListShape): number {
  return Math.min(shape.rowCount * shape.rowPx, MAX_CANVAS_PX);
}

/** The state after `action`. Cost: O(1), whatever the length. */
export function scrollReducer(state: ScrollState, action: ScrollAction): ScrollState {
  switch (action.kind) {
    case "barMoved":
      return barMoved(state, action.barTopPx);
    case "moveBy":
      return placeAt(state, state.listTopPx + action.px);
    case "goTo":
      return placeAt(state, action.row * state.rowPx);
    case "center":
      // On a whole row, so that none is cut at the top.
      return placeAt(state, Math.round(action.row - state.viewPx / state.rowPx / 2) * state.rowPx);
    case "reveal":
      return reveal(state, action.row);
    case "reshape":
      return placeAt({ ...state, ...action.shape }, state.listTopPx);
    case "shiftRows":
      return placeAt(state, state.listTopPx + action.rows * state.rowPx);
    case "stand":
      return placeAt(state, action.row * state.rowPx - action.offsetPx);
  }
}

/** The rows on screen. */
export function rowWindow(state: ScrollState): RowWindow {
  const first = Math.min(state.rowCount, Math.floor(state.listTopPx / state.rowPx));
  const end = Math.min(state.rowCount, Math.ceil((state.listTopPx + state.viewPx) / state.rowPx));
  return { first, end, topPx: first * state.rowPx - state.listTopPx };
}

/** Whether the last row is on screen of a list that is longer than the view. */
export function isAtEnd(state: ScrollState): boolean {
  return listRangePx(state) > 0 && state.listTopPx >= listRangePx(state) - 1;
}

/** Rows that fit whole into the view; at least one, so that paging always moves. */
export function rowsPerPage(shape: ListShape): number {
  return Math.max(1, Math.floor(shape.viewPx / shape.rowPx));
}

function barMoved(state: ScrollState, barTopPx: number): ScrollState {
  const barRange = barRangePx(state);
  // Overscroll on touch screens reports positions outside the range.
  const bar = Math.min(barRange, Math.max(0, barTopPx));
  if (!isScaled(state)) return { ...state, listTopPx: bar, barTopPx: bar };
  const moved = bar - state.barTopPx;
  // The bar keeps what the browser says until it rests, so that a flick is not interrupted; only at its
  // ends it must be put back, or the list could not be moved on.
  if (Math.abs(moved) <= LOCAL_SCREENS * state.viewPx) {
    const next = placeAt(state, state.listTopPx + moved);
    const isAtEnd = bar === 0 || bar === barRange;
    return isAtEnd ? next : { ...next, barTopPx: bar };
  }
  return { ...state, listTopPx: (bar / barRange) * listRangePx(state), barTopPx: bar };
}

function reveal(state: ScrollState, row: number): ScrollState {
  const rowTopPx = row * state.rowPx;
  if (rowTopPx < state.listTopPx) return placeAt(state, rowTopPx);
  const rowEndPx = rowTopPx + state.rowPx;
  return rowEndPx > state.listTopPx + state.viewPx
    ? placeAt(state, rowEndPx - state.viewPx)
    : state;
}

function placeAt(state: ScrollState, wantedPx: number): ScrollState {
  const listRange = listRangePx(state);
  const listTopPx = Math.min(listRange, Math.max(0, wantedPx));
  if (!isScaled(state)) return { ...state, listTopPx, barTopPx: listTopPx };
  const barRange = barRangePx(state);
  const share = Math.round((listTopPx / listRange) * barRange);
  // Only the very ends stand at the ends of the bar: from anywhere else a finger has a screen of room both ways.
  const barTopPx =
    listTopPx === 0
      ? 0
      : listTopPx === listRange
        ? barRange
        : Math.min(barRange - state.viewPx, Math.max(state.viewPx, share));
  return { ...state, listTopPx, barTopPx };
}

function isScaled(shape: ListShape): boolean {
  return shape.rowCount * shape.rowPx > MAX_CANVAS_PX;
}

function listRangePx(shape: ListShape): number {
  return Math.max(0, shape.rowCount * shape.rowPx - shape.viewPx);
}

function barRangePx(shape: ListShape): number {
  return Math.max(0, canvasPx(shape) - shape.viewPx);
}
