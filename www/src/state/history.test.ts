import assert from "node:assert/strict";
import { test } from "node:test";
import { change, redo, startHistory, undo } from "./history";

test("undo and redo walk through the changes", () => {
  const changed = change(change(startHistory("a"), "b", null), "c", null);
  assert.equal(undo(changed).present, "b");
  assert.equal(undo(undo(changed)).present, "a");
  assert.equal(redo(undo(changed)).present, "c");
});

test("the ends hold", () => {
  const start = startHistory("a");
  assert.equal(undo(start), start);
  assert.equal(redo(start), start);
});

test("a gesture is undone as one", () => {
  const typed = ["t", "ti", "tim"].reduce(
    (history, text) => change(history, text, "typing-1"),
    startHistory(""),
  );
  assert.equal(undo(typed).present, "");
});

test("a change forgets what was undone", () => {
  const branched = change(undo(change(startHistory("a"), "b", null)), "c", null);
  assert.deepEqual(branched.future, []);
});
