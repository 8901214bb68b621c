import assert from "node:assert/strict";
import { test } from "node:test";
import { beginsWith, type Fingerprint, fingerprintsOf } from "./fingerprint";

function fileOf(text: string): File {
  return new File([text], "a.log");
}

/** Lines that are all different. */
function linesOf(count: number): string {
  return Array.from({ length: count }, (_, idx) => `line ${idx} of the log\n`).join("");
}

async function fingerprintOf(file: File): Promise<Fingerprint> {
  const [print] = await fingerprintsOf([file]);
  assert.ok(print);
  return print;
}

test("files that are read together have the fingerprints that each has alone", async () => {
  const files = [0, 1, 50, 200, 1000].map((count) => fileOf(linesOf(count)));
  const alone = await Promise.all(files.map(fingerprintOf));
  assert.deepEqual(await fingerprintsOf(files), alone);
  // With a large one among them each is read by itself.
  const large = fileOf(linesOf(20_000));
  assert.deepEqual(await fingerprintsOf([...files, large]), [...alone, await fingerprintOf(large)]);
});

test("what was only appended to is known again", async () => {
  for (const count of [0, 1, 50, 200, 20_000]) {
    const print = await fingerprintOf(fileOf(linesOf(count)));
    assert.ok(await beginsWith(fileOf(linesOf(count)), print), `${count}`);
    assert.ok(await beginsWith(fileOf(`${linesOf(count)}more\n`), print), `${count}`);
  }
});

test("what is shorter, rotated or written anew is not", async () => {
  const text = linesOf(20_000);
  const print = await fingerprintOf(fileOf(text));
  const others = [
    "",
    text.slice(0, -1),
    `other${text}`,
    linesOf(40_000).slice(30),
    `${text.slice(0, -9)}other ones\n${text}`,
    text.replace("line 10000 ", "line 1000 ") + text,
  ];
  for (const other of others) {
    assert.equal(await beginsWith(fileOf(other), print), false, other.slice(0, 40));
  }
});
