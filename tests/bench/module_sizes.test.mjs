// Tests of what the parts of a module take.

import assert from "node:assert/strict";
import test from "node:test";
import { crateOf, folderOf, readModule, sizesBy } from "./measure/module_sizes.mjs";

test("a name tells the crate and the folder", () => {
  const cases = [
    ["logscry::time::parse::TimeParser::read::h0123456789abcdef", "logscry", "time"],
    ["<logscry::store::block::Block as core::clone::Clone>::clone", "logscry", "store"],
    ["<logscry[1f2e]::ingest::Task>::step", "logscry", "ingest"],
    ["<[u8] as regex_automata::util::Bytes>::find", "regex_automata", null],
    ["core::slice::sort::merge::<logscry::units::EntryId>", "core", null],
    ["__wbindgen_malloc", "of the compiler", null],
    [null, "of the compiler", null],
  ];
  for (const [name, crate, folder] of cases) {
    assert.equal(crateOf(name), crate, name);
    assert.equal(folderOf(name), folder, name);
  }
});

test("functions are found with their names, behind those that are imported", () => {
  const text = (string) => [string.length, ...Buffer.from(string)];
  const section = (id, ...bytes) => [id, bytes.length, ...bytes];
  const bytes = Uint8Array.from([
    ...Buffer.from("\0asm"),
    ...[1, 0, 0, 0],
    ...section(1, 1, 0x60, 0, 0),
    ...section(2, 1, ...text("host"), ...text("call"), 0, 0),
    ...section(3, 2, 0, 0),
    ...section(10, 2, 2, 0, 0x0b, 4, 0, 1, 1, 0x0b),
    ...section(0, ...text("name"), 1, 13, 2, 1, ...text("a::x"), 2, ...text("b::y")),
  ]);
  assert.ok(WebAssembly.validate(bytes));
  const { sections, functions } = readModule(bytes);
  assert.deepEqual(functions, [
    { name: "a::x", size: 3 },
    { name: "b::y", size: 5 },
  ]);
  assert.equal(sections.code, 11);
  assert.deepEqual(sizesBy(functions, crateOf), [
    ["b", 5],
    ["a", 3],
  ]);
});
