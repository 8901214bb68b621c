// Chooses several rows of the list at once.

import { rowWindow } from "../base/scroll_model";
import { app, writable } from "./app_state";
import { placeOf, standOn } from "./list_actions";

/** Chooses the rows from where the choice began, or from the row that is stood on, to another one. */
export function chooseTo(idx: number): Promise<void> {
  const { chosen, place } = app;
  const first = rowWindow(app.scroll.value).first;
  const anchor =
    chosen.value?.kind === "from" ? chosen.value.anchor : (place.value ?? placeOf(first));
  writable.chosen.value = { kind: "from", anchor };
  return standOn(idx);
}

/** Chooses the rows from one to another one. */
export function chooseSpan(from: number, to: number): Promise<void> {
  const chosen = app.chosen.value;
  const isSame = chosen?.kind === "from" && chosen.anchor.idx === from;
  const anchor = isSame ? chosen.anchor : placeOf(from);
  writable.chosen.value = { kind: "from", anchor };
  return standOn(to);
}

/** Chooses so many rows more or less. */
export function chooseMore(rows: number): Promise<void> {
  const idx = app.place.value?.idx ?? rowWindow(app.scroll.value).first;
  return chooseTo(idx + rows);
}

/** Chooses all rows of the list, those to come too. */
export function chooseAll(): void {
  writable.chosen.value = { kind: "all" };
}
