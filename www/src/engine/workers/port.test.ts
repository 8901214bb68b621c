import assert from "node:assert/strict";
import { mock, test } from "node:test";
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

  postMessage(message: ToWorker): void {
    this.got.push(message);
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
  const port = new Port(worker, module, {
    onNews: () => undefined,
    onLost: (reason) => lost.push(reason),
  });
  return { worker, port, lost };
}

test("answers find their questions in any order", async () => {
  const { worker, port } = startPort();
  const [first, second] = [port.ask({ kind: "counts" }), port.ask({ kind: "ledgers" })];
  worker.say({
    kind: "reply",
    id: 2,
    answer: { head: { kind: "ledgers", tasks: [] }, columns: [] },
  });
  worker.say({ kind: "reply", id: 1, answer: { head: { kind: "done" }, columns: [] } });
  assert.equal((await first).head.kind, "done");
  assert.equal((await second).head.kind, "ledgers");
  port.terminate();
});

test("a worker that breaks is told once, and rejects what was asked", async () => {
  const { worker, port, lost } = startPort();
  const asked = port.ask({ kind: "counts" });
  worker.say({ kind: "broken", message: "RuntimeError: unreachable" });
  worker.onerror?.({ message: "again" } as ErrorEvent);
  await assert.rejects(asked, WorkerLost);
  await assert.rejects(port.ask({ kind: "counts" }), WorkerLost);
  assert.deepEqual(lost, ["RuntimeError: unreachable"]);
  assert.equal(worker.isTerminated, true);
});

test("a worker that is awaited and says nothing for 5 s is lost", async () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const { port, lost } = startPort();
  mock.timers.tick(60_000);
  assert.deepEqual(lost, [], "nothing was awaited");
  const asked = port.ask({ kind: "counts" });
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
  port.ask({ kind: "counts" }).catch(() => undefined);
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
  port.ask({ kind: "counts" }).catch(() => undefined);
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
