// The desk as the page meets it: it dies, workers die while it is busy, it edits queries.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import type { Client } from "../client";
import type { QueryEdit, Snapshot } from "../engine";
import { TestFile } from "../testing/test_file";
import {
  eventually,
  logLine,
  startClient,
  type TestWorld,
  testWorld,
  until,
} from "../testing/test_workers";
import type { DeskRequest } from "../wire";

const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

function open(world: TestWorld, workerCount = 2): Client {
  const client = startClient(world, workerCount, "direct");
  clients.push(client);
  return client;
}

const N_FILES = 6;
const N_LINES = 200;
const GRID = { start: 1000n, width: 500n, bucketCount: 4 };
const VIEW = { query: "word1", range: { from: 1000n, end: 2000n }, grid: GRID };

/** Adds files that differ in what the ledger counts of them. */
function addFiles(client: Client): void {
  const textOf = (file: number): string =>
    Array.from({ length: N_LINES }, (_, idx) => {
      const more = idx % (file + 2) === 0 ? "  at more\n" : "";
      return logLine(1000 + idx * 10 + file, (idx + file) % 8, `word${idx % 10}`) + more;
    }).join("");
  void client.add(
    Array.from({ length: N_FILES }, (_, idx) => {
      const path = `${idx}.log`;
      return { file: new TestFile(path, textOf(idx)), path };
    }),
  );
}

/** All figures and counts that the page is told. */
function figuresOf({ phase, sources, ledger, bounds, selection }: Snapshot): unknown {
  const { view, error, hint, timeline, ...counts } = selection;
  const ofSources = sources.map(({ name, phase, firstNanos, lastNanos, ledger }) => {
    const { unread, formats, levels, ...figures } = ledger;
    return { name, phase, firstNanos, lastNanos, unread, formats, levels, figures };
  });
  const sums = { phase, ledger, bounds, counts, query: view.query };
  return { ...sums, error, hint, timeline: [...timeline], sources: ofSources };
}

const isAs = (expected: unknown) => (now: Snapshot) => isDeepStrictEqual(figuresOf(now), expected);
const isRead = ({ phase, selection }: Snapshot): boolean =>
  phase === "ready" && selection.isComplete && selection.total === N_FILES * N_LINES;

/** The figures where nothing dies: of everything, of a view, and of that with a file less. */
async function undisturbed(): Promise<[all: unknown, ofView: unknown, withoutFirst: unknown]> {
  const client = open(testWorld());
  addFiles(client);
  const all = await until(client, isRead);
  assert.equal(all.ledger.entries, N_FILES * N_LINES);
  client.setView(VIEW);
  const isOfView = ({ view, isComplete }: Snapshot["selection"], total: number): boolean =>
    view === VIEW && isComplete && total > 0;
  const ofView = await until(client, ({ selection }) => isOfView(selection, selection.total));
  assert.equal(ofView.selection.total, N_FILES * 10);
  assert.equal(
    ofView.selection.timeline.reduce((sum, count) => sum + count, 0),
    N_FILES * 20,
  );
  client.close(0);
  const less = await until(
    client,
    ({ selection, sources }) =>
      sources.length === N_FILES - 1 &&
      selection.isComplete &&
      selection.total === (N_FILES - 1) * 10,
  );
  return [figuresOf(all), figuresOf(ofView), figuresOf(less)];
}

/** Kills the desk with the request of a kind that comes as the `nth`. */
function killAt(world: TestWorld, kind: DeskRequest["kind"], nth: number): void {
  let times = 0;
  world.desk.isKilledBy = (request) => {
    times += request.kind === kind ? 1 : 0;
    return request.kind === kind && times === nth;
  };
}

for (const [kind, nth] of [
  ["ask", 1],
  ["ask", 2],
  ["unask", 1],
  ["parse", 1],
  ["forget", 1],
  ["take", 1],
  ["take", 3],
  ["take", 6],
] as const) {
  test(`a desk that dies of ${kind} ${nth} is replaced, and all figures are the same`, async () => {
    const [all, ofView, withoutFirst] = await undisturbed();
    const world = testWorld();
    killAt(world, kind, nth);
    const client = open(world);
    addFiles(client);
    await until(client, isAs(all));
    client.setView(VIEW);
    await until(client, isAs(ofView));
    client.close(0);
    await until(client, isAs(withoutFirst));
    await eventually(() => world.desk.started === 2);
    await until(client, isAs(withoutFirst));
    assert.equal(world.started, 2, "no worker is read anew for it");
  });
}

