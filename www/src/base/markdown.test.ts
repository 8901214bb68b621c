import assert from "node:assert/strict";
import { test } from "node:test";
import { markdownOf } from "./markdown";

test("entries of one source share a block that says which lines they are", () => {
  const text = markdownOf([
    { source: "a.log", line: 3, text: "boom\n  at x\n" },
    { source: "a.log", line: 5, text: "next\n" },
    { source: "a.log", line: 9, text: "later\n" },
    { source: "b.log", line: 1, text: "other\r\n" },
  ]);
  assert.equal(
    text,
    "`a.log`, lines 3–5, 9:\n\n```text\nboom\n  at x\nnext\nlater\n```\n\n`b.log`, line 1:\n\n```text\nother\n```\n",
  );
});

test("a fence is longer than any in the text, and a name stays code", () => {
  const text = markdownOf([{ source: "we`ird", line: 0, text: "```js\n````\n" }]);
  assert.equal(text, "``we`ird``:\n\n`````text\n```js\n````\n`````\n");
});

test("many places are told by the first and the last", () => {
  const entries = Array.from({ length: 20 }, (_, idx) => ({
    source: "a",
    line: 2 * idx + 1,
    text: "x\n",
  }));
  assert.match(markdownOf(entries), /^`a`, 20 entries from line 1 to 39:/);
});
