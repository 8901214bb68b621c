import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf } from "./small_files";

const FILES = ["ab", "", "cde"].map((text, idx) => new File([text], `${idx}.log`));

test("each file gets its bytes of those of all", () => {
  const parts = partsOf(new Uint8Array([1, 2, 3, 4, 5]), FILES);
  assert.deepEqual(
    parts?.map((part) => [...part]),
    [[1, 2], [], [3, 4, 5]],
  );
});

test("bytes that are fewer or more than the files have are nobody's", () => {
  assert.equal(partsOf(new Uint8Array(4), FILES), null);
  assert.equal(partsOf(new Uint8Array(6), FILES), null);
});
