import assert from "node:assert/strict";
import { test } from "node:test";
import type { Viewing } from "../answers";
import type { EntryKey, ViewSpec } from "../engine";
import type { KnownSources } from "../sources";
import type { Request } from "../wire";
import type { Pool } from "../workers";
import { Listing } from "./listing";
import { Superseded } from "./superseded";

const GRID = { start: 0n, bucket: 1n, count: 10 };
const KEY: EntryKey = { nanos: 1n, source: 0, offset: 0 };

/** Two workers; the second has the next view already when the first question comes. */
function listingWhile(
  before: ViewSpec,
  after: ViewSpec,
): { listing: Listing; asked: () => number } {
  const viewing = { latest: before };
  let asked = 0;
  const ask = (slot: number, { kind }: Request) => {
    assert.equal(kind, "rank");
    asked += 1;
    const isFirst = asked <= 2;
    viewing.latest = after;
    const generation = isFirst && slot === 0 ? 1 : 2;
    return Promise.resolve({
      head: { kind: "ranks", generation, counts: [3 + slot] },
      columns: [],
    });
  };
  const pool = {
    live: [0, 1],
    askAll: (request: Request) => Promise.all([ask(0, request), ask(1, request)]),
  };
  const listing = new Listing(
    pool as unknown as Pool,
    {} as KnownSources,
    viewing as unknown as Viewing,
    () => null,
  );
  return { listing, asked: () => asked };
}

test("an answer that met another grid of the same list is put together again", async () => {
  const range = { from: 1n, end: 9n };
  const { listing, asked } = listingWhile(
    { query: "a", range, grid: null },
    { query: "a", range: { ...range }, grid: GRID as unknown as ViewSpec["grid"] },
  );
  assert.equal(await listing.indexOf(KEY), 7);
  assert.equal(asked(), 4);
});

for (const [name, after] of Object.entries({
  query: { query: "b", range: null, grid: null },
  range: { query: "a", range: { from: 1n, end: 2n }, grid: null },
})) {
  test(`an answer that met another ${name} is given up`, async () => {
    const { listing } = listingWhile({ query: "a", range: null, grid: null }, after);
    await assert.rejects(listing.indexOf(KEY), Superseded);
  });
}
