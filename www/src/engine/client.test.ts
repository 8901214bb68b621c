import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Client } from "./client";
import { type InputFile, NO_OVERRULE, type Snapshot } from "./engine";
import type { ReadingMode } from "./sources";
import { type FileTroubles, TestFile } from "./testing/test_file";
import {
  eventually,
  logLine,
  startClient as startTestClient,
  type TestWorld,
  testWorld,
  until,
} from "./testing/test_workers";

const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

function startClient(workerCount: number, world: TestWorld, reading?: ReadingMode): Client {
  const client = startTestClient(world, workerCount, reading);
  clients.push(client);
  return client;
}

function inputOf(path: string, text: string, troubles: FileTroubles = {}): InputFile {
  return { file: new TestFile(path.split("/").at(-1) ?? path, text, troubles), path };
}

/** Resolves when all that the engine knows is told. */
function allTold(client: Client): Promise<Snapshot> {
  // Closing what is not there changes nothing, but is told at once.
  client.close(-1);
  let times = 0;
  return until(client, () => {
    times += 1;
    // The first is what was known when the listener came.
    return times > 1;
  });
}

const isSettled = (snapshot: Snapshot): boolean =>
  snapshot.phase !== "reading" && snapshot.phase !== "empty" && snapshot.selection.isComplete;

function linesOf(count: number, text: (idx: number) => string): string {
  return Array.from({ length: count }, (_, idx) =>
    logLine(1000 + idx * 10, idx % 8, text(idx)),
  ).join("");
}

test("a file is read, counted and listed", async () => {
  const client = startClient(3, testWorld());
  void client.add([
    inputOf(
      "a/server.log",
      linesOf(500, (idx) => `one ${idx}`),
    ),
    inputOf("b/server.log", logLine(5, 6, "two")),
    inputOf("notes.txt", "three\n"),
  ]);
  const snapshot = await until(client, (now) => isSettled(now) && now.selection.total === 502);
  assert.equal(snapshot.phase, "ready");
  assert.equal(snapshot.ledger.entries, 502);
  assert.equal(snapshot.bytesRead, snapshot.bytesTotal);
  assert.deepEqual(snapshot.bounds, { from: 5n, end: 5991n });
  assert.deepEqual(
    snapshot.sources.map((source) => [source.name, source.phase, source.progress]),
    [
      ["a/server.log", "ready", 1],
      ["b/server.log", "ready", 1],
      ["notes.txt", "ready", 1],
    ],
  );
  const rows = await client.rows(0, 3);
  assert.deepEqual(
    rows.map((row) => row.message),
    ["two", "one 0", "one 1"],
  );
  assert.deepEqual(
    (await client.rows(500, 10)).map((row) => row.message),
    ["one 499", "three"],
  );
  const [row] = await client.rows(7, 1);
  assert.ok(row !== undefined);
  assert.equal(await client.indexOf(row.key), 7);
  const detail = await client.entry(row.key);
  assert.equal(detail.message, "one 6");
  assert.equal(detail.line, 7);
  assert.equal(
    (await client.seek(null, "next", 7))?.offset,
    (await client.rows(8, 1))[0]?.key.offset,
  );
  assert.equal((await client.seek(null, "previous", 0))?.nanos, null);
});

test("a large file is read by all workers and keeps its order and line numbers", async () => {
  const count = 60_000;
  const client = startClient(3, testWorld());
  void client.add([
    inputOf(
      "big.log",
      linesOf(count, (idx) => `${"x".repeat(180)} ${idx}`),
    ),
  ]);
  await until(client, (now) => isSettled(now) && now.selection.total === count);
  for (const first of [0, 19_999, 31_234, count - 1]) {
    const [row] = await client.rows(first, 1);
    assert.ok(row !== undefined);
    assert.ok(row.message.endsWith(` ${first}`));
    assert.equal((await client.entry(row.key)).line, first + 1);
  }
});

