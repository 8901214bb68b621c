import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeskReply, DeskRequest } from "../wire";
import type { CoreDesk } from "./core";
import { DeskLoop } from "./desk_loop";
import type { Answer, FromWorker, PartBytes } from "./messages";

/** A desk that answers with what it got. */
class EchoDesk implements CoreDesk {
  fails = false;
  nCalls = 0;
  readonly posted: FromWorker[] = [];
  readonly transferred: Transferable[][] = [];
  readonly loop = new DeskLoop(this, (message, transfer) => {
    this.posted.push(message);
    this.transferred.push(transfer);
  });

  call(request: DeskRequest, parts: readonly PartBytes[]): Answer<DeskReply> {
    this.nCalls += 1;
    if (this.fails) throw new WebAssembly.RuntimeError("unreachable");
    return { head: { kind: "rewritten", query: request.kind }, columns: parts };
  }

  ask(id: number, parts: PartBytes[] = []): void {
    this.loop.receive({
      kind: "askDesk",
      id,
      request: {
        kind: "parse",
        times: { first: null, last: null, near: null, zone: { place: null, offsetSecs: 0 } },
        query: "",
        asText: [],
        groups: null,
      },
      parts,
    });
  }
}

test("every request is answered in order, with its columns and without a copy", () => {
  const desk = new EchoDesk();
  const part = new Uint8Array([1, 2]);
  desk.ask(3, [part]);
  desk.ask(4);
  const head = { kind: "rewritten", query: "parse" };
  assert.deepEqual(desk.posted, [
    { kind: "reply", replies: [{ id: 3, answer: { head, columns: [part] } }] },
    { kind: "reply", replies: [{ id: 4, answer: { head, columns: [] } }] },
  ]);
  assert.deepEqual(desk.transferred, [[part.buffer], []]);
});

test("a desk says that it lives, and nothing to what is meant for others", () => {
  const desk = new EchoDesk();
  desk.loop.receive({ kind: "ping" });
  desk.loop.receive({ kind: "ask", asks: [{ id: 1, request: { kind: "memory" } }] });
  assert.deepEqual(desk.posted, [{ kind: "pong" }]);
  assert.equal(desk.nCalls, 0);
});

test("a trap is told once, and nothing is done after it", () => {
  const desk = new EchoDesk();
  desk.fails = true;
  desk.ask(1);
  desk.fails = false;
  desk.ask(2);
  desk.loop.receive({ kind: "ping" });
  assert.deepEqual(desk.posted, [{ kind: "broken", message: "RuntimeError: unreachable" }]);
  assert.equal(desk.nCalls, 1);
});
