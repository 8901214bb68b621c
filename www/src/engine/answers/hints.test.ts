import assert from "node:assert/strict";
import { test } from "node:test";
import { hintOf } from "./hints";

const field = (name: string, start: number, mayBeText: boolean) => ({
  name,
  start,
  end: start + name.length,
  mayBeText,
});

test("a name that is no field is said to be text, with a guess and the other way", () => {
  const parsed = {
    fields: [field("stauts", 2, true)],
    groups: [],
    remarks: [],
    asTerm: '"x stauts:5"',
  };
  const hint = hintOf(
    "x stauts:5",
    [{ place: 0, name: "stauts", closest: "HTTP status" }],
    parsed,
    [],
  );
  assert.match(hint?.message ?? "", /searched as text\. Did you mean `HTTP status`\?/);
  assert.deepEqual(
    hint?.fixes.map(({ query }) => query),
    ['x "HTTP status":5', 'x "stauts":5'],
  );
});

test("a name in quotes that is no field can be searched as text", () => {
  const parsed = {
    fields: [field('"a b"', 0, false)],
    groups: [],
    remarks: [],
    asTerm: '"\\"a b\\":5"',
  };
  const hint = hintOf('"a b":5', [{ place: 0, name: "a b", closest: null }], parsed, []);
  assert.deepEqual(hint?.fixes, [{ title: "Search as text", query: '"\\"a b\\":5"' }]);
});

test("without such a name the first remark of the core is said", () => {
  const remark = { message: "m", start: 0, end: 4, title: "t", query: "q" };
  const hint = hintOf(
    "/v2/",
    [],
    { fields: [], groups: [], remarks: [remark], asTerm: "/v2/" },
    [],
  );
  assert.deepEqual(hint, { message: "m", start: 0, end: 4, fixes: [{ title: "t", query: "q" }] });
  assert.equal(hintOf("x", [], { fields: [], groups: [], remarks: [], asTerm: "x" }, []), null);
});

test("values that cannot be compared are counted and said", () => {
  const parsed = { fields: [field("duration", 2, true)], groups: [], remarks: [], asTerm: "" };
  const counted = (present: number, compared: number) =>
    hintOf("x duration>=250", [], parsed, [{ field: "duration", bound: "250", present, compared }]);
  const said =
    "9 of 14 values of `duration` cannot be compared with `250`: not a number, or of another unit.";
  assert.deepEqual(counted(14, 5), { message: said, start: 2, end: 10, fixes: [] });
  assert.equal(counted(14, 14), null);
});

test("a group that nothing is in is said first", () => {
  const use = { id: "0123456789abcdef", standing: "included", known: "missing" } as const;
  const parsed = { fields: [], groups: [{ ...use, start: 6, end: 22 }], remarks: [], asTerm: "" };
  const hint = hintOf("group:0123456789abcdef", [], parsed, []);
  assert.deepEqual([hint?.start, hint?.end, hint?.fixes], [6, 22, []]);
  assert.match(hint?.message ?? "", /^No group has this id/);
});
