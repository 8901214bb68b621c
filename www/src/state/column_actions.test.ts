// The columns of the list and the zone of its times: what a choice changes, and that undo takes it back.

import assert from "node:assert/strict";
import { env } from "node:process";
import { beforeEach, test } from "node:test";
import { app, FIRST_CHOICE, writable } from "./app_state";
import {
  addOwnColumn,
  moveColumn,
  removeColumn,
  sizeColumn,
  toggleFieldColumn,
  toggleLines,
} from "./column_actions";
import { choice, growTag, rowLook } from "./derived";
import { startHistory } from "./history";
import { columnId, type ListColumn } from "./list_columns";
import { changeSave, columnsToSave } from "./save_actions";
import { NOT_SAVING } from "./save_state";
import { undoView } from "./view_actions";
import { listZoneName, shownZone, typedZone, typedZoneName, zoneOf } from "./zone";
import { cycleZone, showZone } from "./zone_actions";

env["TZ"] = "Europe/Berlin";

const field = (name: string): ListColumn => ({ kind: "field", name, px: null });
const ids = (): string => choice.value.columns.map(columnId).join("|");

beforeEach(() => {
  writable.history.value = startHistory(FIRST_CHOICE);
  writable.save.value = NOT_SAVING;
  writable.writtenOffsetSecs.value = null;
});

test("rows are asked for the fields that are columns, and for no others", () => {
  const before = growTag.value;
  toggleFieldColumn("user");
  toggleFieldColumn("code");
  assert.equal(ids(), "time|delta|level|source|field user|field code");
  assert.deepEqual(rowLook.value, { fields: ["code", "user"], lines: 1, hasOffsets: false });
  const withBoth = growTag.value;
  assert.notEqual(withBoth, before);
  // Where a column stands and how wide it is, rows need not know.
  moveColumn(field("code"), -3);
  sizeColumn(field("code"), 300);
  assert.equal(growTag.value, withBoth);
  toggleFieldColumn("code");
  assert.deepEqual(rowLook.value.fields, ["user"]);
  assert.equal(app.announcement.value, "code is no column now.");
});

test("every change of columns is taken back, a drag as one", () => {
  toggleFieldColumn("user");
  for (let px = 100; px < 200; px += 10) sizeColumn(field("user"), px);
  assert.equal(choice.value.columns.at(-1)?.px, 190);
  undoView();
  assert.equal(choice.value.columns.at(-1)?.px, null);
  removeColumn({ kind: "delta", px: null });
  toggleLines();
  assert.deepEqual([ids(), rowLook.value.lines], ["time|level|source|field user", 3]);
  undoView();
  undoView();
  assert.equal(rowLook.value.lines, 1);
  addOwnColumn("delta");
  assert.equal(ids(), "time|delta|level|source|field user");
});

test("rows show one line, three, or all, and one again", () => {
  const seen = [1, 2, 3].map(() => {
    toggleLines();
    return [choice.value.lines, rowLook.value.lines, app.announcement.value];
  });
  assert.deepEqual(seen, [
    [3, 3, "Up to three lines an entry."],
    ["all", 60, "All lines of an entry, up to 60."],
    [1, 1, "One line an entry."],
  ]);
});

test("a CSV has the columns of the list until others are typed", () => {
  assert.equal(columnsToSave.value, "time,level,source,line,message");
  toggleFieldColumn("user");
  assert.equal(columnsToSave.value, "time,level,source,user,line,message");
  changeSave({ columns: "text" });
  toggleFieldColumn("code");
  assert.equal(columnsToSave.value, "text");
});

test("no more fields become columns than rows can have", () => {
  for (let n = 0; n < 70; n += 1) toggleFieldColumn(`f${n}`);
  assert.equal(rowLook.value.fields.length, 64);
  assert.match(app.announcement.value, /at most 64 columns/);
});

test("one switch goes through the zones and says which", () => {
  const said: string[] = [];
  for (const _ of "123") {
    cycleZone();
    said.push(`${choice.value.zone}: ${app.announcement.value}`);
  }
  assert.deepEqual(said, [
    "local: Times are shown as local time (Europe/Berlin).",
    "source: Times are shown as their sources wrote them.",
    "utc: Times are shown as UTC.",
  ]);
});

test("typed times are of the zone of the chart, entries may have their own", () => {
  showZone("local");
  assert.deepEqual(
    [typedZone.value.place, typedZoneName.value],
    ["Europe/Berlin", "Europe/Berlin"],
  );
  assert.equal(zoneOf({ offsetSecs: -18_000 }), shownZone.value);
  showZone("source");
  assert.deepEqual(typedZone.value, { place: null, offsetSecs: 0 });
  writable.writtenOffsetSecs.value = 7_200;
  assert.deepEqual(typedZone.value, { place: null, offsetSecs: 7_200 });
  assert.deepEqual([typedZoneName.value, listZoneName.value], ["UTC+02:00", "as written"]);
  assert.deepEqual(zoneOf({ offsetSecs: -18_000 }), { kind: "fixed", offsetSecs: -18_000 });
  assert.equal(rowLook.value.hasOffsets, true);
});
