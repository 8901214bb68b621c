import assert from "node:assert/strict";
import { test } from "node:test";
import { automaticBudget } from "./memory_budget";

test("a quarter of the computer's memory is taken, two gigabytes if it is not known", () => {
  assert.equal(automaticBudget(8), 2_000_000_000);
  assert.equal(automaticBudget(32), 8_000_000_000);
  assert.equal(automaticBudget(0.5), 500_000_000);
  assert.equal(automaticBudget(null), 2_000_000_000);
});
