import assert from "node:assert/strict";
import { test } from "node:test";
import { app, writable } from "./app_state";
import { COMMANDS } from "./commands";
import type { SourceState } from "./engine_types";
import { commandFor, keyCap, keyOf } from "./keys";

// No more than that there is one.
const SOURCE = {} as SourceState;

const press = (key: string, changes = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...changes,
});

test("ids and keys are unique, titles are sentences without an end", () => {
  const ids = COMMANDS.map((command) => command.id);
  const keys = COMMANDS.flatMap((command) => command.keys);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(new Set(keys).size, keys.length);
  for (const command of COMMANDS) {
    assert.match(command.id, /^[a-z_]+$/);
    assert.match(command.title, /^[A-Z].*[^.!]$/);
  }
});

test("single letters do nothing in a field", () => {
  assert.equal(commandFor(press("t"), "field"), null);
  assert.equal(commandFor(press("t"), "nowhere")?.id, "theme");
  assert.equal(commandFor(press("t"), "control")?.id, "theme");
});

test("the palette and Escape work anywhere", () => {
  assert.equal(commandFor(press("k", { metaKey: true }), "field")?.id, "palette");
  assert.equal(commandFor(press("Escape"), "field")?.id, "step_back");
});

test("keys between regions leave the cursor of a field alone", () => {
  writable.snapshot.value = { ...app.snapshot.value, sources: [SOURCE] };
  assert.equal(commandFor(press("F6"), "field")?.id, "next_region");
  assert.equal(commandFor(press("F6", { shiftKey: true }), "list")?.id, "previous_region");
  assert.equal(commandFor(press("ArrowRight", { ctrlKey: true }), "list")?.id, "next_region");
  assert.equal(commandFor(press("ArrowRight", { ctrlKey: true }), "field"), null);
  writable.snapshot.value = { ...app.snapshot.value, sources: [] };
  assert.equal(commandFor(press("F6"), "field"), null);
});

test("Enter on a button is the button's", () => {
  assert.equal(commandFor(press("Enter"), "control"), null);
});

test("Caps Lock changes nothing", () => {
  assert.equal(keyOf(press("K", { ctrlKey: true })), "Mod+k");
  assert.equal(keyOf(press("e", { shiftKey: true })), "E");
});

test("keys are named with their modifier and written for people", () => {
  assert.equal(keyOf(press("k", { ctrlKey: true })), "Mod+k");
  assert.equal(keyOf(press("E", { shiftKey: true })), "E");
  assert.equal(keyOf(press("?", { shiftKey: true })), "?");
  assert.deepEqual(
    ["e", "E", "Mod+k", "Mod+Z", "ArrowDown", "?"].map((key) => keyCap(key, false)),
    ["E", "Shift+E", "Ctrl+K", "Ctrl+Shift+Z", "↓", "?"],
  );
});