test("a desk that dies at rest learns all anew, and a query is answered on", async () => {
  const [all, ofView] = await undisturbed();
  const world = testWorld();
  const client = open(world);
  addFiles(client);
  await until(client, isAs(all));
  const nAsked = world.desk.asked.length;
  killAt(world, "rewrite", 1);
  assert.equal(await client.rewrite("a", []), "a");
  assert.equal(world.desk.started, 2);
  const retold = (): number[] =>
    world.desk.asked
      .slice(nAsked)
      .flatMap((request) => (request.kind === "take" ? [request.worker] : []));
  await eventually(() => new Set(retold()).size === 2);
  const firsts = world.desk.asked.slice(nAsked).map(({ kind }) => kind);
  assert.equal(firsts[0], "ask", "what is asked is known before any part of an answer comes");
  // The desk answers in order: with the answer to this all that was told again is merged.
  client.setView(VIEW);
  await until(client, isAs(ofView));
});

test("news of a worker that is lost meanwhile changes nothing twice", async () => {
  const [all, ofView] = await undisturbed();
  const world = testWorld();
  const client = open(world);
  const told: Snapshot[] = [];
  client.subscribe((now) => told.push(now));
  world.desk.gate.shut();
  addFiles(client);
  // Everything that the first worker read is on its way to the desk when it dies.
  const isOfFirst = (request: DeskRequest): boolean =>
    request.kind === "take" && request.worker === 0 && request.tasks.length > 0;
  await eventually(() => world.desk.gate.held.some(isOfFirst));
  world.kills[0]?.();
  await eventually(() => world.started === 3);
  const kinds = world.desk.gate.held.map(({ kind }) => kind);
  assert.ok(kinds.lastIndexOf("lose") > world.desk.gate.held.findIndex(isOfFirst));
  world.desk.gate.open();
  await until(client, isAs(all));
  client.setView(VIEW);
  await until(client, isAs(ofView));
  assert.ok(told.every(({ ledger }) => ledger.entries <= N_FILES * N_LINES));
  assert.ok(told.every(({ selection }) => selection.total <= N_FILES * N_LINES));
});

test("a task that a lost worker ended is not over before its successor has read it", async () => {
  const world = testWorld();
  const client = open(world, 1);
  const { gate } = world.desk;
  gate.shut();
  void client.add([{ file: new TestFile("a.log", logLine(1000, 3, "word")), path: "a.log" }]);
  const hasRead = (request: DeskRequest): boolean =>
    request.kind === "take" && request.tasks.length > 0;
  const nIngested = (): number => world.asked.filter(({ kind }) => kind === "ingest").length;
  await eventually(() => gate.held.some(hasRead));
  assert.equal(nIngested(), 1);
  world.kills[0]?.();
  // The successor has the same task in the same place.
  await eventually(() => nIngested() === 2 && gate.held.some(({ kind }) => kind === "lose"));
  while (gate.held.length > 0 && gate.held[0]?.kind !== "lose") gate.letOne();
  // Messages arrive in the order in which they were posted: this is behind what the desk replied.
  for (let rounds = 0; rounds < 5; rounds += 1) await new Promise((go) => setTimeout(go));
  const seen: Snapshot[] = [];
  client.subscribe((now) => seen.push(now));
  client.close(-1);
  await eventually(() => seen.length > 1);
  assert.equal(seen[1]?.phase, "reading");
  gate.open();
  const { ledger } = await until(client, ({ phase }) => phase === "ready");
  assert.equal(ledger.entries, 1);
});

test("a worker that is lost at rest takes its figures with it until they are read again", async () => {
  const [all, ofView] = await undisturbed();
  const world = testWorld();
  const client = open(world);
  addFiles(client);
  await until(client, isAs(all));
  const told: Snapshot[] = [];
  client.subscribe((now) => told.push(now));
  world.kills[1]?.();
  await eventually(() => world.started === 3);
  client.setView(VIEW);
  await until(client, isAs(ofView));
  assert.ok(told.every(({ ledger }) => ledger.entries <= N_FILES * N_LINES));
  const lost = world.desk.asked.filter(({ kind }) => kind === "lose");
  assert.deepEqual(lost, [{ kind: "lose", worker: 1 }]);
});

