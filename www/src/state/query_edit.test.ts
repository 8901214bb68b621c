import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_LEVELS } from "./level";
import {
  canFilter,
  excludeLevel,
  fieldTerm,
  levelsOfQuery,
  toggleLevel,
  withLevels,
  withTerm,
} from "./query_edit";

test("a click on a level shows only it; another adds itself; the same again takes itself away", () => {
  assert.equal(toggleLevel("", 6), "level:error");
  assert.equal(toggleLevel("level:error", 7), "level>=error");
  assert.equal(toggleLevel("level>=error", 3), "level:info,error,fatal");
  assert.equal(toggleLevel("level:error", 6), "");
  assert.equal(toggleLevel("timeout level:error x", 6), "timeout x");
});

test("excluding a level keeps the others", () => {
  assert.equal(excludeLevel("", 3), "-level:info");
  assert.equal(excludeLevel("-level:info", 2), "-level:debug,info");
  assert.equal(excludeLevel("level>=warn timeout", 5), "level>=error timeout");
});

test("level terms are found whatever their form", () => {
  assert.equal(levelsOfQuery("level>=error"), 0b1100_0000);
  assert.equal(levelsOfQuery("-level:info a"), ALL_LEVELS & ~0b1000);
  assert.equal(levelsOfQuery("level:error,WARN"), 0b0110_0000);
  assert.equal(levelsOfQuery('"level:error"'), ALL_LEVELS);
  assert.equal(levelsOfQuery("level<info"), 0b0110);
});

test("every set of levels can be written and read back", () => {
  for (let mask = 1; mask <= ALL_LEVELS; mask += 1)
    assert.equal(levelsOfQuery(withLevels("word", mask)), mask, `${mask}`);
});

test("terms land before the first pipe, outside quotes and regexes", () => {
  assert.equal(
    withTerm('"a | b" | count by x', "status:504", "include"),
    '"a | b" status:504 | count by x',
  );
  assert.equal(withTerm("/a | b/ c", "status:504", "exclude"), "/a | b/ c -status:504");
});

test("a top-level or is kept together", () => {
  assert.equal(withTerm("a or b", "x:1", "include"), "(a or b) x:1");
  assert.equal(toggleLevel("a or level:info", 6), "level:error (a or level:info)");
});

test("a term replaces its opposite and is not written twice", () => {
  assert.equal(withTerm("-x:1 a", "x:1", "include"), "a x:1");
  assert.equal(withTerm("x:1", "x:1", "include"), "x:1");
});

test("values are quoted where they have to be", () => {
  assert.equal(fieldTerm("status", "504"), "status:504");
  assert.equal(fieldTerm("msg", 'say "hi" \\'), 'msg:"say \\"hi\\" \\\\"');
  assert.equal(fieldTerm("delta", "-1"), 'delta:"-1"');
  assert.equal(fieldTerm("word", "or"), 'word:"or"');
});

test("what is long or has several lines is not offered as a filter", () => {
  assert.deepEqual(
    ["", "a\nb", "x".repeat(401), "ok"].map((value) => canFilter("name", value)),
    [false, false, false, true],
  );
});

test("names that the language cannot write are not offered", () => {
  assert.deepEqual(
    ["user agent", "-x", "a:b", "http.status_code"].map((name) => canFilter(name, "1")),
    [false, false, false, true],
  );
});
