import assert from "node:assert/strict";
import { test } from "node:test";
import { FIGURES, figuresFrom, type Ledger } from "./engine_types";
import { addLedgers, EMPTY_LEDGER } from "./ledger_sum";

function ledgerFrom(first: number, formats: Ledger["formats"]): Ledger {
  let next = first;
  const figures = figuresFrom(() => next++);
  const levels = EMPTY_LEDGER.levels.map((_, level) => first + level);
  return { ...EMPTY_LEDGER, ...figures, parsedEntries: first, levels, formats };
}

test("every figure of all sources is the sum of theirs, in any order", () => {
  const json = { id: "json", title: "JSON", entries: 3 };
  const one = ledgerFrom(1, [json, { id: "text", title: "Plain text", entries: 1 }]);
  const two = ledgerFrom(100, [json]);
  const sum = addLedgers([one, two]);
  assert.deepEqual(addLedgers([two, one]), sum);
  for (const [place, { id }] of FIGURES.entries()) {
    assert.equal(sum[id], 101 + 2 * place, id);
  }
  assert.deepEqual([sum.parsedEntries, sum.levels[1]], [101, 103]);
  const counts = sum.formats.map(({ id, entries }) => [id, entries]);
  assert.deepEqual(counts, [
    ["json", 6],
    ["text", 1],
  ]);
  assert.deepEqual(addLedgers([]), EMPTY_LEDGER);
});
