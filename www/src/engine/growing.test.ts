import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Client } from "./client";
import type { InputFile, Snapshot } from "./engine";
import { fakeFile, fakeWorld, startFakeWorker } from "./fake_core";

// An empty module: the fake worker has its own core.
const module = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

function startClient(): Client {
  const world = fakeWorld();
  const parts = { module, startWorker: () => startFakeWorker(world) };
  const client = new Client(parts, { workerCount: 2, reading: "direct" });
  clients.push(client);
  return client;
}

/** Resolves with the first snapshot that fits. */
function until(client: Client, fits: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
  return new Promise((resolve) => {
    const stop = client.subscribe((snapshot) => {
      if (fits(snapshot)) {
        setTimeout(() => stop());
        resolve(snapshot);
      }
    });
  });
}

const has =
  (entries: number) =>
  ({ phase, selection }: Snapshot): boolean =>
    phase === "ready" && selection.isComplete && selection.total === entries;

/** Lines of 1000 bytes; 9,000 of them make more than one task. */
function linesFrom(first: number, count: number): string {
  return Array.from({ length: count }, (_, idx) =>
    `${1000 + first + idx} 3 line ${first + idx}`.padEnd(999).concat("\n"),
  ).join("");
}

const LONG = linesFrom(0, 9_000);

/** A file whose handle gives whatever `world.text` is by then. */
function livingInput(text: string): { input: InputFile; world: { text: string } } {
  const world = { text };
  const reopen = (): Promise<File> => Promise.resolve(fakeFile("a.log", world.text));
  return { input: { file: fakeFile("a.log", text), path: "a.log", reopen }, world };
}

test("what was added is told and read on from the last part", async () => {
  const client = startClient();
  const { input, world } = livingInput(LONG);
  await client.add([input]);
  await until(client, has(9_000));
  assert.deepEqual(await client.lookAgain(), []);
  const [same] = (await until(client, has(9_000))).sources;
  assert.deepEqual([same?.newBytes, same?.notice], [null, null]);

  world.text = LONG + linesFrom(9_000, 10);
  assert.deepEqual(await client.lookAgain(), [0]);
  const [grown] = (await until(client, ({ sources }) => sources[0]?.newBytes !== null)).sources;
  assert.equal(grown?.newBytes, 10_000);
  assert.match(grown?.notice ?? "", /a\.log has grown \(noticed at \d\d:\d\d\)/);

  client.readMore(0);
  const { sources, entries, bytesRead } = await until(client, has(9_010));
  assert.equal(entries, 9_010);
  assert.equal(bytesRead, 9_010_000);
  assert.deepEqual([sources[0]?.newBytes, sources[0]?.notice], [null, null]);
  const [last] = await client.rows(9_009, 1);
  assert.match(last?.message ?? "", /line 9009/);
});

test("a file that was replaced is offered to be read again, all of it", async () => {
  const client = startClient();
  const { input, world } = livingInput(LONG);
  await client.add([input]);
  await until(client, has(9_000));
  world.text = linesFrom(7, 20);
  await client.lookAgain();
  const [source] = (await until(client, ({ sources }) => sources[0]?.canReread === true)).sources;
  assert.equal(source?.newBytes, null);
  assert.match(source?.notice ?? "", /a\.log was replaced or cut short on disk/);
  client.reread(0);
  assert.equal((await until(client, has(20))).sources.length, 1);
});

test("a file that comes again is known: the same, grown, or another", async () => {
  const client = startClient();
  const inputOf = (text: string): InputFile => ({ file: fakeFile("a.log", text), path: "a.log" });
  await client.add([inputOf(LONG)]);
  await until(client, has(9_000));
  assert.equal(await client.lookAgain(), null, "there is no way to look");
  assert.deepEqual(await client.add([inputOf(LONG)]), [
    "a.log is already open and has not changed.",
  ]);
  const said = await client.add([inputOf(LONG + linesFrom(9_000, 5))]);
  assert.deepEqual(said, ["a.log is already open and has grown: 5,000 new bytes read."]);
  assert.equal((await until(client, has(9_005))).sources.length, 1);
  assert.deepEqual(await client.add([inputOf(linesFrom(9, 3))]), []);
  const { sources } = await until(client, has(9_008));
  assert.deepEqual(
    sources.map(({ name }) => name),
    ["a.log", "a.log (2)"],
  );
});
