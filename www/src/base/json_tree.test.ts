import assert from "node:assert/strict";
import { test } from "node:test";
import {
  branchesWith,
  branchSummary,
  firstOpen,
  isNested,
  type JsonNode,
  parseJson,
  treeRows,
} from "./json_tree";

function tree(text: string): JsonNode {
  const node = parseJson(text);
  assert.ok(node !== null, text);
  return node;
}

/** Every row that is open at first: depth, name, text. */
function shown(node: JsonNode, open = firstOpen(node)): string[] {
  return treeRows(node, open, new Set()).map(({ depth, name, node: value, hidden }) => {
    const text =
      value.kind === "object" || value.kind === "array" ? branchSummary(value) : value.text;
    return hidden > 0 ? `${depth} ${hidden} more` : `${depth} ${name}=${text}`;
  });
}

test("what is written is shown: order, doubles, every digit", () => {
  const text = '{"b":12345678901234567890,"2":1.50,"a":"x\\ny","a":null,"1":[true,{"c":"é"}]}';
  assert.deepEqual(shown(tree(text)), [
    "0 b=12345678901234567890",
    "0 2=1.50",
    "0 a=x\ny",
    "0 a=null",
    "0 1=[2]",
    "1 0=true",
    "1 1={1}",
    "2 c=é",
  ]);
});

test("JSON in a string is a branch", () => {
  const node = tree('{"body":"{\\"inner\\":{\\"seat\\":\\"12A\\"}}","n":1}');
  assert.ok(isNested(node));
  assert.deepEqual(
    treeRows(node, firstOpen(node), new Set()).map(({ name }) => name),
    ["body", "inner", "seat", "n"],
  );
});

test("what is not JSON with members has no tree", () => {
  const deep = `${"[".repeat(200)}1${"]".repeat(200)}`;
  for (const text of [
    "",
    "{}",
    "[]",
    "1",
    '"a"',
    "{a:1}",
    '{"a":1} x',
    '{"a":',
    "[1,",
    '{"a" 1}',
    deep,
  ])
    assert.equal(parseJson(text), null, text);
  assert.ok(parseJson(' {"a":1},\n') !== null);
  assert.ok(parseJson('{"a":"half \\u12 escape"}') !== null);
});

test("a large tree begins folded, and a long branch shows its start", () => {
  const many = Array.from({ length: 300 }, (_, idx) => idx);
  const node = tree(JSON.stringify({ many, few: { a: 1 } }));
  assert.deepEqual(shown(node), ["0 many=[300]", "0 few={1}", "1 a=1"]);
  const rows = shown(node, new Set(["", "0"]));
  assert.equal(rows.length, 203);
  assert.equal(rows[201], "1 100 more");
  assert.equal(treeRows(node, new Set(["0"]), new Set(["0"])).length, 302);
});

test("branches that hold a hit open", () => {
  const node = tree('{"a":{"b":[{"c":"needle"}]},"d":{"e":1},"f":{"needle":2}}');
  assert.deepEqual([...branchesWith(node, (text) => text.includes("needle"))].sort(), [
    "",
    "0",
    "0.0",
    "0.0.0",
    "2",
  ]);
});
