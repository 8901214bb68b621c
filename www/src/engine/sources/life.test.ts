// What happens to reading in the course of its life: held back, closed, in workers that die.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Client } from "../client";
import type { EntryKey, Snapshot } from "../engine";
import { countsToSend } from "../figures";
import { type FileTroubles, TestFile } from "../testing/test_file";
import {
  eventually,
  logLine,
  startClient as startTestClient,
  type TestWorld,
  testWorld,
  until,
} from "../testing/test_workers";
import type { TaskLedger } from "../wire";
import { newSource } from "./known_source";
import { Leftovers } from "./leftovers";
import { cutTasks, halvesOf } from "./tasks";

const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

function startClient(world: TestWorld, workerCount: number): Client {
  const client = startTestClient(world, workerCount);
  clients.push(client);
  return client;
}

function add(client: Client, name: string, text: string, troubles: FileTroubles = {}): TestFile {
  const file = new TestFile(name, text, troubles);
  void client.add([{ file, path: name }]);
  return file;
}

const linesOf = (count: number): string =>
  Array.from({ length: count }, (_, idx) => logLine(1000 + idx, 3, `x ${"-".repeat(80)}`)).join("");
const isDone = (now: Snapshot): boolean => now.phase === "ready" && now.selection.isComplete;

/** Places behind all entries. */
const END: EntryKey = { nanos: null, source: 0xffff_ffff, offset: 0 };

test("paused reading stands still, answers, and goes on", async () => {
  const client = startClient(testWorld(), 1);
  const count = 60_000;
  const text = linesOf(count);
  const held = add(client, "a.log", text, { heldAt: text.length / 2 });
  await until(client, (now) => now.ledger.entries > 0);
  await eventually(() => held.isAwaited);
  client.pause();
  const paused = await until(client, (now) => now.isPaused);
  assert.equal(paused.phase, "reading");
  assert.equal(paused.bytesPerSecond, 0);
  // The worker answers this after it has paused.
  const kept = await client.indexOf(END);
  assert.ok(kept > 0 && kept < count, `${kept}`);
  assert.equal((await client.rows(0, 5)).length, 5);
  await until(client, (now) => now.selection.total === kept);
  // More is at hand now, and every question gives the worker a turn in which it could read that.
  held.letGo();
  await eventually(() => held.givenEnd > text.length / 2);
  for (let turn = 0; turn < 20; turn += 1) assert.equal(await client.indexOf(END), kept);
  client.resume();
  const done = await until(client, (now) => isDone(now) && now.selection.total === count);
  assert.equal(done.isPaused, false);
});

test("cancelling ends a pause, and what is added then is read", async () => {
  const client = startClient(testWorld(), 2);
  const text = linesOf(60_000);
  add(client, "a.log", text, { heldAt: text.length / 2 });
  await until(client, (now) => now.ledger.entries > 0);
  client.pause();
  client.cancel();
  const { sources } = await until(client, (now) => now.phase === "ready");
  assert.equal(sources[0]?.phase, "cancelled");
  add(client, "b.log", logLine(5, 3, "b"));
  await until(client, (now) => now.sources[1]?.phase === "ready");
});

test("a part that workers die of is read in smaller parts, and all of it is counted", async () => {
  const world = testWorld(2);
  const client = startClient(world, 2);
  const count = 120_000;
  const text = linesOf(count);
  add(client, "a.log", text, { lethalAt: (text.length * 7) / 12 });
  const done = await until(client, (now) => isDone(now) && now.selection.total === count);
  assert.equal(world.panics, 0);
  assert.equal(world.started, 2 + 2);
  assert.deepEqual(done.sources[0]?.ledger.unread, []);
  assert.equal(
    done.sources[0]?.notice,
    "a.log was read again because a worker of this page stopped.",
  );
});

test("what kills workers again and again is told as unread, and little of it", async () => {
  const client = startClient(testWorld(99), 2);
  const text = linesOf(120_000);
  add(client, "a.log", text, { lethalAt: (text.length * 7) / 12 });
  const done = await until(client, isDone);
  const [unread] = done.sources[0]?.ledger.unread ?? [];
  assert.ok(unread !== undefined && unread.end - unread.start < text.length / 3);
  assert.ok(done.ledger.entries > 80_000, `${done.ledger.entries}`);
  assert.match(unread.reason, /kept stopping here/);
  assert.match(done.sources[0]?.notice ?? "", /Parts of a\.log could not be read/);
});

test("halves cover what they were cut from", () => {
  const [task] = cutTasks(0, 7_000_001, "text", 1);
  assert.ok(task !== undefined);
  const [low, high] = halvesOf({ ...task, kills: 1 });
  assert.deepEqual(
    [low?.start, low?.end === high?.start, high?.end, low?.kills],
    [0, true, 7_000_001, 1],
  );
});

const MIB = 1_048_576;

/** A source of which each worker has read so many MiB. */
function sourceRead(id: number, ...mebibytes: number[]): ReturnType<typeof newSource> {
  const record = newSource(id, { file: new File([], "a.log"), path: "a.log" }, `${id}.log`);
  record.tasks = mebibytes.map((size, slot) => {
    const [task] = cutTasks(id, 1, "text", 1);
    const figures = countsToSend({ bytesDecoded: size * MIB });
    const ledger = { ledger: { figures } } as TaskLedger;
    assert.ok(task !== undefined);
    return { ...task, slot, state: "done" as const, ledger };
  });
  return record;
}

test("workers that mostly held what is closed are replaced, others are not", () => {
  const leftovers = new Leftovers();
  const small = sourceRead(1, 10, 10);
  const large = sourceRead(2, 40, 900);
  const kept = sourceRead(3, 60, 60);
  assert.deepEqual(leftovers.afterClosing([small], [large, kept]), []);
  assert.deepEqual(
    leftovers.afterClosing([large], [kept]).map(({ slot, others }) => [slot, others[0]?.id]),
    [[1, 3]],
  );
  // Ten MiB closed before count, and with the last source everything is worth replacing.
  leftovers.forget(1);
  assert.deepEqual(
    leftovers.afterClosing([kept], []).map(({ slot, others }) => [slot, others.length]),
    [
      [0, 0],
      [1, 0],
    ],
  );
});

test("a worker that holds what cannot be read again is never replaced", () => {
  const kept = sourceRead(3, 1);
  for (const task of kept.tasks) task.state = "cancelled";
  assert.deepEqual(new Leftovers().afterClosing([sourceRead(2, 900)], [kept]), []);
});
