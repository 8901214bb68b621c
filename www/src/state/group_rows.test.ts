import assert from "node:assert/strict";
import { test } from "node:test";
import type { Group } from "./engine_types";
import {
  chosenGroup,
  hiddenGroups,
  rowsOf,
  shownRows,
  templatePieces,
  usualLevel,
} from "./group_rows";

const group = (id: string, more: Partial<Group> = {}): Group => ({
  id,
  kind: "template",
  template: `gate <*> ${id}`,
  slots: [["number"]],
  count: 1,
  levels: [0, 0, 0, 1, 0, 0, 0, 0],
  nBefore: 0,
  state: "steady",
  since: null,
  first: null,
  last: null,
  firstSource: 0,
  firstOffset: 0,
  nSources: 1,
  isSourcesEstimate: false,
  isCoarse: false,
  kin: null,
  cellStart: "0",
  cellWidth: "1",
  nCells: 2,
  ...more,
});

const ROWS = rowsOf([
  group("a", { state: "new", count: 3, first: "9", last: "9", nCells: 4 }),
  group("b", { state: "firstSeen", count: 40, first: "10", last: "30" }),
  group("c", { count: 40, levels: [0, 0, 0, 1, 0, 0, 2, 0] }),
]);
const listed = (filter: string, order: "state" | "count" | "level" | "first" | "last") =>
  shownRows(ROWS, { filter, order })
    .map((row) => row.group.id)
    .join("");

test("cells stand one after the other in the answer", () => {
  assert.deepEqual(
    ROWS.map(({ firstCell }) => firstCell),
    [0, 4, 6],
  );
});

test("the order that is chosen decides, and where it does not, that of the answer", () => {
  assert.equal(listed("", "state"), "abc");
  assert.equal(listed("", "count"), "bca");
  assert.equal(listed("", "level"), "cab", "what most entries have counts");
  assert.equal(listed("", "first"), "abc", "those without a time come last");
  assert.equal(listed("", "last"), "bac");
});

test("the filter asks for all of its words, in the text or the state", () => {
  assert.equal(listed("GATE first seen", "state"), "b");
  assert.equal(listed("gate b", "state"), "b");
  assert.equal(listed("nothing", "state"), "");
});

test("slots are named by what they hold", () => {
  const pieces = templatePieces(
    group("x", { template: "gate <*> of <*>", slots: [["number"], ["path", "identifier"]] }),
  );
  assert.deepEqual(
    pieces.map(({ text, isSlot }) => (isSlot ? `[${text}]` : text)).join(""),
    "gate [n] of […]",
  );
  const stack = templatePieces(group("x", { kind: "stack", template: "List<*> at f" }));
  assert.deepEqual(stack, [{ text: "List<*> at f", isSlot: false }]);
});

test("the usual level is that of half of the entries, and of two halves the worse", () => {
  const levelOf = (...levels: number[]) => usualLevel(group("x", { levels }));
  assert.equal(levelOf(5, 0, 0, 9, 0, 1, 0, 0), 3);
  assert.equal(levelOf(0, 0, 0, 2, 0, 0, 2, 0), 6);
  assert.equal(levelOf(0, 0, 0, 0, 0, 0, 0, 0), 0);
});

test("a query chooses a group if it names one, and hides those that it excludes", () => {
  const use = (id: string, standing: "included" | "excluded" | "absent") =>
    ({ id, start: 0, end: 1, standing, known: "found" }) as const;
  assert.equal(chosenGroup([use("a", "included"), use("b", "excluded")]), "a");
  assert.equal(chosenGroup([use("a", "included"), use("b", "included")]), null);
  assert.equal(chosenGroup([use("a", "absent")]), null);
  assert.deepEqual([...hiddenGroups([use("a", "included"), use("b", "excluded")])], ["b"]);
});
