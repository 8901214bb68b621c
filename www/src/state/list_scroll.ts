// Where the list stands: scrolled by the user, or moved so that the row under the eye stays there.

import { signal } from "@preact/signals";
import {
  offsetOf,
  rowWindow,
  type ScrollAction,
  type ScrollState,
  scrollReducer,
} from "../base/scroll_model";
import { app, writable } from "./app_state";
import type { EntryKey } from "./engine_types";

/** The row that stays where it is on screen, whatever comes to the list or leaves it. */
export interface Eye {
  /** As it was read last. */
  readonly key: EntryKey;
  /** How often its source had been read anew then. */
  readonly epoch: number;
  /** From the top of the view to its top, in CSS pixels. */
  readonly offsetPx: number;
  /** Its number, or that of the row that stands in for it. */
  readonly idx: number;
  /** It was the row that the user stood on. */
  readonly isPlace: boolean;
  /** The list has it. */
  readonly isThere: boolean;
}

/** Kept until the user moves: through any number of filters the way back is where it was. */
let eye: Eye | null = null;
let hasMoved = false;

/** The row under the eye is being looked for: until it is found, what is in view is of no place. */
const isMoving = signal(false);

export function setMoving(is: boolean): void {
  isMoving.value = is;
}

/** Whether the list stands where it is meant to. */
export function isSettled(): boolean {
  return !isMoving.value;
}

export function currentEye(): Eye | null {
  return eye;
}

export function setEye(next: Eye | null): void {
  eye = next;
}

/** Whether the user has moved the list, or stood on a row, since it was opened. */
export function hasUserMoved(): boolean {
  return hasMoved;
}

/** The list stays where it is from now on. */
export function markMoved(): void {
  hasMoved = true;
}

/** A list that is opened has not been moved yet. */
export function startUnmoved(): void {
  hasMoved = false;
  eye = null;
}

/** Scrolls the list, as the user says. */
export function scrollList(action: ScrollAction): void {
  if (action.kind !== "reshape" && action.kind !== "measured") {
    eye = null;
    hasMoved = true;
  }
  moveList(action);
}

/** Scrolls the list for other reasons. */
export function moveList(action: ScrollAction): void {
  const before = app.scroll.value;
  const next = scrollReducer(before, action);
  const place = app.place.value;
  // A pane that opens below takes room from the list, not the row that it is about.
  const isCovered = next.viewPx < before.viewPx && place !== null && isInView(before, place.idx);
  writable.scroll.value = isCovered
    ? scrollReducer(next, { kind: "reveal", row: place.idx })
    : next;
}

/** Gives rows another height, or each its own; the row that is stood on, or else the first in view, stays where it is. */
export function resizeRows(rowPx: number, isUneven: boolean): void {
  const before = app.scroll.value;
  if (before.rowPx === rowPx && (before.uneven !== null) === isUneven) return;
  const place = app.place.value;
  const row = place !== null && isInView(before, place.idx) ? place.idx : rowWindow(before).first;
  const offsetPx = offsetOf(before, row);
  const next = scrollReducer(before, { kind: "resize", rowPx, isUneven });
  writable.scroll.value = scrollReducer(next, { kind: "stand", row, offsetPx });
}

/** Whether a row is on screen. */
export function isInView(state: ScrollState, idx: number): boolean {
  const { first, end } = rowWindow(state);
  return idx >= first && idx < end;
}
