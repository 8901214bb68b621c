import assert from "node:assert/strict";
import { after, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { Client } from "./client";
import { eventually, fakeFile, fakeWorld, startFakeWorker } from "./fake_core";
import { joinTasks } from "./joining";
import { cutTasks, type Task } from "./tasks";
import type { Request, TaskLedger } from "./wire";

const MIB = 1_048_576;

/** Tasks at work, each with a worker of its own. */
function startedTasks(count: number): Task[] {
  const tasks = cutTasks(7, count * 10 * MIB, "text", count);
  for (const [slot, task] of tasks.entries()) {
    Object.assign(task, { slot, state: "running" });
  }
  return tasks;
}

function end(task: Task | undefined, closing: string | null): void {
  assert.ok(task !== undefined);
  Object.assign(task, { state: "done", ledger: { closing } as TaskLedger });
}

/** What is told now: to whom, and which time. */
function told(
  tasks: readonly Task[],
): readonly (readonly [slot: number, closing: string | null])[] {
  const said: (readonly [number, string | null])[] = [];
  joinTasks({ id: 7, tasks: [...tasks] }, (slot, request: Request) => {
    assert.equal(request.kind, "join");
    if (request.kind === "join") said.push([slot, request.closing]);
  });
  return said;
}

test("the last time before a task is told once all before it is read, and once", () => {
  const tasks = startedTasks(4);
  assert.deepEqual(told(tasks), []);
  end(tasks[1], "20");
  assert.deepEqual(told(tasks), []);
  end(tasks[0], "10");
  assert.deepEqual(told(tasks), [
    [1, "10"],
    [2, "20"],
  ]);
  assert.deepEqual(told(tasks), []);
});

test("a task without any time passes on the one before it", () => {
  const tasks = startedTasks(3);
  end(tasks[0], "10");
  end(tasks[1], null);
  assert.deepEqual(told(tasks), [
    [1, "10"],
    [2, "10"],
  ]);
});

test("a task that is read again by another worker is told again, and what stays is not", () => {
  const tasks = startedTasks(3);
  end(tasks[0], "10");
  end(tasks[1], "20");
  told(tasks);
  Object.assign(tasks[1] ?? {}, { state: "queued", slot: null, ledger: null, joined: null });
  assert.deepEqual(told(tasks), []);
  Object.assign(tasks[1] ?? {}, { state: "running", slot: 5 });
  assert.deepEqual(told(tasks), [[5, "10"]]);
  end(tasks[1], "15");
  assert.deepEqual(told(tasks), [[2, "15"]]);
});

const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

test("in the end every worker knows what stands before its tasks", async () => {
  const world = fakeWorld();
  const module = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  const parts = { module, startWorker: () => startFakeWorker(world) };
  const client = new Client(parts, { workerCount: 3, reading: "direct" });
  clients.push(client);
  const text = Array.from({ length: 60_000 }, (_, idx) => `${idx} 1 ${"x".repeat(180)}\n`).join("");
  void client.add([{ file: fakeFile("big.log", text), path: "big.log" }]);
  await new Promise<void>((resolve) => {
    client.subscribe((now) => now.phase === "ready" && now.selection.isComplete && resolve());
  });
  const tasks = cutTasks(0, text.length, "text", 3);
  assert.ok(tasks.length > 1);
  // The last line that begins before the task.
  const lineBefore = (start: number): string =>
    text.slice(text.lastIndexOf("\n", start - 2) + 1, start + 200);
  const wanted = tasks.slice(1).map(({ start }) => [start, lineBefore(start).split(" ")[0]]);
  const told = (): unknown => [...new Map(world.joined)].sort(([a], [b]) => a - b);
  // Workers hear of it after the page; that it never comes true is told by the test's limit.
  await eventually(() => isDeepStrictEqual(told(), wanted));
});
