import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_LEDGER } from "./app_state";
import { type ArchiveMember, NO_OVERRULE, type SourceState } from "./engine_types";
import { errorsOf, type RowsChoice, sourceRows } from "./source_rows";

function source(id: number, name: string, changes: Partial<SourceState> = {}): SourceState {
  const told = { notice: null, canReread: false, isTooMuch: false, isBinary: false };
  const read = { phase: "ready", epoch: 0, progress: 1, newBytes: null } as const;
  const about = { overrule: NO_OVERRULE, format: null, firstNanos: null, lastNanos: null };
  return {
    id,
    name,
    path: `logs/${name}`,
    sizeBytes: id,
    archive: null,
    within: null,
    ledger: EMPTY_LEDGER,
    ...told,
    ...read,
    ...about,
    ...changes,
  };
}

function entries(count: number, errors: number): Pick<SourceState, "ledger"> {
  const levels = [0, 0, 0, 0, count - errors, 0, errors, 0];
  return { ledger: { ...EMPTY_LEDGER, entries: count, levels } };
}

function member(path: string, changes: Partial<ArchiveMember> = {}): ArchiveMember {
  const about = { sizeBytes: 1, isOn: true, source: null, skipped: null };
  return { path, ...about, isFolder: false, isBinary: false, ...changes };
}

const ARCHIVE = source(4, "all.zip", {
  archive: {
    members: [
      member("in", { isFolder: true }),
      member("in/b.log", { source: 5 }),
      member("in/tool", { isOn: false, skipped: "not a text log", isBinary: true }),
    ],
    bytes: null,
    hasAllMembers: true,
  },
});
const SOURCES = [
  source(1, "app-10.log", entries(10, 2)),
  source(2, "app-2.log", entries(30, 0)),
  source(3, "web.log", { ...entries(20, 9), format: { id: "a", title: "Access log", why: "" } }),
  ARCHIVE,
  source(5, "b.log", { within: 4, ...entries(5, 5) }),
];
const ALL: RowsChoice = { filter: "", order: "opened", isOpen: () => true };

function names(choice: Partial<RowsChoice>): readonly string[] {
  const byId = new Map(SOURCES.map((one) => [one.id, one]));
  return sourceRows(SOURCES, byId, { ...ALL, ...choice }).map(({ name }) => name);
}

test("members stand below their archive while it is open, folders nowhere", () => {
  assert.deepEqual(names({}), [
    "app-10.log",
    "app-2.log",
    "web.log",
    "all.zip",
    "in/b.log",
    "in/tool",
  ]);
  assert.deepEqual(names({ isOpen: () => false }).slice(3), ["all.zip"]);
});

test("a filter looks at names, paths and formats, and opens the archives of what it finds", () => {
  assert.deepEqual(names({ filter: "APP-2", isOpen: () => false }), ["app-2.log"]);
  assert.deepEqual(names({ filter: "access" }), ["web.log"]);
  assert.deepEqual(names({ filter: "tool", isOpen: () => false }), ["all.zip", "in/tool"]);
  // Of an archive that fits itself all members are shown.
  assert.equal(names({ filter: "logs/" }).length, 6);
  assert.deepEqual(names({ filter: "nowhere" }), []);
});

test("names are sorted by their numbers, figures with the most first", () => {
  const closed = { isOpen: () => false };
  assert.deepEqual(names({ order: "name", ...closed }), [
    "all.zip",
    "app-2.log",
    "app-10.log",
    "web.log",
  ]);
  assert.deepEqual(names({ order: "entries", ...closed }).slice(0, 2), ["app-2.log", "web.log"]);
  assert.deepEqual(names({ order: "errors", ...closed }).slice(0, 2), ["web.log", "app-10.log"]);
  assert.equal(names({ order: "size", ...closed })[0], "all.zip");
});

test("errors and what is worse are counted", () => {
  assert.equal(errorsOf(source(1, "x", entries(9, 4))), 4);
});
