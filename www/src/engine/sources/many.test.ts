// Many small sources: how often they are read, and how many messages they take. The clock is never asked.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Client } from "../client";
import { TestFile } from "../testing/test_file";
import { logLine, startClient, type TestWorld, testWorld, until } from "../testing/test_workers";

const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

function startTestClient(world: TestWorld): Client {
  const client = startClient(world, 2);
  clients.push(client);
  return client;
}

/** A tar archive of so many logs of one line; all of it is ASCII. */
function tarText(count: number): string {
  const padded = (text: string, length: number): string => text.padEnd(length, "\0");
  const members = Array.from({ length: count }, (_, idx) => {
    const text = logLine(1000 + idx, 3, `member ${idx}`);
    const size = text.length.toString(8).padStart(11, "0");
    const name = padded(`${idx}.log`, 100);
    const front = `${name}${padded("0000644", 8)}${padded("", 16)}${size}\0${"0".repeat(11)}\0`;
    const back = `0${padded("", 100)}ustar\x0000`;
    const codes = [...`${front}${" ".repeat(8)}${back}`].map((letter) => letter.charCodeAt(0));
    const sum = codes.reduce((total, code) => total + code, 0);
    const header = `${front}${sum.toString(8).padStart(6, "0")}\0 ${back}`;
    return padded(header, 512) + padded(text, Math.ceil(text.length / 512) * 512);
  });
  return members.join("") + padded("", 1024);
}

test("members are read while others are still looked for, and none is opened anew", async () => {
  const world = testWorld();
  const client = startTestClient(world);
  const file = new TestFile("many.tar", tarText(600));
  void client.add([{ file, path: "many.tar" }]);
  const { ledger, sources } = await until(
    client,
    (now) => now.phase === "ready" && now.selection.total === 600,
  );
  assert.deepEqual([ledger.entries, sources.length], [600, 601]);
  const kinds = world.asked.map(({ kind }) => kind);
  assert.equal(kinds.filter((kind) => kind === "open").length, 1);
  assert.equal(kinds.filter((kind) => kind === "ingest").length, 600);
  assert.ok(kinds.indexOf("ingest") < kinds.lastIndexOf("planMembers"));
  // What is found, looked at and read lies close together, whatever is asked in between.
  assert.ok(file.reads <= 40, `${file.reads} reads`);
});

test("all workers find out how members are to be read, and one that dies of it costs nothing", async () => {
  const world = testWorld();
  let deaths = 1;
  world.isKilledBy = ({ kind }) => {
    deaths -= kind === "planMembers" ? 1 : 0;
    return kind === "planMembers" && deaths === 0;
  };
  const client = startTestClient(world);
  void client.add([{ file: new TestFile("many.tar", tarText(100)), path: "many.tar" }]);
  const { sources } = await until(
    client,
    (now) => now.phase === "ready" && now.selection.total === 100,
  );
  assert.deepEqual([sources.length, world.started], [101, 3]);
  const planners = world.heard.filter((kinds) => kinds.includes("membersPlanned"));
  assert.ok(planners.length >= 2);
});

function filesOf(count: number): readonly TestFile[] {
  return Array.from(
    { length: count },
    (_, idx) => new TestFile(`${idx}.log`, logLine(1000 + idx, 3, `file ${idx}`)),
  );
}

test("small files are read once each, and their messages travel together", async () => {
  const world = testWorld();
  const client = startTestClient(world);
  const files = filesOf(40);
  void client.add(files.map((file) => ({ file, path: file.name })));
  const { sources } = await until(
    client,
    (now) => now.phase === "ready" && now.selection.total === 40,
  );
  assert.deepEqual(
    sources.map(({ ledger }) => ledger.entries),
    files.map(() => 1),
  );
  assert.deepEqual(
    files.map(({ reads }) => reads),
    files.map(() => 1),
  );
});

test("of files that are read together the one that has changed is told, and the others are read", async () => {
  const client = startTestClient(testWorld());
  const files = filesOf(20);
  files[7]?.change();
  void client.add(files.map((file) => ({ file, path: file.name })));
  const { sources } = await until(
    client,
    (now) => now.phase === "ready" && now.selection.total === 19,
  );
  const failed = sources.filter(({ phase }) => phase === "failed");
  assert.deepEqual(
    failed.map(({ name, canReread }) => [name, canReread]),
    [["7.log", true]],
  );
});
