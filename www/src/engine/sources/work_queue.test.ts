import assert from "node:assert/strict";
import { test } from "node:test";
import { cutTasks, type Task } from "./tasks";
import { WorkQueue } from "./work_queue";

/** Tasks of sources, each with its lane. */
function tasksOf(...lanes: readonly (number | null)[]): Task[] {
  return lanes.flatMap((lane, source) =>
    cutTasks(source, 10, "text", 1).map((task) => ({ ...task, lane })),
  );
}

/** Hands out all that can be handed out: sources by slot. */
function handOut(queue: WorkQueue, slots: readonly number[]): Map<number, number[]> {
  const given = new Map<number, number[]>();
  for (let next = queue.next(slots); next !== null; next = queue.next(slots)) {
    given.set(next.slot, [...(given.get(next.slot) ?? []), next.task.source]);
  }
  return given;
}

test("tasks go to the worker with the least to do", () => {
  const queue = new WorkQueue();
  queue.add(tasksOf(null, null, null));
  assert.deepEqual(
    [...handOut(queue, [0, 1])],
    [
      [0, [0, 2]],
      [1, [1]],
    ],
  );
});

test("a lane stays with one worker and in order, and holds up nobody else", () => {
  const queue = new WorkQueue();
  queue.add(tasksOf(7, 7, 7, 7, null));
  const given = handOut(queue, [0, 1]);
  assert.deepEqual([given.get(0), given.get(1)], [[0, 1, 2, 3], [4]]);
  queue.add(tasksOf(...Array.from({ length: 20 }, () => 7)));
  assert.equal(handOut(queue, [0, 1]).get(0)?.length, 12);
});

test("the lane of a worker that died goes on elsewhere", () => {
  const queue = new WorkQueue();
  queue.add(tasksOf(7, 7));
  handOut(queue, [0, 1]);
  queue.lose(0);
  queue.add(tasksOf(7));
  assert.deepEqual(handOut(queue, [1]).get(1), [0]);
});

test("small tasks are handed out many at a time, large ones two", () => {
  const queue = new WorkQueue();
  queue.add(tasksOf(...Array.from({ length: 200 }, () => null)));
  const small = handOut(queue, [0]).get(0)?.length ?? 0;
  assert.equal(small, 64);
  const large = new WorkQueue();
  large.add([0, 1, 2].flatMap((source) => cutTasks(source, 2_000_000, "text", 1)));
  assert.equal(handOut(large, [0]).get(0)?.length, 2);
});

test("ten thousand tasks are handed out in no time", () => {
  const queue = new WorkQueue();
  queue.add(tasksOf(...Array.from({ length: 10_000 }, () => null)));
  const begun = performance.now();
  for (let next = queue.next([0, 1]); next !== null; next = queue.next([0, 1])) {
    queue.end(next.slot, next.task.source, next.task.start);
    queue.next([]);
  }
  assert.ok(performance.now() - begun < 1000);
});
