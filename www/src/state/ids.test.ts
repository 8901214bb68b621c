import assert from "node:assert/strict";
import { test } from "node:test";
import { likelyId, looksLikeId } from "./ids";

test("ids are words with a digit that are no number, time or place", () => {
  for (const id of [
    "ord-4711",
    "7f3a9c21-0b6e-4c1d-9f2e-5a8b7c6d5e4f",
    "req_9f2e5a",
    "a1b2c3",
    "20260314001",
  ])
    assert.ok(looksLikeId(id), id);
  for (const other of [
    "shop",
    "12.5",
    "504",
    "2026-03-14T10:00:00Z",
    "/v2/1",
    "two words 1",
    "10:00:00",
    "Cart.java:12",
    "",
  ])
    assert.ok(!looksLikeId(other), other);
});

test("a field that is called an id goes first", () => {
  const fields = [
    ["thread", "worker-17"],
    ["user_id", "u-55"],
    ["traceId", "abcdef"],
  ] as const;
  assert.equal(likelyId(fields), "abcdef");
  assert.equal(likelyId(fields.slice(0, 2)), "u-55");
  assert.equal(likelyId(fields.slice(0, 1)), "worker-17");
  assert.equal(likelyId([]), null);
});
