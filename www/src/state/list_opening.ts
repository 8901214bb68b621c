// Where the list opens: on the first error, if there is one, with some rows before it.

import { rowWindow } from "../base/scroll_model";
import { app } from "./app_state";
import { choice } from "./derived";
import { ERROR } from "./level";
import { hasUserMoved, markMoved, moveList, setEye } from "./list_scroll";
import { quietly } from "./quietly";
import type { ShownList } from "./shown_list";

/** Rows above the first error that show what came before. */
const ROWS_BEFORE = 3;

/** Moves a list that nobody has moved yet to its first error; one that is on screen anyway is no reason to move. */
export async function openOnError(list: ShownList, isCurrent: () => boolean): Promise<void> {
  const { query, range } = choice.value;
  const { phase } = app.snapshot.value;
  const isFirst = app.scroll.value.listTopPx === 0;
  // While files are read it moves once, and once more when all is known.
  if (query !== "" || range !== null || app.isNewestFirst.value || app.place.value !== null) return;
  if (!isFirst && phase === "reading") return;
  const mayMove = (): boolean => isCurrent() && !hasUserMoved();
  const key = await quietly(list.seek(null, "next", ERROR));
  if (key === null || !mayMove()) return;
  const idx = await quietly(list.indexOf(key));
  if (idx === null || !mayMove()) return;
  const { scroll } = app;
  const { first, end } = rowWindow(scroll.value);
  if (idx < first || idx >= end - 1) {
    moveList({ kind: "stand", row: idx, offsetPx: ROWS_BEFORE * scroll.value.rowPx });
    setEye(null);
  }
  if (phase === "ready") markMoved();
}
