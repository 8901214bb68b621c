// What is refused because it is no log, and how it is read all the same.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Client } from "../client";
import { type InputFile, NO_OVERRULE } from "../engine";
import { TestFile } from "../testing/test_file";
import { logLine, startClient as startTestClient, testWorld, until } from "../testing/test_workers";

const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

function startClient(): Client {
  const client = startTestClient(testWorld(), 2);
  clients.push(client);
  return client;
}

function inputOf(path: string, text: string): InputFile {
  return { file: new TestFile(path, text), path };
}

test("what is no log, or empty, is told in a sentence", async () => {
  const client = startClient();
  void client.add([inputOf("photo.bin", "\u0001\u0002\0\u0003\u0004"), inputOf("empty.log", "")]);
  const snapshot = await until(client, (now) => now.phase === "ready");
  assert.deepEqual(
    snapshot.sources.map((source) => [source.phase, source.notice]),
    [
      [
        "failed",
        "photo.bin is not a text log (it looks like binary data). Nothing was read; it can be read as text all the same.",
      ],
      ["ready", "empty.log is empty."],
    ],
  );
});

test("what looks like no text is read all the same if its encoding is told, to the last byte", async () => {
  const client = startClient();
  const text = `\u0001\u0002\0\u0003\u0004\n${logLine(5, 6, "two")}\0\0`;
  void client.add([inputOf("core.dump", text)]);
  const refused = await until(client, (now) => now.phase !== "empty" && now.phase !== "reading");
  assert.deepEqual([refused.phase, refused.sources[0]?.isBinary], ["failed", true]);
  client.overrule(() => ({ ...NO_OVERRULE, encoding: "utf-8" }));
  const read = await until(client, (now) => now.phase === "ready" && now.ledger.bytesRead > 0);
  const { isBinary, notice, ledger } = read.sources[0] ?? assert.fail();
  assert.deepEqual([isBinary, notice], [false, null]);
  assert.equal(ledger.bytesRead, text.length);
  assert.equal(ledger.bytesInEntries + ledger.bytesOutside, text.length);
});
