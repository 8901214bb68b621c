import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { app, writable } from "./app_state";
import { switchHighlight, toggleHighlight } from "./highlights";

beforeEach(() => {
  writable.highlights.value = [];
  writable.find.value = null;
  writable.announcement.value = "";
});

const shown = (): string[] => app.highlights.value.map(({ word, colour }) => `${word} ${colour}`);

test("each word has a colour of its own, which is free again once it is gone", () => {
  for (const word of ["a", "b", "c", "d", "e", "f"]) switchHighlight(word);
  assert.deepEqual(shown(), ["a 0", "b 1", "c 2", "d 3", "e 4", "f 5"]);
  switchHighlight("g");
  assert.equal(app.highlights.value.length, 6);
  assert.match(app.announcement.value, /Six words/);
  switchHighlight("B");
  switchHighlight("g");
  assert.deepEqual(shown(), ["a 0", "c 2", "d 3", "e 4", "f 5", "g 1"]);
});

test("the key takes what the find bar looks for, and says what it needs", () => {
  toggleHighlight();
  assert.match(app.announcement.value, /Mark some text first/);
  writable.find.value = { draft: " timeout ", found: null, at: null };
  toggleHighlight();
  assert.deepEqual(shown(), ["timeout 0"]);
  toggleHighlight();
  assert.deepEqual(shown(), []);
  writable.find.value = { draft: "x".repeat(201), found: null, at: null };
  toggleHighlight();
  assert.match(app.announcement.value, /up to 200 letters/);
});
