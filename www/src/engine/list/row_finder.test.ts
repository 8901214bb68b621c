import assert from "node:assert/strict";
import { test } from "node:test";
import type { EntryKey } from "../engine";
import { compareKeys } from "../entry_key";
import { placeAt } from "./probes";
import type { RowColumns } from "./row_columns";
import { type FinderHints, type ListReader, RowFinder } from "./row_finder";
import { VisitedPlaces } from "./visited_places";

/** A worker that holds its entries as sorted keys. */
class FakeWorker {
  readonly keys: EntryKey[];

  constructor(keys: EntryKey[]) {
    this.keys = [...keys].sort(compareKeys);
  }

  rank(key: EntryKey): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      const at = this.keys[mid];
      if (at !== undefined && compareKeys(at, key) < 0) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  rows(key: EntryKey, count: number): RowColumns {
    const from = this.rank(key);
    const keys = this.keys.slice(from, from + count);
    const texts = keys.map((row) => new TextEncoder().encode(`row ${row.source}:${row.offset}`));
    let end = 0;
    return {
      nanos: BigInt64Array.from(keys, (row) => row.nanos ?? 2n ** 63n - 1n),
      sources: Uint32Array.from(keys, (row) => row.source),
      offsets: Float64Array.from(keys, (row) => row.offset),
      levels: Uint8Array.from(keys, (row) => row.offset % 8),
      stamps: Uint8Array.from(keys, () => 3 + 16 * 2),
      text: Uint8Array.from(texts.flatMap((text) => [...text])),
      textEnds: Uint32Array.from(texts, (text) => (end += text.length)),
      marks: new Uint32Array(0),
      markEnds: new Uint32Array(texts.length),
      values: new Uint8Array(0),
      valueEnds: new Uint32Array(0),
      offsetsSecs: new Float64Array(0),
      leftOut: new Uint32Array(0),
    };
  }
}

class FakeReader implements ListReader {
  rounds = 0;
  readonly workers: readonly FakeWorker[];
  onRank: () => void = () => undefined;

  constructor(workers: readonly FakeWorker[]) {
    this.workers = workers;
  }

  rank(keys: readonly EntryKey[]): Promise<number[]> {
    this.rounds += 1;
    this.onRank();
    const ranks = keys.map((key) =>
      this.workers.reduce((sum, worker) => sum + worker.rank(key), 0),
    );
    return Promise.resolve(ranks);
  }

  rows(key: EntryKey, count: number): Promise<RowColumns[]> {
    return Promise.resolve(this.workers.map((worker) => worker.rows(key, count)));
  }
}

const NO_HINTS: FinderHints = { landmarks: [], sourceEnd: 4, offsetEnd: 2 ** 40 };

