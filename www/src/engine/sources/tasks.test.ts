import assert from "node:assert/strict";
import { test } from "node:test";
import { countsToSend } from "../figures";
import type { TaskLedger } from "../wire";
import { cutTasks, placeToReadOn, type Task, unreadOf } from "./tasks";

const MIB = 1_048_576;

function rangesOf(sizeBytes: number, workerCount: number): [number, number][] {
  return cutTasks(1, sizeBytes, "text", workerCount).map((task) => [task.start, task.end]);
}

test("ranges cover a source without gaps", () => {
  for (const sizeBytes of [1, 8 * MIB + 1, 100 * MIB + 17, 5000 * MIB + 3]) {
    for (const workerCount of [1, 2, 3, 8]) {
      let end = 0;
      for (const range of rangesOf(sizeBytes, workerCount)) {
        assert.equal(range[0], end);
        assert.ok(range[1] > range[0] && range[1] - range[0] <= 64 * MIB);
        end = range[1];
      }
      assert.equal(end, sizeBytes);
    }
  }
});

test("a small file is one range, a medium one gives each worker a range", () => {
  assert.equal(rangesOf(8 * MIB, 4).length, 1);
  assert.equal(rangesOf(40 * MIB, 4).length, 4);
  assert.equal(rangesOf(470 * MIB, 2).length, 10);
});

test("a compressed source is one range, and what is no log none", () => {
  assert.equal(cutTasks(1, 900 * MIB, "stream", 4).length, 1);
  assert.equal(cutTasks(1, 900 * MIB, "binary", 4).length, 0);
  assert.equal(cutTasks(1, 0, "text", 4).length, 0);
});

test("a cancelled task tells what it did not read", () => {
  const [task] = cutTasks(1, 100, "text", 1);
  assert.ok(task !== undefined);
  task.state = "cancelled";
  assert.deepEqual(unreadOf(task), { start: 0, end: 100, reason: "Reading was cancelled" });
});

test("a source that has grown is cut from where it is read on", () => {
  const ranges = cutTasks(1, 200 * MIB + 5, "text", 2, 96 * MIB).map(({ start, end }) => [
    start,
    end,
  ]);
  assert.equal(ranges[0]?.[0], 96 * MIB);
  assert.equal(ranges.at(-1)?.[1], 200 * MIB + 5);
  for (const [idx, range] of ranges.entries())
    assert.equal(range[0], ranges[idx - 1]?.[1] ?? 96 * MIB);
});

/** Tasks of a MiB each that ended like this: entries and lines, or null if they were not read to their end. */
function tasksThat(...ends: readonly (readonly [entries: number, lines: number] | null)[]): Task[] {
  const [first] = cutTasks(1, 100, "text", 1);
  assert.ok(first !== undefined);
  return ends.map((end, idx) => ({
    ...first,
    start: idx * MIB,
    end: (idx + 1) * MIB,
    state: end === null ? "failed" : "done",
    ledger: {
      ledger: { figures: countsToSend({ entries: end?.[0] ?? 0, lines: end?.[1] ?? 0 }) },
    } as TaskLedger,
  }));
}

test("reading goes on where what follows can change nothing before", () => {
  assert.equal(placeToReadOn([]), 0);
  assert.equal(placeToReadOn(tasksThat([9, 9])), 0);
  assert.equal(placeToReadOn(tasksThat([9, 9], [5, 7])), MIB);
  // A single line may be half of one, and no line at all says that the entry before it goes on.
  assert.equal(placeToReadOn(tasksThat([9, 9], [5, 7], [1, 1])), MIB);
  assert.equal(placeToReadOn(tasksThat([9, 9], [5, 7], [0, 0], [0, 0])), MIB);
  assert.equal(placeToReadOn(tasksThat([9, 9], [5, 7], [5, 7], null, [5, 7])), 2 * MIB);
  assert.equal(placeToReadOn(tasksThat(null, [5, 7])), 0);
});
