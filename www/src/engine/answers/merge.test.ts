import assert from "node:assert/strict";
import { test } from "node:test";
import { type Figures, figuresFrom } from "../engine";
import { countsToSend } from "../figures";
import type { TaskLedger, WireLedger } from "../wire";
import { boundsOfTasks, type Counts, mergedBounds, mergedCounts, mergedLedger } from "./merge";

function taskOf(
  start: number,
  opening: string | null,
  closing: string | null,
  figures: Partial<Figures> = {},
  formats: WireLedger["formats"] = [],
): TaskLedger {
  return {
    source: 0,
    start,
    ledger: { figures: countsToSend(figures), levels: [], formats },
    first: opening,
    last: closing,
    opening,
    closing,
  };
}

function countsOf(total: number, timeline: number[], isComplete = true): Counts {
  const levels = [0, 0, 0, total, 0, 0, 0, 0];
  return {
    isComplete,
    lookedAt: 2 * total,
    total,
    levelCounts: levels,
    undated: levels,
    outsideGrid: 1,
    unsearched: 2,
    unknownFields: [],
    timeline: Uint32Array.from(timeline),
  };
}

test("counts add up in any order, and are complete only if all are", () => {
  const parts = [countsOf(2, [1, 0, 1]), countsOf(3, [0, 3, 0], false), countsOf(0, [])];
  const sum = mergedCounts(parts);
  assert.deepEqual(sum, mergedCounts([...parts].reverse()));
  assert.deepEqual([...sum.timeline], [1, 3, 1]);
  assert.equal(sum.total, 5);
  assert.equal(sum.lookedAt, 10);
  assert.equal(sum.levelCounts[3], 5);
  assert.equal(sum.outsideGrid, 3);
  assert.equal(sum.isComplete, false);
});

test("a field is unknown only if no worker knows it", () => {
  const field = { name: "stauts", start: 0, end: 6, closest: "status" };
  const blind = { ...countsOf(1, []), unknownFields: [field] };
  assert.deepEqual(mergedCounts([blind, blind]).unknownFields, [field]);
  assert.deepEqual(mergedCounts([blind, countsOf(1, [])]).unknownFields, []);
  assert.equal(mergedCounts([blind, blind]).unsearched, 4);
});

test("a task that begins before the task ahead of it ended is one step out of order", () => {
  const tasks = [
    taskOf(200, "30", "40", { outOfOrder: 2 }),
    taskOf(0, "10", "50"),
    taskOf(100, null, null),
    taskOf(300, "40", "60"),
  ];
  assert.equal(mergedLedger(tasks, []).outOfOrder, 3);
  assert.equal(mergedLedger([...tasks].reverse(), []).outOfOrder, 3);
});

test("every figure adds up under its own name", () => {
  let next = 1;
  const figures = figuresFrom(() => next++);
  const sum = mergedLedger([taskOf(0, null, null, figures), taskOf(9, null, null, figures)], []);
  for (const [id, count] of Object.entries(figures)) {
    assert.equal(sum[id as keyof Figures], 2 * count, id);
  }
});

test("formats add up by id, and what is plain text is not parsed", () => {
  const tasks = [
    taskOf(0, null, null, { entries: 5 }, [
      ["text", "Plain text", 2],
      ["json", "JSON lines", 3],
    ]),
    taskOf(9, null, null, { entries: 4 }, [["json", "JSON lines", 4]]),
  ];
  const ledger = mergedLedger(tasks, []);
  assert.deepEqual(ledger.formats, [
    { id: "json", title: "JSON lines", entries: 7 },
    { id: "text", title: "Plain text", entries: 2 },
  ]);
  assert.equal(ledger.parsedEntries, 7);
});

test("unread neighbours with one reason are one range, and one without a byte tells a place", () => {
  const ranges = [
    { start: 50, end: 90, reason: "changed" },
    { start: 10, end: 50, reason: "changed" },
    { start: 95, end: 95, reason: "changed" },
    { start: 90, end: 99, reason: "memory" },
  ];
  assert.deepEqual(mergedLedger([], ranges).unread, [
    { start: 10, end: 90, reason: "changed" },
    { start: 90, end: 99, reason: "memory" },
    { start: 95, end: 95, reason: "changed" },
  ]);
});

test("bounds hold the latest time itself and ignore what has none", () => {
  assert.deepEqual(
    boundsOfTasks([taskOf(0, "5", "7"), taskOf(1, null, null), taskOf(2, "-3", "2")]),
    { from: -3n, end: 8n },
  );
  assert.equal(boundsOfTasks([taskOf(0, null, null)]), null);
  assert.deepEqual(mergedBounds([null, { from: 1n, end: 2n }]), { from: 1n, end: 2n });
});
