import assert from "node:assert/strict";
import { test } from "node:test";
import { cutName, drawnLength, ForeignCutter, shownName, shownSentence } from "./foreign_text";

const drawn = (text: string): string =>
  new ForeignCutter()
    .cut(text)
    .map((piece) => (piece.kind === "unseen" ? `<${piece.text}>` : piece.text))
    .join("");

test("a name stands on one line, with everything unseen by name", () => {
  assert.equal(shownName("a\u202egnp\r\n\tb\u001b[1m"), "a[U+202E]gnp[CR][LF][TAB]b[ESC][1m");
  assert.equal(shownName("tag\u{e0041}s\u3164"), "tag[U+E0041]s[U+3164]");
  assert.equal(shownName("Grüße 日本.log"), "Grüße 日本.log");
});

test("a long name keeps its start and its end", () => {
  const shown = shownName(`${"x".repeat(100_000)}.log`);
  assert.ok(shown.length <= 241);
  assert.match(shown, /^x+…x+\.log$/);
  assert.equal(cutName("😀".repeat(500)).length, 1);
  assert.doesNotMatch(shownName(`a${"😀".repeat(500)}b`), /\p{Surrogate}/u);
});

test("what we say around names is kept whole", () => {
  const sentence = `${"word ".repeat(200)}\u202e.`;
  assert.equal(shownSentence(sentence), `${"word ".repeat(200)}[U+202E].`);
});

test("runs of one unseen character are counted", () => {
  assert.equal(drawn(`a${"\u202e".repeat(100_000)}b`), "a<U+202E × 100,000>b");
});

test("after many names a sign stands in for each", () => {
  const pieces = new ForeignCutter().cut("\u202ea".repeat(100_000));
  assert.ok(pieces.length <= 401);
  assert.ok(pieces.at(-1)?.text.endsWith("·a"));
  assert.doesNotMatch(pieces.map(({ text }) => text).join(""), /\u202e/);
});

test("marks beyond what any script needs are folded", () => {
  const marks = (count: number): string => "\u0301".repeat(count);
  assert.equal(drawn(`e${marks(32)}x`), `e${marks(32)}x`);
  assert.equal(drawn(`e${marks(100_000)}x`), `e${marks(32)}<99,968 more joined characters>x`);
  const tones = "\u{1f3fd}";
  assert.equal(drawn(`👍${tones.repeat(40)}`), `👍${tones.repeat(32)}<8 more joined characters>`);
});

test("a joined emoji is drawn in its parts", () => {
  assert.equal(drawn("👨\u200d👩"), "👨<U+200D>👩");
});

test("only so much of what is slow to lay out is drawn", () => {
  assert.equal(drawnLength("a".repeat(1_000_000)), 1_000_000);
  assert.equal(drawnLength("ب".repeat(100_000)), 8000);
  assert.equal(drawnLength("א (".repeat(30_000)), 6000);
  assert.equal(drawnLength("漢".repeat(100_000)), 100_000);
  assert.equal(drawnLength("a漢".repeat(50_000)), 1001);
  assert.equal(drawnLength("👨\u200d".repeat(30_000)), 1500);
  // Lines are laid out one by one.
  const lines = `${"ب".repeat(1000)}\n`.repeat(50);
  assert.equal(drawnLength(lines), lines.length);
  assert.ok(drawnLength(lines.repeat(10)) < 110_000);
  const latin = `${"a".repeat(50)} été → ✓ `.repeat(2000);
  assert.equal(drawnLength(latin), latin.length);
});
