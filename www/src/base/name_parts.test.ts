import assert from "node:assert/strict";
import { test } from "node:test";
import { nameParts } from "./name_parts";

test("the last part of a name stays whole", () => {
  assert.deepEqual(nameParts("status"), ["status", ""]);
  assert.deepEqual(nameParts("aws.cloudtrail.userIdentity.userName"), [
    "aws.cloudtrail.userIdentity",
    ".userName",
  ]);
  assert.deepEqual(nameParts("x".repeat(30)), ["x".repeat(20), "x".repeat(10)]);
  const [start, end] = nameParts("😀".repeat(15).concat("x".repeat(9)));
  assert.equal(`${start}${end}`.length, 39);
  assert.doesNotMatch(start, /[\ud800-\udbff]$/);
});
