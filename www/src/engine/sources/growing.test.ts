import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Client } from "../client";
import type { InputFile, Snapshot } from "../engine";
import { TestFile } from "../testing/test_file";
import { logLine, startClient as startTestClient, testWorld, until } from "../testing/test_workers";

const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

function startClient(): Client {
  const client = startTestClient(testWorld(), 2);
  clients.push(client);
  return client;
}

const has =
  (entries: number) =>
  ({ phase, selection }: Snapshot): boolean =>
    phase === "ready" && selection.isComplete && selection.total === entries;

/** Lines of 1000 bytes; 9,000 of them make more than one task. */
function linesFrom(first: number, count: number): string {
  return Array.from({ length: count }, (_, idx) =>
    logLine(1000 + first + idx, 3, `line ${first + idx} `.padEnd(963, "-")),
  ).join("");
}

const LONG = linesFrom(0, 9_000);

/** A file whose handle gives whatever `world.text` is by then. */
function livingInput(text: string): { input: InputFile; world: { text: string } } {
  const world = { text };
  const reopen = (): Promise<File> => Promise.resolve(new TestFile("a.log", world.text));
  return { input: { file: new TestFile("a.log", text), path: "a.log", reopen }, world };
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
  const { sources, ledger, bytesRead } = await until(client, has(9_010));
  assert.equal(ledger.entries, 9_010);
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
  const inputOf = (text: string): InputFile => ({
    file: new TestFile("a.log", text),
    path: "a.log",
  });
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
