// Going to a time in the list, whatever it shows.

import { rowWindow } from "../base/scroll_model";
import { app, writable } from "./app_state";
import { selection } from "./derived";
import { say } from "./detail_actions";
import { engine } from "./engine_link";
import { selectRow } from "./list_actions";
import { scrollList } from "./list_scroll";
import { rowAt } from "./list_sync";
import { shownList } from "./shown_list";

/** Opens the box, or closes it. */
export function showGoTo(isOpen: boolean): void {
  writable.isGoToOpen.value = isOpen;
}

/** Stands on the first row at or after the time that a text names; says whether it names one. */
export async function goToTime(text: string): Promise<boolean> {
  // A length of time is counted from the row stood on, or else from an end of the data.
  const isRelative = /^\s*[+-]/.test(text);
  const moment = await engine().texts.moment(
    text,
    placeNanos() ?? (isRelative ? null : viewNanos()),
  );
  if (moment === null) return false;
  const { total } = selection.value;
  const key = { nanos: moment.nanos, source: 0, offset: 0 };
  const idx = await shownList(engine())
    .indexOf(key)
    .catch(() => null);
  if (idx === null || total === 0) return true;
  scrollList({ kind: "center", row: Math.min(idx, total - 1) });
  await selectRow(Math.min(idx, total - 1));
  const end = idx >= total ? "There is nothing later in this list." : null;
  const said = [moment.remark, end].filter((sentence) => sentence !== null);
  if (said.length > 0) say(said.join(" "));
  return true;
}

function placeNanos(): bigint | null {
  return app.place.value?.key?.nanos ?? null;
}

function viewNanos(): bigint | null {
  const { first } = rowWindow(app.scroll.value);
  return rowAt(app.rowsAtHand.value, first)?.key.nanos ?? null;
}
