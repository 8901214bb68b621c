import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "../client";
import type { WriteAsk } from "../engine";
import { TestFile } from "../testing/test_file";
import { logLine, startClient, testWorld, until } from "../testing/test_workers";

const decode = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

/** Runs with all of some files read. */
async function withFiles(
  texts: Readonly<Record<string, string>>,
  workers: number,
  run: (client: Client) => Promise<void>,
): Promise<void> {
  const client = startClient(testWorld(), workers);
  try {
    const files = Object.entries(texts).map(([name, text]) => new TestFile(name, text));
    void client.add(files.map((file) => ({ file, path: file.name })));
    client.setView({ query: "", range: null, grid: null });
    await until(client, ({ phase, selection }) => phase === "ready" && selection.isComplete);
    await run(client);
  } finally {
    client.dispose();
  }
}

interface Whole {
  readonly text: string;
  readonly entries: number;
  readonly lines: readonly number[];
}

async function written(client: Client, ask: Partial<WriteAsk> = {}): Promise<Whole> {
  let whole: Whole = { text: "", entries: 0, lines: [] };
  const all: WriteAsk = {
    form: { kind: "text" },
    first: 0,
    count: Number.MAX_SAFE_INTEGER,
    isNewestFirst: false,
  };
  for await (const piece of client.write({ ...all, ...ask })) {
    const head = whole.entries === 0 ? piece.head : "";
    whole = {
      text: whole.text + head + decode(piece.bytes),
      entries: whole.entries + piece.ends.length,
      lines: [...whole.lines, ...piece.lines],
    };
  }
  return whole;
}

const at = (idx: number): number => 1000 + idx * 10;

/** Every third of the entries, each of the lines given, from one on. */
function third(part: number, count: number, more = ""): string {
  let text = "";
  for (let idx = part; idx < count; idx += 3)
    text += logLine(at(idx), idx % 8, `entry ${idx}${more}`);
  return text;
}

for (const workers of [1, 2, 3]) {
  test(`${workers} workers write the list in its order`, async () => {
    const files = Object.fromEntries([0, 1, 2].map((part) => [`${part}.log`, third(part, 9000)]));
    await withFiles(files, workers, async (client) => {
      const { text, entries } = await written(client);
      const expected = Array.from({ length: 9000 }, (_, idx) =>
        logLine(at(idx), idx % 8, `entry ${idx}`),
      );
      assert.equal(entries, 9000);
      assert.ok(text === expected.join(""));
      const some = await written(client, { first: 4321, count: 77 });
      assert.equal(some.text, expected.slice(4321, 4321 + 77).join(""));
      const turned = await written(client, { first: 100, count: 8800, isNewestFirst: true });
      assert.ok(turned.text === expected.slice(100, 8900).reverse().join(""));
    });
  });
}

test("what stands in the file is written, byte for byte", async () => {
  const log = [
    `${logLine(at(0), 6, "boom").trimEnd()}\r\n\tat a.B.c(B.java:1)\r\n\tat d\r\n`,
    logLine(at(1), 3, "\u001b[31mred\u001b[0m zero\u200b\u2060width \ufeff \u202egnp.exe"),
    logLine(at(2), 3, `long ${"é".repeat(2_100_000)}`),
    logLine(at(3), 3, 'quotes ", tabs\t, back\\slash'),
  ].join("");
  await withFiles({ "a.log": log }, 2, async (client) => {
    assert.ok((await written(client)).text === log);
  });
});

test("lines are counted over the parts that several workers read", async () => {
  const log = Array.from({ length: 40_000 }, (_, idx) =>
    logLine(at(idx), 3, `${"x".repeat(220)}\n  more`),
  ).join("");
  await withFiles({ "a.log": log }, 3, async (client) => {
    const { lines } = await written(client, { form: { kind: "textWithLines" } });
    assert.ok(lines.every((line, idx) => line === 2 * idx + 1));
    const json = await written(client, { form: { kind: "jsonLines" }, first: 39_990, count: 2 });
    const objects = json.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      objects.map(({ line, source }) => [line, source]),
      [
        [79_981, "a.log"],
        [79_983, "a.log"],
      ],
    );
  });
});

test("a table has its head once", async () => {
  const files = { "a.log": third(0, 12_000, ', "so"'), "b.log": third(1, 12_000, "") };
  await withFiles(files, 2, async (client) => {
    const csv = await written(client, { form: { kind: "csv", columns: "line,source,message" } });
    const [head, first, second] = csv.text.split("\n");
    assert.deepEqual(
      [head, first, second],
      ["line,source,message", '1,a.log,"entry 0, ""so"""', "1,b.log,entry 1"],
    );
    assert.equal(csv.text.split("\n").length, 1 + 8000 + 1);
    const bad = written(client, { form: { kind: "csv", columns: "a,,b" } });
    await assert.rejects(bad, /A column has no name/);
  });
});

test("another list that is shown meanwhile ends it", async () => {
  await withFiles({ "a.log": third(0, 30_000) }, 2, async (client) => {
    const pieces = client.write({
      form: { kind: "text" },
      first: 0,
      count: 10_000,
      isNewestFirst: false,
    });
    await pieces.next();
    client.setView({
      query: "entry",
      range: null,
      grid: { start: 0n, width: 10n, bucketCount: 4 },
    });
    await assert.rejects(pieces.next(), /the view changed/);
  });
});
