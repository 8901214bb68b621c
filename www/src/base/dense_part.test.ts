import assert from "node:assert/strict";
import { test } from "node:test";
import { densePart } from "./dense_part";

const NONE = Array.from({ length: 100 }, () => 0);

function withCounts(counts: Readonly<Record<number, number>>): readonly number[] {
  return NONE.map((_, at) => counts[at] ?? 0);
}

test("a stray entry far away is left out", () => {
  assert.deepEqual(densePart(withCounts({ 0: 1, 97: 400, 98: 10, 99: 300 }), NONE), {
    first: 97,
    end: 100,
  });
});

test("a burst among few entries is not cut out of them", () => {
  const steady = NONE.map((_, at) => (at === 50 ? 100_000 : at % 9 === 0 ? 1 : 0));
  assert.equal(densePart(steady, NONE), null);
});

test("of slivers the one with most errors is shown", () => {
  const entries = withCounts({ 2: 500, 3: 400, 60: 300, 61: 5, 99: 450 });
  assert.deepEqual(densePart(entries, withCounts({ 3: 1, 60: 7 })), { first: 60, end: 62 });
  assert.deepEqual(densePart(entries, NONE), { first: 2, end: 4 });
});

test("what fills the axis, or has parts of some length, stays", () => {
  assert.equal(
    densePart(
      NONE.map(() => 3),
      NONE,
    ),
    null,
  );
  assert.equal(
    densePart(
      NONE.map((_, at) => (at < 10 || at > 88 ? 3 : 0)),
      NONE,
    ),
    null,
  );
  assert.equal(densePart(NONE, NONE), null);
  assert.equal(densePart([], []), null);
});
