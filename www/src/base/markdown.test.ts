import assert from "node:assert/strict";
import { test } from "node:test";
import { Markdown, type PlacedText } from "./markdown";

function markdownOf(entries: readonly PlacedText[], size = entries.length): Promise<string> {
  const markdown = new Markdown();
  for (let first = 0; first < entries.length; first += size)
    markdown.add(entries.slice(first, first + size));
  return new Blob(markdown.parts()).text();
}

test("entries of one source share a block that says which lines they are", async () => {
  const text = await markdownOf([
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

test("a fence is longer than any in the text, and a name stays code", async () => {
  const text = await markdownOf([{ source: "we`ird", line: 0, text: "```js\n````\n" }]);
  assert.equal(text, "``we`ird``:\n\n`````text\n```js\n````\n`````\n");
});

test("many places are told by the first and the last", async () => {
  const entries = Array.from({ length: 20 }, (_, idx) => ({
    source: "a",
    line: 2 * idx + 1,
    text: "x\n",
  }));
  assert.match(await markdownOf(entries), /^`a`, 20 entries from line 1 to 39:/);
});

test("it does not matter how many entries come at once", async () => {
  const entries = Array.from({ length: 40 }, (_, idx) => ({
    source: idx % 17 < 12 ? "a.log" : "b.log",
    line: idx % 9 === 0 ? 3 * idx : idx + 1,
    text: `${"`".repeat(idx % 5)}line ${idx}${idx % 4 === 0 ? "\n  more" : ""}\n`,
  }));
  const whole = await markdownOf(entries);
  for (const size of [1, 2, 7, 39]) assert.equal(await markdownOf(entries, size), whole);
});
