import assert from "node:assert/strict";
import { test } from "node:test";
import { leftOutText, NOT_COUNTED } from "./left_out";

test("what is left out is counted in lines, and a cut line is said", () => {
  assert.deepEqual([0, 2, 5882, 1, 3, 9, NOT_COUNTED].map(leftOutText), [
    null,
    "1 more line",
    "2,941 more lines",
    "The line goes on",
    "The line goes on, and 1 more line",
    "The line goes on, and 4 more lines",
    "Many more lines",
  ]);
});