test("the newest view wins, and an error keeps what was shown", async () => {
  const client = startClient(2, testWorld());
  void client.add([
    inputOf(
      "a.log",
      linesOf(100, (idx) => `word${idx % 10}`),
    ),
  ]);
  await until(client, (now) => isSettled(now) && now.selection.total === 100);
  const grid = { start: 1000n, width: 500n, bucketCount: 2 };
  client.setView({ query: "word1", range: null, grid: null });
  client.setView({ query: "word2", range: null, grid });
  const view = await until(
    client,
    (now) => now.selection.view.query === "word2" && now.selection.isComplete,
  );
  assert.equal(view.selection.total, 10);
  assert.equal(view.selection.timeline.length, 16);
  assert.equal(
    view.selection.timeline.reduce((sum, count) => sum + count, 0),
    10,
  );

  client.setView({ query: "level>=", range: null, grid });
  const bad = await until(client, (now) => now.selection.error !== null);
  const message = "`level` needs a value";
  const fixes = [{ title: "Search as text", query: '"level>="' }];
  assert.deepEqual(bad.selection.error, { message, start: 0, end: 7, fixes });
  assert.equal(bad.selection.view.query, "level>=");
  assert.equal(bad.selection.total, 10);

  client.setView({ query: "", range: { from: 1000n, end: 1050n }, grid });
  const brushed = await until(
    client,
    (now) => now.selection.error === null && now.selection.total === 5,
  );
  assert.equal(brushed.selection.isComplete, true);
});

test("an answer is told once, and what is known besides not in its way", async () => {
  const world = testWorld();
  const client = startClient(2, world);
  void client.add([
    inputOf(
      "a.log",
      linesOf(100, (idx) => `word${idx % 10}`),
    ),
  ]);
  await until(client, (now) => isSettled(now) && now.selection.total === 100);
  // Once a worker rests it is asked for its memory: nothing comes by itself after that.
  await eventually(() =>
    world.heard.every((kinds) => kinds.lastIndexOf("memory") > kinds.lastIndexOf("news")),
  );
  await allTold(client);
  const told: (number | undefined)[] = [];
  const stop = client.subscribe((now) => told.push(now.selection.total));
  client.setView({ query: "word1", range: null, grid: null });
  await until(client, (now) => now.selection.total === 10);
  // What follows at once would still come; the memory is asked for much later.
  await new Promise((resolve) => setTimeout(resolve));
  stop();
  // The first is what was known when the listener came.
  assert.deepEqual(told, [100, 10]);
});

test("a worker that dies is replaced and its part is read again", async () => {
  const world = testWorld(1);
  const client = startClient(2, world);
  void client.add([
    inputOf(
      "good.log",
      linesOf(300, () => "fine"),
    ),
    inputOf(
      "odd.log",
      linesOf(51, () => "odd"),
      { lethalAt: 1_000 },
    ),
  ]);
  const snapshot = await until(client, (now) => isSettled(now) && now.selection.total === 351);
  assert.equal(world.started, 3);
  assert.deepEqual(
    snapshot.sources.map((source) => source.phase),
    ["ready", "ready"],
  );
  assert.match(snapshot.sources[1]?.notice ?? "", /odd\.log was read again/);
});

test("a query that workers die of is given up, and no entry is lost", async () => {
  const world = testWorld();
  const client = startClient(2, world);
  void client.add([
    inputOf(
      "good.log",
      linesOf(300, () => "fine"),
    ),
  ]);
  await until(client, (now) => isSettled(now) && now.selection.total === 300);
  world.isKilledBy = (request) => request.kind === "select" && request.query === "deadly";
  client.setView({ query: "deadly", range: null, grid: null });
  const snapshot = await until(
    client,
    (now) => now.selection.error !== null && now.selection.isComplete && isSettled(now),
  );
  assert.match(snapshot.selection.error?.message ?? "", /The query was given up/);
  assert.equal(snapshot.selection.total, 300);
  assert.equal(snapshot.sources[0]?.phase, "ready");
  // What is asked next is answered.
  client.setView({ query: "fine", range: null, grid: null });
  await until(client, (now) => now.selection.error === null && now.selection.total === 300);
});

test("a task that kills two workers is given up and told as unread", async () => {
  const client = startClient(2, testWorld(99));
  const odd = logLine(7, 1, "odd");
  void client.add([
    inputOf(
      "good.log",
      linesOf(300, () => "fine"),
    ),
    inputOf("odd.log", odd, { lethalAt: 5 }),
  ]);
  const snapshot = await until(client, (now) => isSettled(now) && now.selection.total === 300);
  const source = snapshot.sources[1];
  assert.equal(source?.phase, "failed");
  assert.deepEqual(
    source?.ledger.unread.map(({ start, end }) => [start, end]),
    [[0, odd.length]],
  );
  assert.equal(snapshot.sources[0]?.phase, "ready");
});

