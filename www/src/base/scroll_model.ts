// Where a list of any length stands, as a pure reducer.
//
// Browsers stop placing elements correctly some 17 million pixels down, so past a cap the scroll bar stands
// for the list proportionally. The exact position is ours (`listTopPx`, which a double holds to a fraction of
// a pixel for a billion rows); the bar only follows it. Wheel and keys move exact pixels and rows, a drag of
// the thumb goes to the proportional place, and small movements of the bar (touch) count as pixels, not as
// thousands of rows. The idea of an anchor with a local offset is hightable's.
//
// Rows may have heights of their own (`uneven`): those drawn last are measured, all others count as high as a row at
// least is, and an anchor stays where it is on screen while heights become known. The bar then stands for row numbers.

import { rowAt, topOf, type UnevenShape } from "./uneven_rows";

/** Tallest scroll area we ask for, in CSS pixels (half of where the first browser goes wrong). */
export const MAX_CANVAS_PX = 8_000_000;

/** A movement of the bar of up to so many screens is a finger; one pixel of thumb is far more. */
const LOCAL_SCREENS = 4;

/** Uneven lists of up to so many rows are drawn whole: their height is known. */
const MAX_WHOLE_ROWS = 100;

export interface ListShape {
  readonly rowCount: number;
  /** Height of every row, or the least where they are uneven, in CSS pixels; above zero. */
  readonly rowPx: number;
  /** Height of the part on screen, in CSS pixels. */
  readonly viewPx: number;
}

/** A row that stays where it is on screen. */
interface Anchor {
  readonly row: number;
  /** From the top of the view to the row's top, or to its end. */
  readonly offsetPx: number;
  readonly isEnd: boolean;
}

/** What is known of rows with heights of their own. */
interface Uneven {
  /** Rows that were measured. */
  readonly first: number;
  readonly end: number;
  /** Those of them that are higher than the least, and by how much. */
  readonly open: UnevenShape["open"];
  readonly anchor: Anchor;
  /** The bar was moved last, not the list: it stays where the hand has it. */
  readonly isBarLed: boolean;
}

export interface ScrollState extends ListShape {
  /** Exact distance from the top of row 0 to the top of the view, in CSS pixels. */
  readonly listTopPx: number;
  /** Where the scroll bar of the element stands. */
  readonly barTopPx: number;
  /** Null if all rows are of one height. */
  readonly uneven: Uneven | null;
}

export type ScrollAction =
  | { readonly kind: "barMoved"; readonly barTopPx: number; readonly isFinger?: boolean }
  | { readonly kind: "moveBy"; readonly px: number }
  | { readonly kind: "goTo"; readonly row: number }
  | { readonly kind: "reveal"; readonly row: number }
  | { readonly kind: "center"; readonly row: number }
  | { readonly kind: "reshape"; readonly shape: ListShape }
  | { readonly kind: "shiftRows"; readonly rows: number }
  /** Puts the top of a row so far below the top of the view. */
  | { readonly kind: "stand"; readonly row: number; readonly offsetPx: number }
  /** Gives rows another height, or heights of their own. */
  | { readonly kind: "resize"; readonly rowPx: number; readonly isUneven: boolean }
  /** Heights of the rows that are drawn, from `first` on. */
  | { readonly kind: "measured"; readonly first: number; readonly px: readonly number[] };

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
  return { ...shape, listTopPx: 0, barTopPx: 0, uneven: null };
}

/** Height to give the scroll area, in CSS pixels. */
export function canvasPx(state: ScrollState): number {
  const { rowCount, rowPx, viewPx, uneven } = state;
  if (uneven === null || !isScaled(state)) return Math.min(totalPx(state), MAX_CANVAS_PX);
  // Not what is measured now: the bar would change under the hand.
  return Math.min(Math.max(rowCount * rowPx, 3 * viewPx), MAX_CANVAS_PX);
}

