import assert from "node:assert/strict";
import { test } from "node:test";
import { mergedRows } from "./row_columns";

const part = {
  nanos: BigInt64Array.of(5n, 5n),
  sources: Uint32Array.of(1, 1),
  offsets: Float64Array.of(10, 20),
  levels: Uint8Array.of(3, 3),
  stamps: Uint8Array.of(0x73, 0x80),
  text: new TextEncoder().encode("ab"),
  textEnds: Uint32Array.of(1, 2),
  marks: new Uint32Array(0),
  markEnds: Uint32Array.of(0, 0),
  values: new TextEncoder().encode("adab1"),
  valueEnds: Uint32Array.of(3, 3, 4, 5),
  offsetsSecs: Float64Array.of(3_600, 0),
  leftOut: Uint32Array.of(0, 7),
};

test("a row has the values of its own fields, and the clock of its own time", () => {
  const rows = mergedRows([part], 0, 2);
  assert.deepEqual(
    rows.map(({ values, offsetSecs, leftOut }) => [values, offsetSecs, leftOut]),
    [
      [["ada", ""], 3_600, 0],
      [["b", "1"], 0, 7],
    ],
  );
  const plain = { ...part, values: new Uint8Array(0), valueEnds: new Uint32Array(0) };
  assert.deepEqual(mergedRows([plain], 1, 2)[0]?.values, []);
});

test("a row without a time stands at that of its place and shows none", () => {
  const rows = mergedRows([part], 0, 2);
  assert.deepEqual(
    rows.map(({ key, nanos, digits, inferred }) => [key.nanos, nanos, digits, inferred]),
    [
      [5n, 5n, 3, 7],
      [5n, null, 0, 0],
    ],
  );
});
