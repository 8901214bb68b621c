import assert from "node:assert/strict";
import { test } from "node:test";
import type { ViewSpec } from "../engine";
import { Bench, parsed } from "../testing/viewing_bench";

const ALL: ViewSpec = { query: "", range: null, grid: null };
const ID = "0123456789abcdef";
const use = (known: "notAsked" | "found") =>
  ({ id: ID, start: 6, end: 22, standing: "included", known }) as const;

test("a query that names a group is asked once it is known what is in it", async () => {
  const bench = new Bench();
  bench.answer(9);
  const view = { ...ALL, query: `group:${ID}` };
  bench.viewing.set(view);
  await bench.reply(parsed({ groups: [use("notAsked")] }));
  assert.deepEqual(
    [bench.selected, bench.groups.nWanted],
    [[], 1],
    "nothing wrong is asked meanwhile",
  );
  assert.equal(bench.shown.total, 9);

  bench.groups.fold = 7;
  bench.viewing.onGroups();
  await bench.reply(parsed({ groups: [use("found")], settled: "group:members" }));
  assert.deepEqual(
    bench.selected.map(({ query }) => query),
    ["group:members"],
  );
  bench.answer(4);
  assert.deepEqual([bench.shown.total, bench.shown.isComplete], [4, false], "more may be in it");
  assert.deepEqual(bench.shown.groups, [use("found")]);

  bench.groups.isComplete = true;
  bench.viewing.onGroups();
  await bench.reply(parsed({ groups: [use("found")], settled: "group:members" }));
  assert.equal(bench.selected.length, 1, "the same entries are in it");
  bench.answer(4);
  assert.equal(bench.shown.isComplete, true);
});

test("other entries in a group are asked for anew, and what is beside it is told", async () => {
  const bench = new Bench();
  bench.groups.fold = 7;
  bench.viewing.set({ ...ALL, query: `x group:${ID}` });
  const read = (settled: string) =>
    bench.reply(parsed({ groups: [use("found")], settled, withoutGroups: "x" }));
  await read("x group:few");
  bench.viewing.onGroups();
  await read("x group:more");
  assert.deepEqual(
    bench.selected.map(({ query }) => query),
    ["x group:few", "x group:more"],
  );
  assert.deepEqual(
    bench.beside.map(({ query }) => query),
    ["x", "x"],
  );
});
