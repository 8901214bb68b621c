import assert from "node:assert/strict";
import { test } from "node:test";
import { occurrences } from "./occurrences";

test("a word is found wherever it stands, in any case", () => {
  assert.deepEqual(occurrences("Timeout, timeout; TIMEOUTS", "timeout"), [0, 9, 18]);
  assert.deepEqual(occurrences("aaaa", "aa"), [0, 2]);
  assert.deepEqual(occurrences("abc", ""), []);
  assert.deepEqual(occurrences("abc", "d"), []);
  assert.equal(occurrences("a".repeat(5000), "a").length, 500);
});

test("letters that grow in small letters do not shift what is behind them", () => {
  const text = "İstanbul gate";
  assert.notEqual(text.toLowerCase().length, text.length);
  assert.deepEqual(occurrences(text, "gate"), [9]);
});
