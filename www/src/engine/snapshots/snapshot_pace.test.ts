import assert from "node:assert/strict";
import { test } from "node:test";
import { TestFile } from "../testing/test_file";
import { logLine, startClient, testWorld, until } from "../testing/test_workers";

test("snapshots come at most every 100 ms while reading", async () => {
  const client = startClient(testWorld(), 2);
  const line = (idx: number): string => logLine(1000 + idx * 10, idx % 8, "x");
  const text = Array.from({ length: 20 }, (_, idx) => line(idx)).join("");
  let told = 0;
  client.subscribe(() => (told += 1));
  const begunMillis = performance.now();
  void client.add(
    Array.from({ length: 300 }, (_, idx) => ({
      file: new TestFile(`${idx}.log`, text),
      path: `${idx}.log`,
    })),
  );
  await until(client, (now) => now.selection.isComplete && now.selection.total === 6000);
  const intervals = (performance.now() - begunMillis) / 100;
  assert.ok(told <= intervals + 8, `${told} snapshots in ${intervals} intervals`);
  client.dispose();
});
