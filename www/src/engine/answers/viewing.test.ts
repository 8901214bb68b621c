import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Client } from "../client";
import type { Selection, ViewSpec } from "../engine";
import { TestFile } from "../testing/test_file";
import { eventually, logLine, startClient, testWorld, until } from "../testing/test_workers";
import { Bench, parsed } from "../testing/viewing_bench";
import type { DeskReply } from "../wire";
import type { DeskAnswer } from "./desk";

const GRID = { start: 1000n, width: 500n, bucketCount: 2 };
const ALL: ViewSpec = { query: "", range: null, grid: null };

test("what was shown stays until the parts of all workers are in the new answer", async () => {
  const bench = new Bench();
  bench.answer(5);
  const view = { ...ALL, query: "a" };
  bench.viewing.set(view);
  await bench.reply(parsed());
  bench.answer(1, 1);
  assert.deepEqual([bench.shown.view, bench.shown.total], [ALL, 5]);
  bench.answer(2, 2);
  assert.deepEqual([bench.shown.view, bench.shown.total], [view, 2]);
  assert.deepEqual([bench.shown.isComplete, [...bench.shown.timeline]], [true, [2]]);
  assert.deepEqual([bench.shown.levelMask, bench.shown.chosenLevels], [3, 1]);
  // A worker is lost: its part is missing from what is shown, and that is said.
  bench.answer(1, 1);
  assert.deepEqual([bench.shown.view, bench.shown.total, bench.shown.isComplete], [view, 1, false]);
});

test("an equal range is the same range, and selects nothing again", () => {
  const bench = new Bench();
  bench.viewing.set({ ...ALL, range: { from: 1n, end: 5n } });
  bench.viewing.set({ ...ALL, range: { from: 1n, end: 5n }, grid: GRID });
  assert.equal(bench.selected.length, 1);
  bench.viewing.set({ ...ALL, range: { from: 1n, end: 6n } });
  bench.viewing.set(ALL);
  bench.viewing.set({ ...ALL });
  assert.deepEqual(
    bench.selected.map(({ end }) => end),
    ["5", "6", null],
  );
});

test("a query that is read too late is dropped", async () => {
  const bench = new Bench();
  bench.viewing.set({ ...ALL, query: "a" });
  bench.viewing.set({ ...ALL, query: "b" });
  bench.viewing.set({ ...ALL, grid: GRID });
  await bench.reply(parsed());
  await bench.reply(parsed());
  assert.deepEqual(bench.parsed, ["a", "b"]);
  assert.deepEqual(bench.selected, []);
  bench.viewing.set({ ...ALL, query: "c" });
  await bench.reply(parsed());
  assert.deepEqual(bench.selected, [{ query: "c", asText: [], from: null, end: null }]);
});

test("a query with an error changes nothing but the message, and answers come on", async () => {
  const bench = new Bench();
  bench.answer(5);
  const bad = { ...ALL, query: "a:" };
  bench.viewing.set(bad);
  await bench.reply({ kind: "noQuery", message: "no value", start: 0, end: 2, asTerm: '"a:"' });
  const fixes = [{ title: "Search as text", query: '"a:"' }];
  const error = { message: "no value", start: 0, end: 2, fixes };
  assert.deepEqual([bench.shown.view, bench.shown.error, bench.shown.total], [bad, error, 5]);
  bench.answer(6);
  assert.deepEqual([bench.shown.view, bench.shown.error, bench.shown.total], [bad, error, 6]);
  assert.deepEqual([bench.selected, bench.nStopped], [[], 0]);
  bench.viewing.set(ALL);
  bench.answer(7);
  assert.deepEqual([bench.shown.view, bench.shown.error, bench.shown.total], [ALL, null, 7]);
});

test("a field that nothing has is named where the query names it", async () => {
  const bench = new Bench();
  bench.viewing.set({ ...ALL, query: "a usr:1" });
  const fields = [
    { name: "b", start: 0, end: 1, mayBeText: true },
    { name: "usr", start: 2, end: 5, mayBeText: false },
  ];
  await bench.reply(parsed({ fields }));
  bench.answer(0, 2, [{ place: 1, name: "usr", closest: "user" }]);
  const message = "`usr` is not a field here. Did you mean `user`?";
  const fixes = [
    { title: "Use user", query: "a user:1" },
    { title: "Search as text", query: "" },
  ];
  assert.deepEqual(bench.shown.hint, { message, start: 2, end: 5, fixes });
  bench.answer(0, 2, [{ place: 1, name: "usr", closest: null }]);
  assert.equal(bench.shown.hint?.message, "`usr` is not a field here.");
  bench.answer(1);
  assert.equal(bench.shown.hint, null);
});

