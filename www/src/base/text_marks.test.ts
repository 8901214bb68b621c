import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_MARKS, TextMarks } from "./text_marks";

test("a known text has its own marks, and no other text has them", () => {
  const marks = new TextMarks([["a timeout", [2, 9]]]);
  assert.deepEqual(marks.of("a timeout"), [2, 9]);
  assert.deepEqual(marks.of("a timeout here"), []);
  assert.ok(marks.has("a timeout") && !marks.has("timeout"));
  assert.deepEqual(NO_MARKS.of("a"), []);
});

test("what is drawn line by line has the marks of its lines", () => {
  const trace = "boom\n\tat a.B.c(B.java:7)\n\tat d.E.f(E.java:9)";
  const marks = new TextMarks([[trace, [6, 8, 28, 33]]]);
  assert.deepEqual(marks.of("\tat a.B.c(B.java:7)\n\tat d.E.f(E.java:9)"), [1, 3, 23, 28]);
  assert.deepEqual(marks.of("at a.B.c(B.java:7)"), [0, 2]);
  assert.deepEqual(marks.of("  at a.B.c(B.java:7)"), [2, 4]);
  assert.deepEqual(marks.of("boom"), []);
});

test("a hit that crosses a line end is marked on both lines", () => {
  const marks = new TextMarks([["ab\ncd", [1, 4]]]);
  assert.deepEqual(
    [marks.of("ab"), marks.of("cd")],
    [
      [1, 2],
      [0, 1],
    ],
  );
});

test("a text that is known to have none has none, whatever its lines are elsewhere", () => {
  const marks = new TextMarks([
    ["x", [0, 1]],
    ["y\nx", []],
  ]);
  assert.deepEqual(marks.of("y\nx"), []);
});
