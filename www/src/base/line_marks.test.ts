import assert from "node:assert/strict";
import { test } from "node:test";
import { freeFieldName, type Marked, runsOf, step, withMark, wordAt, wordStep } from "./line_marks";

const mark = (start: number, end: number, role: Marked["role"] = "field", name = ""): Marked => ({
  start,
  end,
  role,
  name,
});

test("runs add up to the line whatever the marks", () => {
  const line = "abcdefghij";
  for (const marks of [[], [mark(2, 4)], [mark(6, 99), mark(0, 3), mark(2, 5)], [mark(5, 5)]]) {
    const runs = runsOf(line, marks);
    assert.equal(runs.map((run) => line.slice(run.start, run.end)).join(""), line);
  }
  assert.deepEqual(runsOf(line, [mark(6, 8), mark(1, 3)]), [
    { start: 0, end: 1, mark: null },
    { start: 1, end: 3, mark: 1 },
    { start: 3, end: 6, mark: null },
    { start: 6, end: 8, mark: 0 },
    { start: 8, end: 10, mark: null },
  ]);
  assert.deepEqual(runsOf("", []), []);
});

test("a caret never stands within a pair, nor outside the line", () => {
  const line = "a🚀b";
  assert.deepEqual(
    [0, 1, 3, 4].map((at) => step(line, at, 1)),
    [1, 3, 4, 4],
  );
  assert.deepEqual(
    [0, 1, 3, 4].map((at) => step(line, at, -1)),
    [0, 0, 1, 3],
  );
});

test("words end at blanks and brackets", () => {
  const line = "2026-01-02 [main.x] ok";
  assert.deepEqual(wordAt(line, 3), { start: 0, end: 10 });
  assert.deepEqual(wordAt(line, 12), { start: 12, end: 18 });
  assert.equal(wordAt("  ", 1), null);
  assert.deepEqual(
    [0, 10, 12, 18].map((at) => wordStep(line, at, 1)),
    [10, 12, 18, 20],
  );
  assert.deepEqual(
    [22, 20, 18].map((at) => wordStep(line, at, -1)),
    [20, 18, 12],
  );
});

test("a mark takes the place of what it shares text with, and of its own kind", () => {
  const marks = [mark(0, 5, "time"), mark(6, 9, "level"), mark(10, 14, "field", "field")];
  assert.deepEqual(
    withMark(marks, mark(8, 12, "message")).map(({ role }) => role),
    ["time", "message"],
  );
  assert.deepEqual(
    withMark(marks, mark(20, 22, "level")).map(({ role, start }) => [role, start]),
    [
      ["time", 0],
      ["field", 10],
      ["level", 20],
    ],
  );
  assert.equal(withMark(marks, mark(15, 17, "field", "b")).length, 4);
  assert.equal(freeFieldName(marks), "field_2");
});