test("a term with a name that is no field is text until some entry has such a field", async () => {
  const bench = new Bench();
  const view = { ...ALL, query: "C:temp" };
  bench.viewing.set(view);
  const fields = [{ name: "C", start: 0, end: 1, mayBeText: true }];
  const unknown = [{ place: 0, name: "C", closest: null }];
  await bench.reply(parsed({ fields }));
  bench.answer(0, 1, unknown);
  bench.answer(0, 2, unknown);
  bench.answer(0, 2, unknown);
  // Nothing is shown of the answer that took it for a field, and it is read once as text.
  assert.deepEqual([bench.shown.view, bench.parsed], [ALL, ["C:temp", "C:temp"]]);
  await bench.reply(parsed({ fields }));
  assert.deepEqual(
    bench.selected.map(({ asText }) => asText),
    [[], ["C"]],
  );
  bench.answer(3, 2, unknown);
  assert.deepEqual([bench.shown.view, bench.shown.total], [view, 3]);
  assert.equal(bench.shown.hint?.message, "`C` is not a field here: searched as text.");
  // Of what is read later some has the field.
  bench.answer(3, 2, []);
  await bench.reply(parsed({ fields }));
  bench.answer(1, 2, []);
  assert.deepEqual([bench.selected.at(-1)?.asText, bench.shown.total], [[], 1]);
  assert.equal(bench.shown.hint, null);
});

test("if nothing is found, each term is left out in turn, and what there would be is said", async () => {
  const bench = new Bench();
  const term = (text: string, without: string) => ({ text, start: 0, end: 1, without });
  bench.terms = Promise.resolve({ kind: "terms", terms: [term("a", "b"), term("b", "a")] });
  bench.viewing.set({ ...ALL, query: "a b" });
  await bench.reply(parsed());
  bench.answer(0);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(
    bench.askedOf.map(({ query }) => query),
    ["b", "a"],
  );
  const counts = (total: number): DeskAnswer =>
    ({ nWorkers: 2, isComplete: true, answer: { fold: "counts", total } }) as DeskAnswer;
  bench.askedOf[0]?.answer(counts(0));
  bench.askedOf[1]?.answer(counts(7));
  const found = bench.shown.emptying.map(({ text, query, total }) => [text, query, total]);
  assert.deepEqual(found, [
    ["b", "a", 7],
    ["a", "b", 0],
  ]);
  bench.viewing.set({ ...ALL, query: "" });
  await bench.reply(parsed());
  bench.answer(9);
  assert.deepEqual(bench.shown.emptying, []);
});

test("a time that depends on the data is settled anew once all of it is known", async () => {
  const bench = new Bench();
  bench.bounds = { from: 0n, end: 10n };
  const view = { ...ALL, query: "time>=-5s" };
  bench.viewing.set(view);
  await bench.reply(parsed({ settled: "time>=5", dependsOnData: true } as Partial<DeskReply>));
  bench.answer(1);
  bench.bounds = { from: 0n, end: 20n };
  bench.viewing.onBounds(bench.bounds, true);
  assert.equal(bench.parsed.length, 1, "not while more is read");
  bench.viewing.onBounds(bench.bounds, false);
  await bench.reply(parsed({ settled: "time>=15", dependsOnData: true } as Partial<DeskReply>));
  bench.viewing.onBounds(bench.bounds, false);
  assert.deepEqual(
    bench.selected.map(({ query }) => query),
    ["time>=5", "time>=15"],
  );
  assert.equal(bench.parsed.length, 2);
});

test("without any worker there is nothing to show", () => {
  const bench = new Bench();
  bench.answer(5);
  bench.live.length = 1;
  bench.viewing.onLost();
  assert.equal(bench.shown.total, 5);
  bench.live.length = 0;
  bench.viewing.onLost();
  assert.equal(bench.shown.total, 0);
  assert.equal(bench.nChanges, 3);
});

const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

/** A client of two workers that has read a small file. */
async function startReading(): Promise<{ client: Client; world: ReturnType<typeof testWorld> }> {
  const world = testWorld();
  const client = startClient(world, 2, "direct");
  clients.push(client);
  const text = Array.from({ length: 100 }, (_, idx) =>
    logLine(1000 + idx * 10, idx % 8, `word${idx % 10}`),
  ).join("");
  void client.add([{ file: new TestFile("a.log", text), path: "a.log" }]);
  await until(client, ({ phase, selection }) => phase === "ready" && selection.total === 100);
  return { client, world };
}