test("a file that changed keeps what was read and can be read again", async () => {
  const client = startClient(2, testWorld());
  const count = 20_000;
  const text = linesOf(count, () => "old");
  const heldAt = text.length / 2;
  const file = new TestFile("server.log", text, { heldAt });
  void client.add([{ file, path: "server.log" }]);
  await eventually(() => file.isAwaited);
  file.change();
  const snapshot = await until(client, isSettled);
  const [source] = snapshot.sources;
  assert.match(
    source?.notice ?? "",
    /^server\.log changed on disk at \d\d:\d\d, while it was read\. [\d,]+ of the [\d,]+ bytes it had then are missing here\.$/,
  );
  assert.equal(source?.canReread, true);
  const [unread, ...others] = source?.ledger.unread ?? [];
  assert.deepEqual(others, []);
  assert.deepEqual([unread?.end, unread?.reason], [text.length, "the file changed on disk"]);
  const kept = snapshot.selection.total;
  assert.ok(kept > 0 && kept < count, `${kept}`);
  assert.equal(unread?.start, source?.ledger.bytesDecoded);
  file.changeBack();
  client.reread(0);
  const isAnew = ({ sources }: Snapshot): boolean => sources[0]?.epoch !== source?.epoch;
  const again = await until(
    client,
    (now) => isAnew(now) && isSettled(now) && now.selection.total === count,
  );
  assert.equal(again.ledger.entries, count);
});

test("what she says about a source holds at once, and so does taking it back", async () => {
  const client = startClient(2, testWorld());
  void client.add([
    inputOf(
      "a.log",
      linesOf(20, () => "one"),
    ),
    inputOf("b.log", logLine(5, 1, "two")),
  ]);
  const isReadAs = (now: Snapshot, format: string): boolean =>
    isSettled(now) && now.selection.total === 21 && now.sources[0]?.format?.id === format;
  await until(client, (now) => isReadAs(now, "leveled"));
  client.overrule((id) => (id === 0 ? { ...NO_OVERRULE, format: "json" } : NO_OVERRULE));
  // Nothing in it is JSON, so that all of it is plain text.
  const said = await until(client, (now) => isReadAs(now, "text"));
  assert.match(said.sources[0]?.format?.why ?? "", /the format that you chose/);
  assert.equal(said.sources[1]?.format?.id, "leveled");
  client.overrule(() => NO_OVERRULE);
  await until(client, (now) => isReadAs(now, "leveled"));
});

test("cancelling keeps what is read, and more can be read later", async () => {
  const client = startClient(1, testWorld());
  const text = linesOf(60_000, () => "a");
  const other = new TestFile(
    "b.log",
    linesOf(10, () => "bbb"),
    { heldAt: 0 },
  );
  void client.add([
    inputOf("a.log", text, { heldAt: text.length / 2 }),
    { file: other, path: "b.log" },
  ]);
  await until(client, (now) => now.ledger.entries > 0);
  client.cancel();
  const snapshot = await until(client, (now) => now.phase === "ready");
  assert.deepEqual(
    snapshot.sources.map((source) => source.phase),
    ["cancelled", "cancelled"],
  );
  assert.ok(snapshot.ledger.entries < 60_000);
  assert.equal(snapshot.sources[0]?.canReread, true);
  void client.add([
    inputOf(
      "c.log",
      linesOf(10, () => "ccc"),
    ),
  ]);
  client.setView({ query: "ccc", range: null, grid: null });
  await until(client, (now) => now.phase === "ready" && now.selection.total === 10);
  other.letGo();
  client.reread(1);
  client.setView({ query: "bbb", range: null, grid: null });
  await until(
    client,
    (now) =>
      now.phase === "ready" && now.selection.total === 10 && now.selection.view.query === "bbb",
  );
});

test("a closed source is gone from list and counts", async () => {
  const client = startClient(2, testWorld());
  void client.add([
    inputOf(
      "a.log",
      linesOf(30, () => "a"),
    ),
    inputOf(
      "b.log",
      linesOf(10, () => "b"),
    ),
  ]);
  await until(client, (now) => isSettled(now) && now.selection.total === 40);
  client.close(0);
  const snapshot = await until(
    client,
    (now) => now.selection.total === 10 && now.selection.isComplete,
  );
  assert.deepEqual(
    snapshot.sources.map((source) => source.name),
    ["b.log"],
  );
  assert.equal((await client.rows(0, 100)).length, 10);
});

test("where workers may not read, the page pushes what they ask for", async () => {
  const client = startClient(2, testWorld(), "pump");
  void client.add([
    inputOf(
      "a.log",
      linesOf(300, (idx) => `pumped ${idx}`),
    ),
  ]);
  const snapshot = await until(client, (now) => isSettled(now) && now.selection.total === 300);
  assert.equal(snapshot.phase, "ready");
});
