import assert from "node:assert/strict";
import { test } from "node:test";
import { type Figures, figuresFrom } from "../engine";
import { countsToSend } from "../figures";
import type { WireLedger } from "../wire";
import { joinedRanges, ledgerOf } from "./source_ledger";

function mergedOf(figures: Partial<Figures>, formats: WireLedger["formats"] = []): WireLedger {
  return { figures: countsToSend(figures), levels: [1, 2], formats };
}

test("every figure comes under its own name", () => {
  let next = 1;
  const figures = figuresFrom(() => next++);
  const ledger = ledgerOf(mergedOf(figures), []);
  for (const [id, count] of Object.entries(figures)) {
    assert.equal(ledger[id as keyof Figures], count, id);
  }
  assert.deepEqual(ledger.levels, [1, 2, 0, 0, 0, 0, 0, 0]);
});

test("what is plain text is not parsed", () => {
  const formats: WireLedger["formats"] = [
    ["json", "JSON lines", 7],
    ["text", "Plain text", 2],
  ];
  assert.equal(ledgerOf(mergedOf({ entries: 9 }, formats), []).parsedEntries, 7);
  assert.equal(ledgerOf(null, []).entries, 0);
});

test("unread neighbours with one reason are one range, and one without a byte tells a place", () => {
  const ranges = [
    { start: 50, end: 90, reason: "changed" },
    { start: 10, end: 50, reason: "changed" },
    { start: 95, end: 95, reason: "changed" },
    { start: 90, end: 99, reason: "memory" },
  ];
  assert.deepEqual(joinedRanges(ranges), [
    { start: 10, end: 90, reason: "changed" },
    { start: 90, end: 99, reason: "memory" },
    { start: 95, end: 95, reason: "changed" },
  ]);
});