/** A small random number generator with a seed, so that a failure can be seen again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function deal(keys: readonly EntryKey[], workerCount: number, random: () => number): FakeReader {
  const hands: EntryKey[][] = Array.from({ length: workerCount }, () => []);
  for (const key of keys) {
    hands[Math.floor(random() * workerCount)]?.push(key);
  }
  return new FakeReader(hands.map((hand) => new FakeWorker(hand)));
}

async function check(keys: readonly EntryKey[], workerCount: number, seed: number): Promise<void> {
  const random = randomFrom(seed);
  const sorted = [...keys].sort(compareKeys);
  const reader = deal(keys, workerCount, random);
  for (let trial = 0; trial < 40; trial += 1) {
    const finder = new RowFinder(reader, new VisitedPlaces());
    const first = Math.floor(random() * (keys.length + 3));
    const rows = await finder.rows(first, 7, NO_HINTS);
    assert.deepEqual(
      rows.map((row) => row.key),
      sorted.slice(first, first + 7),
      `rows from ${first} with seed ${seed}`,
    );
  }
}

test("every row of random lists is reachable over one to five workers", async () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const random = randomFrom(seed * 977);
    const count = Math.floor(random() * 6000);
    const spread = 10 ** Math.floor(random() * 18);
    const keys = Array.from({ length: count }, (_, idx) => ({
      nanos: random() < 0.1 ? null : BigInt(Math.floor((random() - 0.5) * spread)),
      source: Math.floor(random() * 4),
      offset: idx * 100,
    }));
    await check(keys, 1 + (seed % 5), seed);
  }
});

test("a million entries with the same time are told apart by source and offset", async () => {
  const keys = Array.from({ length: 1_000_000 }, (_, idx) => ({
    nanos: 1_700_000_000_000_000_000n,
    source: idx % 3,
    offset: Math.floor(idx / 3) * 80,
  }));
  const reader = deal(keys, 3, randomFrom(5));
  const sorted = [...keys].sort(compareKeys);
  for (const first of [0, 1, 333_333, 333_334, 700_001, 999_999]) {
    reader.rounds = 0;
    const rows = await new RowFinder(reader, new VisitedPlaces()).rows(first, 3, NO_HINTS);
    assert.deepEqual(
      rows.map((row) => row.key),
      sorted.slice(first, first + 3),
    );
    assert.ok(reader.rounds < 30, `${reader.rounds} rounds`);
  }
});

test("untimed entries stand last and are reachable", async () => {
  const keys = Array.from({ length: 5000 }, (_, idx) => ({
    nanos: idx < 100 ? BigInt(idx) : null,
    source: idx % 2,
    offset: idx,
  }));
  await check(keys, 2, 11);
});

test("an offset beyond what is known is still found", async () => {
  const keys = Array.from({ length: 3000 }, (_, idx) => ({
    nanos: 7n,
    source: 0,
    offset: 2 ** 41 + idx,
  }));
  await check(keys, 2, 3);
});

test("an empty list and workers without entries give no rows", async () => {
  const reader = new FakeReader([new FakeWorker([]), new FakeWorker([])]);
  assert.deepEqual(await new RowFinder(reader, new VisitedPlaces()).rows(0, 10, NO_HINTS), []);
  assert.deepEqual(
    await new RowFinder(new FakeReader([]), new VisitedPlaces()).rows(0, 10, NO_HINTS),
    [],
  );
});

test("scrolling on by a screen needs no search", async () => {
  const keys = Array.from({ length: 50_000 }, (_, idx) => ({
    nanos: BigInt(idx) * 1_000_000n,
    source: 0,
    offset: idx,
  }));
  const reader = deal(keys, 2, randomFrom(9));
  const finder = new RowFinder(reader, new VisitedPlaces());
  await finder.rows(20_000, 50, NO_HINTS);
  reader.rounds = 0;
  const next = await finder.rows(20_050, 50, NO_HINTS);
  assert.equal(next[0]?.key.offset, 20_050);
  assert.equal(reader.rounds, 1);
});

test("the first rows of a list need no search", async () => {
  const keys = Array.from({ length: 50_000 }, (_, idx) => placeAt(BigInt(idx), 0, idx));
  const reader = deal(keys, 2, randomFrom(9));
  const rows = await new RowFinder(reader, new VisitedPlaces()).rows(3, 20, NO_HINTS);
  assert.deepEqual(
    rows.map((row) => row.key),
    keys.slice(3, 23),
  );
  assert.equal(reader.rounds, 1);
});

test("landmarks around the row save rounds", async () => {
  const keys = Array.from({ length: 100_000 }, (_, idx) => ({
    nanos: BigInt(idx) * 1_000_000n,
    source: 0,
    offset: idx,
  }));
  const reader = deal(keys, 2, randomFrom(9));
  const landmarks = [59_900n * 1_000_000n, 60_100n * 1_000_000n];
  const rows = await new RowFinder(reader, new VisitedPlaces()).rows(60_000, 2, {
    ...NO_HINTS,
    landmarks,
  });
  assert.equal(rows[0]?.key.offset, 60_000);
  assert.ok(reader.rounds <= 3, `${reader.rounds} rounds`);
});

test("rows that come evenly are found in few rounds, those that come in a rush in some more", async () => {
  const even = Array.from({ length: 100_000 }, (_, idx) => ({
    nanos: BigInt(idx) * 1_000_003n,
    source: 0,
    offset: idx,
  }));
  const rush = even.map((key) => (key.offset % 100 === 0 ? key : { ...key, nanos: 7n }));
  for (const [keys, most] of [
    [even, 3],
    [rush, 14],
  ] as const) {
    const reader = deal(keys, 2, randomFrom(4));
    const landmarks = [0n, 100_000n * 1_000_003n];
    const finder = new RowFinder(reader, new VisitedPlaces());
    const rows = await finder.rows(71_828, 20, { ...NO_HINTS, landmarks, offsetEnd: 100_000 });
    assert.equal(rows.length, 20);
    assert.ok(reader.rounds <= most, `${reader.rounds} rounds`);
  }
});

test("a list that grows while it is searched gives rows that follow each other", async () => {
  const random = randomFrom(21);
  const keys = Array.from({ length: 20_000 }, (_, idx) => ({
    nanos: BigInt(idx) * 1000n,
    source: 0,
    offset: idx,
  }));
  const reader = deal(keys, 3, random);
  let added = 0;
  reader.onRank = () => {
    const worker = reader.workers[added % 3];
    if (added < 40 && worker !== undefined) {
      added += 1;
      worker.keys.unshift({ nanos: BigInt(-added), source: 0, offset: 100_000 + added });
    }
  };
  const rows = await new RowFinder(reader, new VisitedPlaces()).rows(10_000, 20, NO_HINTS);
  assert.equal(rows.length, 20);
  for (let idx = 1; idx < rows.length; idx += 1) {
    const before = rows[idx - 1];
    const row = rows[idx];
    assert.ok(before !== undefined && row !== undefined && compareKeys(before.key, row.key) < 0);
  }
  reader.onRank = () => undefined;
  const settled = await new RowFinder(reader, new VisitedPlaces()).rows(10_000, 1, NO_HINTS);
  assert.equal(settled[0]?.key.offset, 10_000 - added);
});

test("a row carries what its columns say", async () => {
  const reader = new FakeReader([new FakeWorker([{ nanos: 5n, source: 2, offset: 11 }])]);
  const rows = await new RowFinder(reader, new VisitedPlaces()).rows(0, 1, NO_HINTS);
  assert.deepEqual(rows, [
    {
      key: { nanos: 5n, source: 2, offset: 11 },
      nanos: 5n,
      level: 3,
      digits: 3,
      inferred: 2,
      message: "row 2:11",
      marks: [],
      values: [],
      offsetSecs: 0,
      leftOut: 0,
    },
  ]);
});