/** The state after `action`. Cost: O(rows drawn), whatever the length. */
export function scrollReducer(state: ScrollState, action: ScrollAction): ScrollState {
  switch (action.kind) {
    case "barMoved":
      return barMoved(state, action.barTopPx, action.isFinger === true);
    case "moveBy":
      return placeAt(state, state.listTopPx + action.px);
    case "goTo":
      return action.row >= state.rowCount ? atEnd(state) : stand(state, action.row, 0);
    case "center":
      return stand(state, action.row, centerPx(state, action.row));
    case "reveal":
      return reveal(state, action.row);
    case "reshape":
      return reshape(state, action.shape);
    case "shiftRows":
      return shiftRows(state, action.rows);
    case "stand":
      return stand(state, action.row, action.offsetPx);
    case "resize":
      return resize(state, action.rowPx, action.isUneven);
    case "measured":
      return measured(state, action.first, action.px);
  }
}

/** The rows on screen. */
export function rowWindow(state: ScrollState): RowWindow {
  return windowOf(state, state.listTopPx, state.listTopPx + state.viewPx);
}

/** The rows to draw: where they are uneven, a screen more above and below, so that heights are known before they are seen. */
export function drawnWindow(state: ScrollState): RowWindow {
  const { uneven, listTopPx, viewPx } = state;
  if (uneven === null) return rowWindow(state);
  return isScaled(state)
    ? windowOf(state, listTopPx - viewPx, listTopPx + 2 * viewPx)
    : windowOf(state, 0, totalPx(state));
}

/** The row so far below the top of the view. */
export function rowAtPx(state: ScrollState, px: number): number {
  return rowAt(shapeOf(state), state.listTopPx + px);
}

/** From the top of the view to the top of a row, in CSS pixels. */
export function offsetOf(state: ScrollState, row: number): number {
  return topPx(state, row) - state.listTopPx;
}

/** Whether a row is on screen with some room around it. */
export function isWellInView(state: ScrollState, row: number): boolean {
  const { first, end } = rowWindow(state);
  if (state.uneven === null) return row >= first + 2 && row <= end - 3;
  return offsetOf(state, row) >= 0 && offsetOf(state, row + 1) <= state.viewPx;
}

/** Whether the last row is on screen of a list that is longer than the view. */
export function isAtEnd(state: ScrollState): boolean {
  return listRangePx(state) > 0 && state.listTopPx >= listRangePx(state) - 1;
}

/** Rows that fit whole into the view; at least one, so that paging always moves. */
export function rowsPerPage(state: ScrollState): number {
  const { rowPx, viewPx, uneven } = state;
  if (uneven === null) return Math.max(1, Math.floor(viewPx / rowPx));
  const { first, end } = rowWindow(state);
  const isWhole = (row: number): boolean =>
    offsetOf(state, row) >= 0 && offsetOf(state, row + 1) <= viewPx;
  return Math.max(1, rowsOf(first, end).filter(isWhole).length);
}

function shapeOf({ rowCount, rowPx, uneven }: ScrollState): UnevenShape {
  return { rowCount, rowPx, open: uneven?.open ?? NONE };
}

const NONE: UnevenShape["open"] = [];

/** Where a row begins in the list. */
function topPx(state: ScrollState, row: number): number {
  return topOf(shapeOf(state), row);
}

function totalPx(state: ScrollState): number {
  return topPx(state, state.rowCount);
}

function heightPx(state: ScrollState, row: number): number {
  return topPx(state, row + 1) - topPx(state, row);
}

function rowsOf(first: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, idx) => first + idx);
}

function windowOf(state: ScrollState, fromPx: number, endPx: number): RowWindow {
  const { rowCount, listTopPx } = state;
  const shape = shapeOf(state);
  const first = Math.min(rowCount, Math.max(0, rowAt(shape, fromPx)));
  const last = rowAt(shape, endPx);
  const end = topOf(shape, last) < endPx ? last + 1 : last;
  return {
    first,
    end: Math.max(first, Math.min(rowCount, end)),
    topPx: topOf(shape, first) - listTopPx,
  };
}

