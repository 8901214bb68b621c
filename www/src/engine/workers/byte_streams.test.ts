import assert from "node:assert/strict";
import { test } from "node:test";
import { ByteStreams } from "./byte_streams";

const SIZE_BYTES = 5_000_000;
const bytes = Uint8Array.from({ length: SIZE_BYTES }, (_, at) => (at * 7 + (at >> 8)) % 251);
const file = new File([bytes], "large.log");

/** Reads on from `start` until `end`, as the loop does. */
async function readOn(streams: ByteStreams, start: number, end: number): Promise<number> {
  let at = start;
  while (at < end) {
    const piece = await streams.next({ source: 0, start: at, end: end + 1 });
    assert.deepEqual(piece, bytes.slice(at, at + piece.length));
    at += piece.length;
  }
  return at;
}

test("a stretch is read from front to back, with the rest of its last entry", async () => {
  const streams = new ByteStreams();
  assert.ok(streams.take(0, file) && streams.has(0));
  streams.expect({ source: 0, start: 0, end: 2_500_000 });
  streams.expect({ source: 0, start: 2_500_000, end: SIZE_BYTES });
  const at = await readOn(streams, 0, 2_500_000);
  assert.ok(at <= 2_500_000 + 65_536, `${at}`);
  // The next stretch begins a byte before, and an entry may be longer than what is read beyond an end.
  assert.equal(await readOn(streams, 2_499_999, SIZE_BYTES), SIZE_BYTES);
});

test("any place can be gone on from", async () => {
  const streams = new ByteStreams();
  streams.take(0, file);
  streams.expect({ source: 0, start: 0, end: SIZE_BYTES });
  for (const start of [1_000_000, 999_000, 3_000_000]) await readOn(streams, start, start + 1000);
  streams.rest();
  assert.equal(await readOn(streams, 4_000_000, SIZE_BYTES), SIZE_BYTES);
});

test("a file that has become shorter is told by rejecting", async () => {
  const streams = new ByteStreams();
  streams.take(0, file);
  await assert.rejects(streams.next({ source: 0, start: SIZE_BYTES, end: SIZE_BYTES + 10 }));
});

test("small files are left to slices", () => {
  const streams = new ByteStreams();
  assert.equal(streams.take(0, new File(["few"], "small.log")), false);
  assert.equal(streams.has(0), false);
});

test("a file that is given up has no stream any more", async () => {
  const streams = new ByteStreams();
  streams.take(0, file);
  await readOn(streams, 0, 10);
  assert.equal(streams.drop(0), file);
  assert.equal(streams.drop(0), null);
  await assert.rejects(streams.next({ source: 0, start: 10, end: 20 }));
});
