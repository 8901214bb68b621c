import assert from "node:assert/strict";
import { test } from "node:test";
import { shownMessage } from "./message_lines";

test("line ends that are written out are shown as such", () => {
  assert.equal(
    shownMessage("SELECT *\\nFROM seats\\nWHERE row = 3"),
    "SELECT *\nFROM seats\nWHERE row = 3",
  );
  const list = String.raw`list:\n  - b\n  - \"c\"`;
  assert.equal(shownMessage(list), 'list:\n  - b\n  - "c"');
  assert.equal(shownMessage("one\ntwo\n"), "one\ntwo");
});

test("what may be a path or a pattern stays", () => {
  for (const text of ["C:\\new\\Names\\n", "a\\nb\\nc", "\\\\host\\n\\nX", "once\\n", "x\\n", ""])
    assert.equal(shownMessage(text), text);
});