function barMoved(state: ScrollState, barTopPx: number, isFinger: boolean): ScrollState {
  const barRange = barRangePx(state);
  // Overscroll on touch screens reports positions outside the range.
  const bar = Math.min(barRange, Math.max(0, barTopPx));
  if (!isScaled(state)) return placeAt(state, bar);
  const moved = bar - state.barTopPx;
  // The bar keeps what the browser says until it rests, so that a flick is not interrupted; only at its
  // ends it must be put back, or the list could not be moved on.
  const isLocal =
    state.uneven === null ? Math.abs(moved) <= LOCAL_SCREENS * state.viewPx : isFinger;
  if (isLocal) {
    const next = placeAt(state, state.listTopPx + moved);
    const isAtBarEnd = bar === 0 || bar === barRange;
    return isAtBarEnd ? next : { ...next, barTopPx: bar };
  }
  const next = bar === barRange ? atEnd(state) : placeAt(state, listTopOf(state, bar / barRange));
  const { uneven } = next;
  return { ...next, barTopPx: bar, uneven: uneven === null ? null : { ...uneven, isBarLed: true } };
}

/** The place of the list that a share of the bar stands for. */
function listTopOf(state: ScrollState, share: number): number {
  if (state.uneven === null) return share * listRangePx(state);
  const place = share * lastPlace(state);
  const row = Math.floor(place);
  return topPx(state, row) + (place - row) * heightPx(state, row);
}

/** The number of the row at the top of the view, with how much of it is above, when the list stands at its end; about. */
function lastPlace(state: ScrollState): number {
  const { uneven, rowPx, rowCount, viewPx } = state;
  const n = uneven === null ? 0 : uneven.end - uneven.first;
  const extra = (uneven?.open ?? NONE).reduce((sum, [, px]) => sum + px, 0);
  return Math.max(0, rowCount - viewPx / (rowPx + (n === 0 ? 0 : extra / n)));
}

function reveal(state: ScrollState, row: number): ScrollState {
  const offsetPx = offsetOf(state, row);
  if (offsetPx < 0) return stand(state, row, 0);
  const isBelow = offsetPx + heightPx(state, row) > state.viewPx;
  if (isBelow) return atAnchor(state, { row, offsetPx: state.viewPx, isEnd: true });
  // The row under the eye from now on.
  const { uneven } = state;
  return uneven === null
    ? state
    : { ...state, uneven: { ...uneven, anchor: { row, offsetPx, isEnd: false } } };
}

function centerPx(state: ScrollState, row: number): number {
  const { rowPx, viewPx, uneven } = state;
  // On a whole row, so that none is cut at the top.
  if (uneven === null) return (row - Math.round(row - viewPx / rowPx / 2)) * rowPx;
  return Math.max(0, Math.floor((viewPx - heightPx(state, row)) / 2));
}

function stand(state: ScrollState, row: number, offsetPx: number): ScrollState {
  return atAnchor(state, { row, offsetPx, isEnd: false });
}

function atEnd(state: ScrollState): ScrollState {
  return atAnchor(state, { row: state.rowCount - 1, offsetPx: state.viewPx, isEnd: true });
}

function atAnchor(state: ScrollState, anchor: Anchor): ScrollState {
  return placeAt(state, anchoredTop(state, anchor), anchor);
}

function anchoredTop(state: ScrollState, { row, offsetPx, isEnd }: Anchor): number {
  // Of a row higher than the view its beginning is shown.
  if (isEnd && heightPx(state, row) <= state.viewPx) return topPx(state, row + 1) - offsetPx;
  return topPx(state, row) - (isEnd ? 0 : offsetPx);
}

function reshape(state: ScrollState, shape: ListShape): ScrollState {
  const { uneven, listTopPx } = state;
  if (uneven === null) return placeAt({ ...state, ...shape }, listTopPx);
  const { anchor } = uneven;
  // Of another list it says nothing.
  if (anchor.row >= shape.rowCount) return placeAt({ ...state, ...shape }, listTopPx);
  // What stands at the lower edge stays where it is, not with the edge.
  const isMoved = anchor.isEnd && shape.viewPx !== state.viewPx;
  const offsetPx = isMoved ? offsetOf(state, anchor.row) : anchor.offsetPx;
  return atAnchor({ ...state, ...shape }, isMoved ? { ...anchor, offsetPx, isEnd: false } : anchor);
}