test("only another grid neither selects again nor reads the query again", async () => {
  const { client, world } = await startReading();
  const nParsed = (): number => world.desk.asked.filter(({ kind }) => kind === "parse").length;
  const range = { from: 1000n, end: 1500n };
  const show = async (view: ViewSpec): Promise<{ kinds: string[]; selection: Selection }> => {
    const nAsked = world.asked.length;
    client.setView(view);
    const { selection } = await until(
      client,
      ({ selection }) => selection.view === view && selection.isComplete,
    );
    const asked = world.asked.slice(nAsked).map(({ kind }) => kind);
    const kinds = asked.filter((kind) => ["select", "fold", "unfold"].includes(kind));
    return { kinds: kinds.sort(), selection };
  };
  const first = await show({ query: "word1", range, grid: null });
  const both = ["fold", "fold", "unfold", "unfold"];
  assert.deepEqual(first.kinds, ["fold", "fold", "select", "select", "unfold", "unfold"]);
  assert.deepEqual([first.selection.total, first.selection.timeline.length], [5, 0]);
  assert.equal(nParsed(), 1);

  const grid = await show({ query: "word1", range, grid: GRID });
  assert.deepEqual(grid.kinds, both);
  assert.equal(grid.selection.total, 5);
  const sum = (counts: Uint32Array): number => counts.reduce((total, count) => total + count, 0);
  assert.deepEqual([grid.selection.timeline.length, sum(grid.selection.timeline)], [16, 10]);
  const finer = await show({ query: "word1", range, grid: { ...GRID, width: 250n } });
  assert.deepEqual(finer.kinds, both);
  assert.deepEqual([sum(finer.selection.timeline), finer.selection.outsideGrid], [5, 5]);
  assert.equal(nParsed(), 1);

  const brushed = await show({ query: "word1", range: null, grid: GRID });
  assert.equal(brushed.kinds.filter((kind) => kind === "select").length, 2);
  assert.equal(brushed.selection.total, 10);
  assert.equal(nParsed(), 1);
});

test("in another zone only a query with times is asked anew", async () => {
  const { client, world } = await startReading();
  const nSelected = (): number => world.asked.filter(({ kind }) => kind === "select").length;
  const show = async (view: ViewSpec): Promise<number> => {
    const before = nSelected();
    client.setView(view);
    await until(client, ({ selection }) => selection.view === view && selection.isComplete);
    return nSelected() - before;
  };
  const inZone = (query: string, offsetSecs: number): ViewSpec => ({
    ...{ query, range: null, grid: null },
    zone: { place: null, offsetSecs },
  });
  assert.equal(await show(inZone("word1", 0)), 2);
  assert.equal(await show(inZone("word1", 3600)), 0);
  assert.equal(await show(inZone("time:2026-11-09", 0)), 2);
  assert.equal(await show(inZone("time:2026-11-09", 3600)), 2);
  const known = world.desk.asked.findLast(({ kind }) => kind === "parse");
  assert.equal(known?.kind === "parse" && known.times.zone.offsetSecs, 3600);
});

test("a worker's place that is given up is not waited for", async () => {
  const { client, world } = await startReading();
  // The one that has read nothing: nobody has news on its account.
  const readers = world.desk.asked.flatMap((request) =>
    request.kind === "take" && request.tasks.length > 0 ? [request.worker] : [],
  );
  const idle = [0, 1].find((slot) => !readers.includes(slot));
  assert.ok(idle !== undefined);
  world.isBarren = true;
  world.kills[idle]?.();
  const nLost = (): number => world.desk.asked.filter(({ kind }) => kind === "lose").length;
  await eventually(() => nLost() === 5);
  // The desk answers in order: the loss is known to the page after this.
  await client.rewrite("", []);
  const told: Selection[] = [];
  client.subscribe(({ selection }) => told.push(selection));
  // Closing what is not there changes nothing, but is told at once.
  client.close(-1);
  await eventually(() => told.length > 1);
  assert.deepEqual([told[1]?.total, told[1]?.isComplete], [100, true]);
  const again = { query: "word1", range: null, grid: null };
  client.setView(again);
  const next = await until(
    client,
    (now) => now.selection.view === again && now.selection.isComplete,
  );
  assert.equal(next.selection.total, 10);
});
