// Choosing rows by the mouse: dragging over several, also past the edges, while the list scrolls under the pointer.

import { effect } from "@preact/signals";
import type { TargetedPointerEvent } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { rowAtPx } from "../../base/scroll_model";
import { app } from "../../state/app_state";
import { selection } from "../../state/derived";
import { chooseSpan } from "../../state/list_choice";
import { scrollList } from "../../state/list_scroll";

/** At an edge and past it the list moves so often, the faster the further the pointer is. */
const SCROLL_MILLIS = 50;
/** So near to an edge the list moves already: where it ends with the window, there is nothing past it. */
const EDGE_PX = 16;

/** A drag that may become a choice. */
interface Drag {
  readonly grid: HTMLElement;
  readonly from: number;
  /** Where the rows begin on screen. */
  readonly topPx: number;
  y: number;
  /** It has left its first row: rows are chosen, not text. */
  hasLeft: boolean;
}

let drag: Drag | null = null;
/** The click that ends a drag chooses nothing. */
let isClickSpent = false;

/** Whether the click that comes now only ends a drag. */
export function endsDrag(): boolean {
  const isSpent = isClickSpent;
  isClickSpent = false;
  return isSpent;
}

/** Begins what may become a choice of rows. */
export function onRowsPointerDown(event: TargetedPointerEvent<HTMLElement>): void {
  isClickSpent = false;
  const row = event.target instanceof Element ? event.target.closest("[aria-rowindex]") : null;
  if (event.button !== 0 || event.pointerType === "touch" || row === null) return;
  const grid = event.currentTarget;
  const topPx = grid.querySelector(".ls-list__layer")?.getBoundingClientRect().top ?? 0;
  const from = Number(row.getAttribute("aria-rowindex")) - 1;
  drag = { grid, from, topPx, y: event.clientY, hasLeft: false };
}

/** A drag that is under way follows pointer and list. */
export function useRowChoice(): void {
  useLayoutEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    document.addEventListener("pointermove", onMove, { signal });
    document.addEventListener("pointerup", onEnd, { signal });
    document.addEventListener("pointercancel", onEnd, { signal });
    window.addEventListener("blur", onEnd, { signal });
    const stop = effect(() => {
      void app.scroll.value;
      if (drag?.hasLeft === true) chooseUnderPointer(drag);
    });
    const timer = setInterval(scrollPastEdge, SCROLL_MILLIS);
    return () => {
      controller.abort();
      stop();
      clearInterval(timer);
      onEnd();
    };
  }, []);
}

function onMove(event: PointerEvent): void {
  if (drag === null) return;
  if (event.buttons % 2 === 0) {
    onEnd();
    return;
  }
  drag.y = event.clientY;
  chooseUnderPointer(drag);
}

function onEnd(): void {
  if (drag === null) return;
  drag.grid.classList.remove("ls-entries__grid--choosing");
  isClickSpent = drag.hasLeft;
  drag = null;
}

function chooseUnderPointer(now: Drag): void {
  const scroll = app.scroll.peek();
  const y = Math.max(0, Math.min(scroll.viewPx - 1, now.y - now.topPx));
  const last = selection.peek().total - 1;
  const idx = Math.min(last, rowAtPx(scroll, y));
  if (!now.hasLeft && idx === now.from) return;
  if (!now.hasLeft) {
    now.hasLeft = true;
    now.grid.classList.add("ls-entries__grid--choosing");
    getSelection()?.removeAllRanges();
  }
  if (app.place.peek()?.idx !== idx || app.chosen.peek()?.kind !== "from") {
    void chooseSpan(now.from, idx);
  }
}

function scrollPastEdge(): void {
  if (drag?.hasLeft !== true) return;
  const { viewPx } = app.scroll.peek();
  const above = drag.topPx + EDGE_PX - drag.y;
  const below = drag.y - drag.topPx - viewPx + EDGE_PX;
  const px = above > 0 ? -2 * above : below > 0 ? 2 * below : 0;
  if (px !== 0) scrollList({ kind: "moveBy", px });
}