function shiftRows(state: ScrollState, rows: number): ScrollState {
  const { uneven, listTopPx, rowPx } = state;
  if (uneven === null) return placeAt(state, listTopPx + rows * rowPx);
  const { anchor, open, first, end } = uneven;
  const moved = {
    ...uneven,
    first: first + rows,
    end: end + rows,
    open: open.map(([row, px]) => [row + rows, px] as const),
  };
  return atAnchor({ ...state, uneven: moved }, { ...anchor, row: anchor.row + rows });
}

function resize(state: ScrollState, rowPx: number, isUneven: boolean): ScrollState {
  const anchor = anchorIn(state);
  const uneven = { first: 0, end: 0, open: NONE, anchor, isBarLed: false };
  return atAnchor({ ...state, rowPx, uneven: isUneven ? uneven : null }, anchor);
}

function measured(state: ScrollState, first: number, px: readonly number[]): ScrollState {
  const { uneven, rowPx, barTopPx } = state;
  if (uneven === null) return state;
  const open = px.flatMap((height, idx) =>
    height > rowPx ? [[first + idx, height - rowPx] as const] : [],
  );
  const end = first + px.length;
  const isSame =
    uneven.first === first &&
    uneven.end === end &&
    uneven.open.length === open.length &&
    open.every(([row, more], idx) => {
      const known = uneven.open[idx];
      return known?.[0] === row && known[1] === more;
    });
  if (isSame) return state;
  const next = atAnchor({ ...state, uneven: { ...uneven, first, end, open } }, uneven.anchor);
  const isLed = uneven.isBarLed && isScaled(state) && next.uneven !== null;
  return isLed ? { ...next, barTopPx, uneven: { ...next.uneven, isBarLed: true } } : next;
}

/** The row to hold on to: the first in view whose height is known and whose top is seen, else the first. */
function anchorIn(state: ScrollState): Anchor {
  const { uneven, rowCount, viewPx } = state;
  if (uneven !== null && isAtEnd(state)) {
    return { row: rowCount - 1, offsetPx: viewPx, isEnd: true };
  }
  const { first, end } = rowWindow(state);
  const isSeen = (row: number): boolean => offsetOf(state, row) >= 0;
  const isKnown = (row: number): boolean =>
    uneven === null || (row >= uneven.first && row < uneven.end);
  const row = rowsOf(first, end).find((at) => isKnown(at) && isSeen(at)) ?? first;
  return { row, offsetPx: offsetOf(state, row), isEnd: false };
}

function placeAt(state: ScrollState, wantedPx: number, anchor?: Anchor): ScrollState {
  const listTopPx = Math.min(listRangePx(state), Math.max(0, wantedPx));
  const placed = { ...state, listTopPx };
  const { uneven } = state;
  const moved =
    uneven === null ? null : { ...uneven, anchor: anchor ?? anchorIn(placed), isBarLed: false };
  return { ...placed, barTopPx: barTopOf(state, listTopPx), uneven: moved };
}

/** Where the bar stands for a place of the list. */
function barTopOf(state: ScrollState, listTopPx: number): number {
  if (!isScaled(state)) return listTopPx;
  const [listRange, barRange] = [listRangePx(state), barRangePx(state)];
  // Only the very ends stand at the ends of the bar: from anywhere else a finger has a screen of room both ways.
  if (listTopPx === 0) return 0;
  if (listTopPx === listRange) return barRange;
  const room = Math.min(state.viewPx, barRange / 8);
  const share = Math.round(shareOf(state, listTopPx) * barRange);
  return Math.min(barRange - room, Math.max(room, share));
}

/** The share of the bar that stands for a place of the list. */
function shareOf(state: ScrollState, listTopPx: number): number {
  if (state.uneven === null) return listTopPx / listRangePx(state);
  const row = rowAt(shapeOf(state), listTopPx);
  const part = (listTopPx - topPx(state, row)) / heightPx(state, row);
  return (row + part) / Math.max(1, lastPlace(state));
}

function isScaled({ uneven, rowCount, rowPx }: ScrollState): boolean {
  return uneven === null ? rowCount * rowPx > MAX_CANVAS_PX : rowCount > MAX_WHOLE_ROWS;
}

function listRangePx(state: ScrollState): number {
  return Math.max(0, totalPx(state) - state.viewPx);
}

function barRangePx(state: ScrollState): number {
  return Math.max(0, canvasPx(state) - state.viewPx);
}
