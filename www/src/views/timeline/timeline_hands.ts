// What pointer, wheel and keys mean on the chart.

import type { TargetedKeyboardEvent } from "preact";
import {
  type Drag,
  moveDrag,
  type Slots,
  slotAt,
  slotsOfSpan,
  spanOfSlots,
  startDrag,
} from "../../charts/brush";
import { allLevels, highestSlot, nextSlot, positionAt, xOf } from "../../charts/timeline_model";
import { app } from "../../state/app_state";
import { choice, selection } from "../../state/derived";
import { type Grid, N_LEVELS } from "../../state/engine_types";
import { ERROR, FATAL } from "../../state/level";
import { panBy, setRange, shownSpan, zoomAt, zoomToRange } from "../../state/view_actions";
import { hover, keyCursor, pending } from "./timeline_state";

/** One notch of a wheel (about 100 px) zooms by a fifth. */
const ZOOM_PER_PX = 0.002;
/** Where the pointer was last, while it is over the chart. */
let pointer: PointerEvent | null = null;
/** Where a keyboard selection began. */
let keyAnchor: number | null = null;

interface Place {
  readonly grid: Grid;
  /** In buckets and parts of buckets from the start of the grid. */
  readonly position: number;
  readonly slotPx: number;
  /** From 0 at the left end of the axis to 1 at its right. */
  readonly share: number;
  readonly x: number;
}

/** Begins to listen on the chart's area; returns the way to stop. */
export function listenToChart(area: HTMLElement): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let drag: Drag | null = null;
  area.addEventListener(
    "pointerdown",
    (event) => {
      const place = placeOf(area, event);
      if (place === null || event.button !== 0 || place.share > 1) return;
      area.setPointerCapture(event.pointerId);
      const { range } = choice.value;
      drag = startDrag(
        place.position,
        place.slotPx,
        place.grid.bucketCount,
        range === null ? null : slotsOfSpan(range, place.grid),
        place.x,
      );
      hover.value = null;
    },
    { signal },
  );
  area.addEventListener(
    "pointermove",
    (event) => {
      pointer = event;
      const place = placeOf(area, event);
      if (place === null) return;
      if (drag === null) {
        pointAt(area, place, event);
        return;
      }
      drag = moveDrag(drag, place.position, place.grid.bucketCount, place.x);
      if (drag.kind === "edge" || drag.hasMoved) pending.value = drag.slots;
    },
    { signal },
  );
  area.addEventListener(
    "pointerup",
    (event) => {
      const place = placeOf(area, event);
      if (drag !== null && place !== null) finishDrag(drag, place);
      drag = null;
      pending.value = null;
    },
    { signal },
  );
  area.addEventListener(
    "pointercancel",
    () => {
      drag = null;
      pending.value = null;
    },
    { signal },
  );
  area.addEventListener(
    "pointerleave",
    () => {
      pointer = null;
      hover.value = null;
    },
    { signal },
  );
  area.addEventListener("dblclick", zoomToRange, { signal });
  area.addEventListener("wheel", (event) => onWheel(area, event), { signal, passive: false });
  return () => controller.abort();
}

/** Finds out anew what is under a pointer that stands still while the chart moves. */
export function pointAgain(area: HTMLElement): void {
  if (pointer === null || hover.value === null) return;
  const place = placeOf(area, pointer);
  if (place !== null) pointAt(area, place, pointer);
}

/** Keys while the chart has the focus; what is not for it goes on to the page. */
export function onChartKey(event: TargetedKeyboardEvent<HTMLElement>): void {
  const grid = app.grid.value;
  if (
    grid === null ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.target !== event.currentTarget
  )
    return;
  const at = keyCursor.value;
  const last = grid.bucketCount - 1;
  const moves: Record<string, number> = {
    ArrowRight: at === null ? 0 : at + 1,
    ArrowLeft: at === null ? last : at - 1,
    Home: 0,
    End: last,
  };
  const target = moves[event.key] ?? telling(event.key, at);
  // Where there is no such bar the cursor stays.
  if (target === null) event.preventDefault();
  if (target === null) return;
  if (target !== undefined) moveCursor(Math.max(0, Math.min(last, target)), event.shiftKey);
  else if (event.key === "Enter" && (pending.value !== null || at !== null))
    applyKeys(pending.value ?? { first: at ?? 0, end: (at ?? 0) + 1 }, grid);
  else if (event.key === "+" || event.key === "=") zoomAt(cursorShare(grid, at), 0.5);
  else if (event.key === "-") zoomAt(cursorShare(grid, at), 2);
  else if (event.key === "Escape" && pending.value !== null) dropKeys();
  else return;
  event.preventDefault();
}

