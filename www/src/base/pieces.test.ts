import assert from "node:assert/strict";
import { test } from "node:test";
import { cutPieces, type Spans } from "./pieces";

function drawn(text: string, spans: Spans = []): string {
  return cutPieces(text, spans)
    .map((piece) => {
      if (piece.kind === "match") return `[${piece.text}]`;
      return piece.kind === "unseen" ? `<${piece.text}>` : piece.text;
    })
    .join("");
}

test("what is marked is what the spans say", () => {
  assert.equal(drawn("Timeout after TIMEOUT", [0, 7, 14, 21]), "[Timeout] after [TIMEOUT]");
  assert.equal(drawn("abc"), "abc");
  assert.equal(drawn("", [0, 4]), "");
});

test("spans beyond the text, or of nothing, mark nothing", () => {
  assert.equal(drawn("abc", [1, 1, 2, 9, 20, 30]), "ab[c]");
});

test("controls and bidirectional overrides are named, in marks too", () => {
  assert.equal(drawn("a\u202eb\u001b[31m\u0000"), "a<U+202E>b<ESC>[31m<NUL>");
  assert.equal(drawn("a\u202eb", [0, 3]), "[a]<U+202E>[b]");
});

test("the rest of a text that would be slow to draw is counted", () => {
  assert.ok(drawn("ب".repeat(100_000)).endsWith("ب<92,000 more characters, not drawn>"));
});
