// Selecting on the timeline, in whole buckets. Kept as bucket indexes, so that a resize during the drag does
// not change what is selected.

import { type Buckets, edgeAt, placeOn, type Span } from "../base/grid";

/** Half open, in buckets. */
export interface Slots {
  readonly first: number;
  readonly end: number;
}

/** What the pointer does. */
export type Drag =
  | {
      readonly kind: "select";
      readonly anchor: number;
      readonly slots: Slots;
      readonly startX: number;
      readonly hasMoved: boolean;
    }
  | { readonly kind: "edge"; readonly fixed: number; readonly slots: Slots };

/** How near an edge has to be to be taken, in CSS pixels. */
export const EDGE_PX = 6;

/** A movement of less is a click. */
const CLICK_PX = 3;

/** Starts a selection at bucket `slot`, or takes the edge of `selected` (in bucket units) that is near. */
export function startDrag(
  position: number,
  slotPx: number,
  bucketCount: number,
  selected: { readonly first: number; readonly end: number } | null,
  startX: number,
): Drag {
  if (selected !== null) {
    if (Math.abs(position - selected.first) * slotPx <= EDGE_PX)
      return { kind: "edge", fixed: Math.round(selected.end), slots: roundSlots(selected) };
    if (Math.abs(position - selected.end) * slotPx <= EDGE_PX)
      return { kind: "edge", fixed: Math.round(selected.first), slots: roundSlots(selected) };
  }
  const anchor = slotAt(position, bucketCount);
  return {
    kind: "select",
    anchor,
    slots: { first: anchor, end: anchor + 1 },
    startX,
    hasMoved: false,
  };
}

/** The drag with the pointer at `position`, in buckets. */
export function moveDrag(drag: Drag, position: number, bucketCount: number, x: number): Drag {
  if (drag.kind === "edge") {
    const moving = Math.max(0, Math.min(bucketCount, Math.round(position)));
    const first = Math.min(drag.fixed, moving);
    return { ...drag, slots: { first, end: Math.max(first + 1, drag.fixed, moving) } };
  }
  const slot = slotAt(position, bucketCount);
  const hasMoved = drag.hasMoved || Math.abs(x - drag.startX) >= CLICK_PX;
  return {
    ...drag,
    hasMoved,
    slots: { first: Math.min(drag.anchor, slot), end: Math.max(drag.anchor, slot) + 1 },
  };
}

/** The bucket under `position`; the nearest for positions outside. */
export function slotAt(position: number, bucketCount: number): number {
  return Math.max(0, Math.min(bucketCount - 1, Math.floor(position)));
}

/** The time that slots stand for. */
export function spanOfSlots(slots: Slots, grid: Buckets): Span {
  return { from: edgeAt(grid, slots.first), end: edgeAt(grid, slots.end) };
}

/** Where a span lies on the grid, in buckets and parts of buckets. */
export function slotsOfSpan(
  span: Span,
  grid: Buckets,
): { readonly first: number; readonly end: number } {
  return { first: placeOn(grid, span.from), end: placeOn(grid, span.end) };
}

function roundSlots(slots: { readonly first: number; readonly end: number }): Slots {
  const first = Math.round(slots.first);
  return { first, end: Math.max(first + 1, Math.round(slots.end)) };
}
