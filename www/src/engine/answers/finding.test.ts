import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "../client";
import type { Selection } from "../engine";
import { TestFile } from "../testing/test_file";
import { logLine, startClient, testWorld, until } from "../testing/test_workers";

const COUNT = 3000;
const text = (part: number): string =>
  Array.from({ length: COUNT / 2 }, (_, idx) => 2 * idx + part)
    .map((idx) => logLine(1000 + idx * 10, idx % 8, `entry ${idx} turn${idx % 10}`))
    .join("");

/** What is found once all was looked at. */
function found(client: Client, query: string, list: string): Promise<Selection> {
  return new Promise((resolve) => {
    client.find(query, { query: list, range: null }, (selection) => {
      if (selection.isComplete || selection.error !== null) resolve(selection);
    });
  });
}

test("what is found in a list is counted and gone to, and the list stays", async () => {
  const client = startClient(testWorld(), 2);
  try {
    const files = [0, 1].map((part) => new TestFile(`${part}.log`, text(part)));
    void client.add(files.map((file) => ({ file, path: file.name })));
    client.setView({ query: "", range: null, grid: null });
    await until(client, ({ phase, selection }) => phase === "ready" && selection.isComplete);
    assert.equal((await found(client, "turn3", "")).total, COUNT / 10);
    const first = await client.seekFound(null, "next");
    assert.equal(first?.nanos, 1030n);
    const second = await client.seekFound(first, "next");
    assert.equal(second?.nanos, 1130n);
    assert.equal(await client.foundBefore(second), 1);
    assert.equal((await client.seekFound(first, "previous"))?.nanos ?? null, null);
    // Within the list: no entry of an even level has an odd number.
    assert.equal((await found(client, "turn3 or turn4", "level:error")).total, 75);
    assert.match((await found(client, "(turn", "")).error?.message ?? "", /./);
    assert.equal((await client.rows(0, COUNT)).length, COUNT);
    client.find(null, { query: "", range: null }, () => {});
    assert.equal((await client.rows(0, COUNT)).length, COUNT);
  } finally {
    client.dispose();
  }
});
