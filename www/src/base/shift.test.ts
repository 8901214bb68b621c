import assert from "node:assert/strict";
import { test } from "node:test";
import { formatShift, parseShift } from "./shift";

test("a shift is a signed length in units or as a clock", () => {
  assert.equal(parseShift("+1h30m"), 5400);
  assert.equal(parseShift("-90 s"), -90);
  assert.equal(parseShift("− 2 d 3 min"), -172_980);
  assert.equal(parseShift("-01:30:00"), -5400);
  assert.equal(parseShift("0:45"), 2700);
  assert.equal(parseShift("  "), 0);
});

test("what is no length is not guessed", () => {
  for (const text of ["soon", "1", "1h x", "x 1h", "1:75", "--1h", "1y", "99999999999999999999d"]) {
    assert.equal(parseShift(text), null, text);
  }
});

test("what is written is read back", () => {
  for (const seconds of [0, 1, -59, 3600, -5400, 86_400 * 400 + 61]) {
    assert.equal(parseShift(formatShift(seconds)), seconds);
  }
});
