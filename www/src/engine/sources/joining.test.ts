import assert from "node:assert/strict";
import { after, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import type { Client } from "../client";
import { TestFile } from "../testing/test_file";
import { eventually, logLine, startClient, testWorld } from "../testing/test_workers";
import type { Request, TaskLedger } from "../wire";
import { joinTasks } from "./joining";
import { cutTasks, type Task } from "./tasks";

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

test("tasks without any time are told the first one of their source, once", () => {
  const tasks = startedTasks(4);
  const openings = (): unknown[] => {
    const said: unknown[] = [];
    joinTasks({ id: 7, tasks }, (slot, request) => {
      if (request.kind === "join" && request.opening !== null) said.push([slot, request.opening]);
    });
    return said;
  };
  end(tasks[0], null);
  end(tasks[1], null);
  assert.deepEqual(openings(), []);
  // The first time is known before its task is over.
  Object.assign(tasks[2] ?? {}, { ledger: { opening: "30", closing: "40" } as TaskLedger });
  assert.deepEqual(openings(), [
    [0, "30"],
    [1, "30"],
  ]);
  assert.deepEqual(openings(), []);
  end(tasks[2], "40");
  end(tasks[3], null);
  assert.deepEqual(openings(), []);
});

const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

test("in the end every worker knows what stands before its tasks", async () => {
  const world = testWorld();
  const client = startClient(world, 3);
  clients.push(client);
  const text = Array.from({ length: 60_000 }, (_, idx) => logLine(idx, 1, "x".repeat(180))).join(
    "",
  );
  void client.add([{ file: new TestFile("big.log", text), path: "big.log" }]);
  await new Promise<void>((resolve) => {
    client.subscribe((now) => now.phase === "ready" && now.selection.isComplete && resolve());
  });
  const tasks = cutTasks(0, text.length, "text", 3);
  assert.ok(tasks.length > 1);
  // Lines are equally long and a nanosecond apart. A task begins after the first line that begins in it: the next one's
  // preceding line is known to be whole.
  const lineBytes = logLine(0, 1, "x".repeat(180)).length;
  const before = (start: number): string => `${Math.ceil(start / lineBytes)}`;
  const wanted = tasks.slice(1).map(({ start }) => [start, before(start)]);
  const told = (): unknown => {
    const joins = world.asked.filter((request) => request.kind === "join");
    const closings = new Map(joins.map(({ start, closing }) => [start, closing]));
    return [...closings].sort(([a], [b]) => a - b);
  };
  // Workers hear of it after the page; that it never comes true is told by the test's limit.
  await eventually(() => isDeepStrictEqual(told(), wanted));
});
