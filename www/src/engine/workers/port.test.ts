import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { WireLedger } from "../wire";
import type { FromWorker, ToWorker } from "./messages";
import { Port, type WorkerLike, WorkerLost } from "./port";

const module = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));

/** A worker that says only what it is told to say. */
class SilentWorker implements WorkerLike {
  onmessage: WorkerLike["onmessage"] = null;
  onmessageerror: WorkerLike["onmessageerror"] = null;
  onerror: WorkerLike["onerror"] = null;
  isTerminated = false;
  readonly got: ToWorker[] = [];
  readonly transferred: Transferable[][] = [];

  postMessage(message: ToWorker, transfer: Transferable[] = []): void {
    this.got.push(message);
    this.transferred.push(transfer);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }
}

function startPort(): { worker: SilentWorker; port: Port; lost: string[] } {
  const worker = new SilentWorker();
  const lost: string[] = [];
  const port = new Port(worker, module, "reader", {
    onNews: () => undefined,
    onLost: (reason) => lost.push(reason),
  });
  return { worker, port, lost };
}

const NO_LEDGER: WireLedger = { figures: [], levels: [], formats: [] };

test("answers find their questions in any order", async () => {
  const { worker, port } = startPort();
  const [first, second] = [port.ask({ kind: "resend" }), port.ask({ kind: "formats" })];
  worker.say({
    kind: "reply",
    replies: [{ id: 2, answer: { head: { kind: "formats", formats: [] }, columns: [] } }],
  });
  worker.say({
    kind: "reply",
    replies: [{ id: 1, answer: { head: { kind: "done" }, columns: [] } }],
  });
  assert.equal((await first).head.kind, "done");
  assert.equal((await second).head.kind, "formats");
  port.terminate();
});

test("a worker that breaks is told once, and rejects what was asked", async () => {
  const { worker, port, lost } = startPort();
  const asked = port.ask({ kind: "memory" });
  worker.say({ kind: "broken", message: "RuntimeError: unreachable" });
  worker.onerror?.({ message: "again" } as ErrorEvent);
  await assert.rejects(asked, WorkerLost);
  await assert.rejects(port.ask({ kind: "memory" }), WorkerLost);
  assert.deepEqual(lost, ["RuntimeError: unreachable"]);
  assert.equal(worker.isTerminated, true);
});

test("a worker that is awaited and says nothing for 5 s is lost", async () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const { port, lost } = startPort();
  mock.timers.tick(60_000);
  assert.deepEqual(lost, [], "nothing was awaited");
  const asked = port.ask({ kind: "memory" });
  mock.timers.tick(5_000);
  assert.deepEqual(lost, []);
  mock.timers.tick(1_000);
  assert.deepEqual(lost, ["the worker did not answer"]);
  await assert.rejects(asked, WorkerLost);
  mock.timers.reset();
});

test("a worker that was slow before is given more time", () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const { worker, port, lost } = startPort();
  port.ask({ kind: "memory" }).catch(() => undefined);
  mock.timers.tick(4_000);
  worker.say({ kind: "pong" });
  mock.timers.tick(15_000);
  assert.deepEqual(lost, []);
  port.terminate();
  mock.timers.reset();
});

test("a worker that has news is not asked whether it lives", () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const { worker, port } = startPort();
  port.ask({ kind: "memory" }).catch(() => undefined);
  const pings = (): number => worker.got.filter(({ kind }) => kind === "ping").length;
  for (let half = 0; half < 4; half += 1) {
    worker.say({ kind: "ready" });
    mock.timers.tick(500);
  }
  assert.equal(pings(), 0);
  mock.timers.tick(500);
  assert.equal(pings(), 1);
  port.terminate();
  mock.timers.reset();
});

test("a worker is told what it is for, and the parts for a desk go without a copy", async () => {
  const { worker, port } = startPort();
  assert.deepEqual(worker.got, [{ kind: "start", module, role: "reader" }]);
  const parts = [new Uint8Array([1]), new Uint8Array([2, 3])];
  const request = { kind: "take", worker: 1, tasks: [], folds: [] } as const;
  const asked = port.askDesk({ ...request, tasks: [], folds: [] }, parts);
  const buffers = parts.map(({ buffer }) => buffer);
  assert.deepEqual(worker.got.at(-1), { kind: "askDesk", id: 1, request, parts });
  assert.deepEqual(worker.transferred.at(-1), buffers);
  const head = { kind: "merged", sources: [], total: NO_LEDGER, answers: [] } as const;
  worker.say({
    kind: "reply",
    replies: [{ id: 1, answer: { head: { ...head, sources: [], answers: [] }, columns: [] } }],
  });
  assert.deepEqual((await asked).head, head);
  port.terminate();
});

test("a worker that was asked a question is awaited until its answer is news", async () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const { worker, port, lost } = startPort();
  const ask = { fold: "fields", top: 1 } as const;
  const asked = port.ask({ kind: "fold", fold: 0, selection: 0, generation: 1, ask });
  worker.say({
    kind: "reply",
    replies: [{ id: 1, answer: { head: { kind: "done" }, columns: [] } }],
  });
  await asked;
  const pings = (): number => worker.got.filter(({ kind }) => kind === "ping").length;
  mock.timers.tick(1_500);
  assert.equal(pings(), 2);
  const none = { ended: [], tasks: [], folds: [], parts: [], wants: null };
  worker.say({ kind: "news", news: { ...none, isIdle: true } });
  mock.timers.tick(60_000);
  assert.equal(pings(), 2);
  assert.deepEqual(lost, []);
  port.terminate();
  mock.timers.reset();
});

test("a worker that looks for a query is given more time", () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const { port, lost } = startPort();
  const select = {
    kind: "select" as const,
    selection: 0,
    generation: 1,
    asText: [],
    from: null,
    end: null,
  };
  port.ask({ ...select, query: "slow" }).catch(() => undefined);
  mock.timers.tick(15_000);
  assert.deepEqual(lost, []);
  mock.timers.tick(10_000);
  assert.deepEqual(lost, ["the worker did not answer"]);
  mock.timers.reset();
});

test("what is asked at once travels in one message, before whatever follows it", async () => {
  const { worker, port } = startPort();
  const asked = [port.ask({ kind: "resend" }), port.ask({ kind: "formats" })];
  port.attach([]);
  asked.push(port.ask({ kind: "memory" }));
  await Promise.resolve();
  assert.deepEqual(worker.got.slice(1), [
    {
      kind: "ask",
      asks: [
        { id: 1, request: { kind: "resend" } },
        { id: 2, request: { kind: "formats" } },
      ],
    },
    { kind: "attach", files: [] },
    { kind: "ask", asks: [{ id: 3, request: { kind: "memory" } }] },
  ]);
  port.terminate();
  await Promise.allSettled(asked);
});
