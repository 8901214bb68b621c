import assert from "node:assert/strict";
import { test } from "node:test";
import { Throughput } from "./throughput";

test("nothing is said of the first moment, whose bytes came all at once", () => {
  const throughput = new Throughput();
  throughput.observe(0, 0);
  throughput.observe(50, 20_000_000);
  throughput.observe(300, 20_000_100);
  assert.equal(throughput.bytesPerSecond, 0);
  throughput.observe(500, 50_000_000);
  assert.equal(throughput.bytesPerSecond, 100_000_000);
});

test("it is the speed of the last two seconds", () => {
  const throughput = new Throughput();
  for (const [millis, bytes] of [
    [0, 0],
    [1000, 900],
    [2000, 1000],
    [3000, 1100],
  ] as const)
    throughput.observe(millis, bytes);
  assert.equal(throughput.bytesPerSecond, 100);
});

test("what falls begins anew", () => {
  const throughput = new Throughput();
  throughput.observe(0, 5000);
  throughput.observe(1000, 6000);
  throughput.observe(1100, 10);
  assert.equal(throughput.bytesPerSecond, 0);
});
