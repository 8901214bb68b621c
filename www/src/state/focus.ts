// The way from the query box to the list and back, by keys.

import { effect } from "@preact/signals";
import { app } from "./app_state";
import { choice, isAnswered, queryError, selection } from "./derived";
import { moveRows } from "./list_actions";
import { isSettled } from "./list_scroll";

/** The list was entered from the query box: Escape goes back there. */
let isFromBox = false;

/** Puts the focus into the query box. */
export function focusQuery(): void {
  isFromBox = false;
  const box = document.querySelector<HTMLInputElement>("[role=searchbox]");
  box?.focus();
  box?.select();
}

/** Goes from the query box to the list, onto the row stood on or the first in view; says whether there is one. */
export function enterList(): boolean {
  const grid = document.querySelector<HTMLElement>("[role=grid]");
  if (grid === null || selection.value.total === 0) return false;
  grid.focus();
  isFromBox = true;
  // An entry that is being read stays in the pane, also where the list does not have it.
  if (app.place.value === null && app.detail.value.kind === "closed") void moveRows(0);
  return true;
}

/** The same once the query as it stands is answered; nowhere if it cannot be read, or the focus has moved meanwhile. */
export function enterListOnceAnswered(): void {
  const { query } = choice.value;
  const { activeElement } = document;
  let isOver = false;
  const stop = effect(() => {
    const isGivenUp = choice.value.query !== query || queryError.value !== null;
    if (isOver || !(isGivenUp || (isAnswered.value && isSettled()))) return;
    isOver = true;
    // The effect may run before there is a way to stop it.
    queueMicrotask(() => {
      stop();
      if (!isGivenUp && document.activeElement === activeElement) enterList();
    });
  });
}

/** Goes back to the box if the list was entered from there; says whether it does. */
export function leaveList(): boolean {
  const isBack = isFromBox && document.activeElement?.matches("[role=grid]") === true;
  isFromBox = false;
  if (isBack) document.querySelector<HTMLInputElement>("[role=searchbox]")?.focus();
  return isBack;
}
