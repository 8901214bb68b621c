import assert from "node:assert/strict";
import { test } from "node:test";
import { cutPieces, type Needle } from "./pieces";

function drawn(text: string, ...needles: Needle[]): string {
  return cutPieces(text, needles)
    .map((piece) => {
      if (piece.kind === "match") return `[${piece.text}]`;
      return piece.kind === "unseen" ? `<${piece.text}>` : piece.text;
    })
    .join("");
}

const word = (text: string): Needle => ({ text, isRegex: false });
const regex = (text: string): Needle => ({ text, isRegex: true });

test("words are marked whatever their case, wherever they stand", () => {
  assert.equal(drawn("Timeout after TIMEOUT", word("timeout")), "[Timeout] after [TIMEOUT]");
});

test("text that looks like a pattern is text", () => {
  assert.equal(drawn("a.b (c)", word("(c)"), word(".")), "a[.]b [(c)]");
});

test("patterns are marked; those the browser cannot read or should not run are left alone", () => {
  assert.equal(drawn("code 504", regex("5\\d\\d")), "code [504]");
  assert.equal(drawn("code 504", regex("(?P<x>5")), "code 504");
  assert.equal(drawn("aaaa", regex("(a+)+$")), "aaaa");
});

test("an empty match does not hang", () => {
  assert.equal(drawn("abc", regex("x?")), "abc");
});

test("controls and bidirectional overrides are named", () => {
  assert.equal(drawn("a\u202eb\u001b[31m\u0000"), "a<U+202E>b<ESC>[31m<NUL>");
});

test("a pattern that repeats is looked for in the beginning of a long text only", () => {
  const text = `${"a".repeat(300_000)}c`;
  const begun = performance.now();
  assert.ok(!drawn(text, regex("a*b")).includes("["));
  assert.ok(!drawn(text, regex("a+a*b")).includes("["));
  assert.ok(performance.now() - begun < 3000);
  assert.ok(drawn(text, word("c")).endsWith("[c]"));
});

test("the rest of a text that would be slow to draw is counted", () => {
  assert.ok(drawn("ب".repeat(100_000)).endsWith("ب<92,000 more characters, not drawn>"));
});
