// The way from the query box to the list and back, by keys.

import { app } from "./app_state";
import { choice, queryError, selection } from "./derived";
import { awaitList, moveRows } from "./list_actions";
import { isSettled } from "./list_scroll";
import { whenAnswered } from "./when_answered";

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

/**
 * Goes to the list at once, so that keys pressed from now on are not typed into the query; onto a row once the query as
 * it stands is answered. The focus comes back if nothing is listed then, and stays if the query cannot be read.
 */
export function enterListOnceAnswered(): void {
  const grid = document.querySelector<HTMLElement>("[role=grid]");
  if (grid === null || queryError.value !== null) return;
  const box = document.activeElement;
  grid.focus();
  isFromBox = true;
  const enter = (isListed: boolean): void => {
    if (document.activeElement !== grid) return;
    if (isListed && enterList()) return;
    isFromBox = false;
    if (box instanceof HTMLElement) box.focus();
  };
  awaitList(whenAnswered(choice.value.query, isSettled).then(enter));
}

/** Goes back to the box if the list was entered from there; says whether it does. */
export function leaveList(): boolean {
  const isBack = isFromBox && document.activeElement?.matches("[role=grid]") === true;
  isFromBox = false;
  if (isBack) document.querySelector<HTMLInputElement>("[role=searchbox]")?.focus();
  return isBack;
}
