import assert from "node:assert/strict";
import { test } from "node:test";
import { cutTasks, unreadOf } from "./tasks";

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
  assert.equal(cutTasks(1, 900 * MIB, "gzip", 4).length, 1);
  assert.equal(cutTasks(1, 900 * MIB, "binary", 4).length, 0);
  assert.equal(cutTasks(1, 0, "text", 4).length, 0);
});

test("a cancelled task tells what it did not read", () => {
  const [task] = cutTasks(1, 100, "text", 1);
  assert.ok(task !== undefined);
  task.state = "cancelled";
  assert.deepEqual(unreadOf(task), { start: 0, end: 100, reason: "Reading was cancelled" });
});
