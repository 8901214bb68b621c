import assert from "node:assert/strict";
import { test } from "node:test";
import type { EntryKey } from "../engine";
import { compareKeys, LIST_START, NO_TIME } from "../entry_key";
import { mergedRows, type RowColumns } from "./row_columns";
import { gatheredRows } from "./row_gathering";

function columnsOf(keys: readonly EntryKey[]): RowColumns {
  return {
    nanos: BigInt64Array.from(keys, (key) => key.nanos ?? NO_TIME),
    sources: Uint32Array.from(keys, (key) => key.source),
    offsets: Float64Array.from(keys, (key) => key.offset),
    levels: new Uint8Array(keys.length),
    stamps: new Uint8Array(keys.length),
    text: new Uint8Array(0),
    textEnds: new Uint32Array(keys.length),
    marks: new Uint32Array(0),
    markEnds: new Uint32Array(keys.length),
    values: new Uint8Array(0),
    valueEnds: new Uint32Array(0),
    offsetsSecs: new Float64Array(0),
    leftOut: new Uint32Array(0),
  };
}

/** Hands of workers, and how many of their rows were read: each row is a read. */
async function gather(
  hands: readonly (readonly EntryKey[])[],
  key: EntryKey,
  count: number,
): Promise<{ keys: EntryKey[]; reads: number[]; rounds: number }> {
  const reads = hands.map(() => 0);
  let rounds = 0;
  const parts = await gatheredRows([...hands.keys()], { key, count }, (slot, from, most) => {
    const rest = (hands[slot] ?? []).filter((held) => compareKeys(held, from) >= 0);
    const wanted = rest.slice(0, count);
    const read = wanted.slice(0, Math.max(1, most));
    reads[slot] = (reads[slot] ?? 0) + read.length;
    rounds += 1;
    return Promise.resolve({ columns: columnsOf(read), isCut: read.length < wanted.length });
  });
  return { keys: mergedRows(parts, 0, count).map((row) => row.key), reads, rounds };
}

const keyAt = (nanos: number, offset: number): EntryKey => ({
  nanos: BigInt(nanos),
  source: 0,
  offset,
});

test("rows that take turns between workers are read about once each", async () => {
  const all = Array.from({ length: 200 }, (_, idx) => keyAt(idx, idx));
  const hands = [0, 1].map((hand) => all.filter((_, idx) => idx % 2 === hand));
  const { keys, reads, rounds } = await gather(hands, LIST_START, 24);
  assert.deepEqual(keys, all.slice(0, 24));
  assert.ok(reads.every((n) => n <= 16) && rounds === 2, `${reads} in ${rounds}`);
});

test("rows that one worker has alone are asked of it again", async () => {
  const all = Array.from({ length: 100 }, (_, idx) => keyAt(idx, idx));
  const { keys, reads } = await gather([all.slice(0, 50), all.slice(50)], LIST_START, 24);
  assert.deepEqual(keys, all.slice(0, 24));
  assert.deepEqual(reads, [24, 16]);
});

test("any deal over any number of workers gives the same rows", async () => {
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let trial = 0; trial < 200; trial += 1) {
    // Few times, so that many keys differ by their offsets only; some have no time.
    const keys = Array.from({ length: random(60) }, (_, offset) =>
      random(10) === 0 ? { nanos: null, source: 0, offset } : keyAt(random(6), offset),
    ).sort(compareKeys);
    const hands: EntryKey[][] = Array.from({ length: 1 + random(4) }, () => []);
    for (const key of keys) hands[random(hands.length)]?.push(key);
    const from = keys[random(Math.max(1, keys.length))] ?? LIST_START;
    const count = random(30);
    const expected = keys.filter((key) => compareKeys(key, from) >= 0).slice(0, count);
    assert.deepEqual((await gather(hands, from, count)).keys, expected);
  }
});
