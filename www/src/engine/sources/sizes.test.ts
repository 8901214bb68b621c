import assert from "node:assert/strict";
import { test } from "node:test";
import { knownSizeOfFile, measure, sizeOfFile } from "./sizes";

/** A file that counts how often its size is asked for. */
function countingFile(): { readonly file: File; readonly asked: () => number } {
  let asked = 0;
  const file = {
    get size(): number {
      asked += 1;
      return 7;
    },
  } as File;
  return { file, asked: () => asked };
}

test("the size of a file is asked for once", () => {
  const { file, asked } = countingFile();
  assert.equal(knownSizeOfFile(file), 0);
  assert.deepEqual([sizeOfFile(file), sizeOfFile(file), knownSizeOfFile(file)], [7, 7, 7]);
  assert.equal(asked(), 1);
});

test("the sizes of many are asked for some at a time", async () => {
  const many = Array.from({ length: 250 }, countingFile);
  let told = 0;
  const asked = (): number => many.reduce((sum, one) => sum + one.asked(), 0);
  const measured = measure(
    many,
    ({ file }) => file,
    () => {
      told += 1;
    },
  );
  assert.equal(asked(), 25);
  await measured;
  assert.equal(asked(), 250);
  // Of the first nobody was told anything yet.
  assert.equal(told, 225);
});