/** The sums of sources and of all of them, as the page sees them. */
const sumsOf = ({ sources, ledger }: Snapshot): readonly number[] => [
  ledger.entries,
  ...sources.map((source) => source.ledger.entries),
];

test("while a new desk hears of everything again, no source loses entries", async () => {
  const world = testWorld();
  const client = open(world);
  addFiles(client);
  const before = sumsOf(await until(client, isRead));
  const readers = world.desk.asked.flatMap((request) =>
    request.kind === "take" && request.tasks.length > 0 ? [request.worker] : [],
  );
  assert.equal(new Set(readers).size, 2, "both workers have read something");
  const seen: (readonly number[])[] = [];
  client.subscribe((now) => seen.push(sumsOf(now)));
  const nAsked = world.desk.asked.length;
  killAt(world, "rewrite", 1);
  // The new desk gets to know one worker after the other.
  const { gate } = world.desk;
  gate.shut();
  const rewritten = client.rewrite("a", []);
  const takers = (): Set<number> =>
    new Set(
      world.desk.asked
        .slice(nAsked)
        .flatMap((request) => (request.kind === "take" ? [request.worker] : [])),
    );
  for (const nTakers of [1, 2]) {
    await eventually(() => {
      if (takers().size < nTakers) gate.letOne();
      return takers().size === nTakers;
    });
    // Closing what is not there changes nothing, but has the page be told.
    const nSeen = seen.length;
    client.close(-1);
    await eventually(() => seen.length > nSeen + 1);
  }
  gate.open();
  assert.equal(await rewritten, "a");
  assert.deepEqual(
    seen.filter((sums) => !isDeepStrictEqual(sums, before)),
    [],
  );
});

test("a desk that dies of everything is given up, and the page says so", async () => {
  const world = testWorld();
  world.desk.isKilledBy = () => true;
  const client = open(world);
  await eventually(() => world.desk.started === 5);
  await eventually(
    () => world.desk.started === 5 && world.heard.every((kinds) => kinds.length > 1),
  );
  assert.equal(await client.rewrite("a", []), null);
  assert.equal(world.desk.started, 5);
  const { notice } = await until(client, (now) => now.notice !== null);
  assert.match(notice ?? "", /Counts and queries no longer work.*Reload the page/);
});

const field = (name: string, value: string): QueryEdit => ({
  edit: "include",
  condition: { subject: "field", name, value },
});

test("a click is written into a query, and means what was clicked", async () => {
  const client = open(testWorld());
  const odd = 'a* "b" \\';
  const users = [odd, "a1", "or", odd, "-1"];
  const text = users
    .map((user, idx) => `${JSON.stringify({ time: `1970-01-01T00:00:0${idx}Z`, user })}\n`)
    .join("");
  void client.add([{ file: new TestFile("a.log", text), path: "a.log" }]);
  await until(client, (now) => now.phase === "ready" && now.selection.total === users.length);
  for (const user of users) {
    const query = await client.rewrite("", [field("user", user)]);
    assert.ok(query !== null);
    assert.match(query, /^user:/);
    client.setView({ query, range: null, grid: null });
    const { selection } = await until(
      client,
      ({ selection }) => selection.view.query === query && selection.isComplete,
    );
    assert.equal(selection.total, users.filter((other) => other === user).length, query);
  }
});

test("edits are written one after the other, and a broken draft is left alone", async () => {
  const client = open(testWorld());
  const edits: readonly QueryEdit[] = [
    field("x", "1"),
    { edit: "toggleLevel", level: 6 },
    { edit: "exclude", condition: { subject: "source", name: "a b.log" } },
  ];
  const rewritten = await client.rewrite("a or b", edits);
  assert.equal(rewritten, 'level:error (a or b) x:1 -source:"a b.log"');
  assert.equal(await client.rewrite("a  x:1", [field("x", "1")]), "a  x:1");
  assert.equal(await client.rewrite("level>=", edits), null);
  assert.equal(await client.rewrite('"open', edits), null);
});
