import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_REST_MILLIS, UpdateCost } from "./update_cost";

test("a cheap update is followed by the shortest rest", () => {
  const cost = new UpdateCost();
  for (let times = 0; times < 10; times += 1) cost.take(2);
  assert.equal(cost.restMillis(100), 100);
});

test("a dear update is followed by many times its cost, but not for ever", () => {
  const cost = new UpdateCost();
  for (let times = 0; times < 20; times += 1) cost.take(20);
  assert.ok(cost.restMillis(100) > 250 && cost.restMillis(100) < 350);
  for (let times = 0; times < 20; times += 1) cost.take(400);
  assert.equal(cost.restMillis(100), MAX_REST_MILLIS);
});

test("one slow update does not slow down the rest", () => {
  const cost = new UpdateCost();
  cost.take(60);
  for (let times = 0; times < 4; times += 1) cost.take(2);
  assert.equal(cost.restMillis(100), 100);
});

test("an update counts until what it set off has run", async () => {
  const cost = new UpdateCost();
  cost.run(() => {
    queueMicrotask(() => {
      const endMillis = performance.now() + 40;
      while (performance.now() < endMillis);
    });
  });
  await Promise.resolve();
  await Promise.resolve();
  assert.ok(cost.restMillis(0) >= 250);
});