/** The bar that a letter goes to: the next with errors, the one before, the highest; null if there is none. */
function telling(key: string, at: number | null): number | null | undefined {
  const { view, timeline } = selection.value;
  if (!["e", "E", "p"].includes(key) || view.grid === null || timeline.length === 0)
    return undefined;
  const counts = { grid: view.grid, values: timeline, stride: N_LEVELS };
  if (key === "p")
    return highestSlot(counts, [FATAL, ERROR]) ?? highestSlot(counts, allLevels(N_LEVELS));
  return key === "e"
    ? nextSlot(counts, [FATAL, ERROR], at ?? -1, 1)
    : nextSlot(counts, [FATAL, ERROR], at ?? view.grid.bucketCount, -1);
}

function moveCursor(slot: number, isSelecting: boolean): void {
  if (isSelecting) {
    keyAnchor ??= keyCursor.value ?? slot;
    pending.value = { first: Math.min(keyAnchor, slot), end: Math.max(keyAnchor, slot) + 1 };
  } else dropKeys();
  keyCursor.value = slot;
}

function applyKeys(slots: Slots, grid: Grid): void {
  setRange(spanOfSlots(slots, grid));
  dropKeys();
}

function dropKeys(): void {
  keyAnchor = null;
  pending.value = null;
}

function cursorShare(grid: Grid, slot: number | null): number {
  return slot === null ? 0.5 : (slot + 0.5) / grid.bucketCount;
}

function finishDrag(drag: Drag, place: Place): void {
  if (drag.kind === "edge" || drag.hasMoved) {
    setRange(spanOfSlots(drag.slots, place.grid));
    return;
  }
  // A click outside the selection selects the bucket; inside it is the first half of a double-click.
  const { range } = choice.value;
  const selected = range === null ? null : slotsOfSpan(range, place.grid);
  if (selected === null || place.position < selected.first || place.position >= selected.end)
    setRange(spanOfSlots(drag.slots, place.grid));
}

function pointAt(area: HTMLElement, place: Place, event: PointerEvent): void {
  if (event.pointerType === "touch") return;
  const hasUndated = selection.value.undated.some((count) => count > 0);
  const isUndated = place.share > 1;
  hover.value =
    isUndated && !hasUndated
      ? null
      : {
          slot: slotAt(place.position, place.grid.bucketCount),
          isUndated,
          x: event.clientX,
          y: event.clientY,
        };
  const { range } = choice.value;
  const selected = range === null ? null : slotsOfSpan(range, place.grid);
  const isNear =
    selected !== null &&
    [selected.first, selected.end].some(
      (edge) => Math.abs(place.position - edge) * place.slotPx <= 6,
    );
  area.classList.toggle("ls-timeline__area--edge", isNear);
}

function onWheel(area: HTMLElement, event: WheelEvent): void {
  const place = placeOf(area, event);
  if (place === null) return;
  event.preventDefault();
  const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
  const unitPx = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 33;
  if (isSideways)
    panBy(
      ((Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY) * unitPx) /
        area.clientWidth,
    );
  else zoomAt(Math.max(0, Math.min(1, place.share)), Math.exp(event.deltaY * unitPx * ZOOM_PER_PX));
}

function placeOf(area: HTMLElement, event: MouseEvent): Place | null {
  const grid = app.grid.value;
  const span =
    choice.value.zoom ??
    (grid === null ? null : spanOfSlots({ first: 0, end: grid.bucketCount }, grid));
  if (grid === null || span === null || shownSpan() === null) return null;
  const svg = area.querySelector("svg");
  const clip = svg?.querySelector("clipPath rect");
  const axisPx = Number(clip?.getAttribute("width") ?? area.clientWidth);
  const x = event.clientX - area.getBoundingClientRect().left;
  const slotPx = xOf(grid.start + grid.width, span, axisPx) - xOf(grid.start, span, axisPx);
  return {
    grid,
    slotPx,
    x,
    share: x / axisPx,
    position:
      grid.edges === undefined
        ? (x - xOf(grid.start, span, axisPx)) / slotPx
        : positionAt(grid, span, x, axisPx),
  };
}
