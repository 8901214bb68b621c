import assert from "node:assert/strict";
import { test } from "node:test";
import type { Port } from "./port";
import { canPageRead, Pump } from "./pump";

type Pushed = [start: number, end: number];

/** A port that only notes what is pushed. */
function notingPort(pushed: Pushed[]): Port {
  const append = (_source: number, start: number, bytes: Uint8Array): void => {
    pushed.push([start, start + bytes.length]);
  };
  return { append } as unknown as Port;
}

test("both ends of a large source are pushed, the whole of a small one", async () => {
  const pushed: Pushed[] = [];
  const port = notingPort(pushed);
  await new Pump().pushEnds(port, 0, new File(["abc"], "a"));
  const large = 1_048_576 + 100;
  await new Pump().pushEnds(port, 0, new File([new Uint8Array(large)], "b"));
  assert.deepEqual(pushed, [
    [0, 3],
    [0, 1_048_576],
    [large - 65_536, large],
  ]);
});

test("what is asked for is pushed, and the next range is read meanwhile", async () => {
  const pushed: Pushed[] = [];
  const file = new File(["0123456789"], "a");
  const pump = new Pump();
  const port = notingPort(pushed);
  await pump.push(port, file, { source: 0, start: 0, end: 4 });
  await pump.push(port, file, { source: 0, start: 4, end: 8 });
  await pump.push(port, file, { source: 0, start: 2, end: 3 });
  assert.deepEqual(pushed, [
    [0, 4],
    [4, 8],
    [2, 3],
  ]);
});

test("a file that is shorter than it was is refused", async () => {
  const pump = new Pump();
  const want = { source: 0, start: 0, end: 40 };
  await assert.rejects(pump.push(notingPort([]), new File(["short"], "a"), want), /shorter/);
  assert.equal(await canPageRead(new File(["short"], "a")), true);
  assert.equal(await canPageRead(new File([], "a")), true);
});
