// For tests: workers in the page's own thread around the real core, and what tests do with them.

import { readFileSync } from "node:fs";
import { env } from "node:process";
import { Client } from "../client";
import { LEVEL_NAMES, type Snapshot } from "../engine";
import type { ReadingMode } from "../sources";
import type { DeskRequest, Reply, Request } from "../wire";
import type { FromWorker, ToWorker, WorkerLike } from "../workers";
import { type CoreDesk, startCore, startDesk } from "../workers/core";
import { DeskLoop } from "../workers/desk_loop";
import { type CoreSession, WorkerLoop } from "../workers/worker_loop";
import { readsLethal, readTogether, TestStreams } from "./test_file";

/** What tests may change while workers run, and see of them. */
export interface TestWorld {
  /** So many workers die of what kills. */
  panics: number;
  started: number;
  /** What workers were asked, in order. */
  readonly asked: Request[];
  /** By worker: the kinds of what the page has from it, news and answers, in order. */
  readonly heard: ("news" | Reply["kind"])[][];
  /** By worker: ends it as a trap does. */
  readonly kills: (() => void)[];
  /** Whether a worker dies of a request. */
  isKilledBy: (request: Request) => boolean;
  /** Workers that start now die at once. */
  isBarren: boolean;
  readonly desk: TestDesk;
}

/** The same of the desk. */
export interface TestDesk {
  /** Whether it dies of a request. */
  isKilledBy: (request: DeskRequest) => boolean;
  started: number;
  /** What all desks were asked that they lived to hear, in order. */
  readonly asked: DeskRequest[];
  readonly gate: Gate;
}

/** Lets requests pass, or holds them up. */
class Gate {
  private waiting: { readonly request: DeskRequest; readonly go: () => void }[] = [];
  private isShut = false;

  /** What waits, in order. */
  get held(): readonly DeskRequest[] {
    return this.waiting.map(({ request }) => request);
  }

  shut(): void {
    this.isShut = true;
  }

  open(): void {
    this.isShut = false;
    for (const { go } of this.waiting.splice(0)) go();
  }

  /** Lets one pass that waits. */
  letOne(): void {
    this.waiting.shift()?.go();
  }

  pass(request: DeskRequest, go: () => void): void {
    if (this.isShut) this.waiting.push({ request, go });
    else go();
  }
}

/** A world in which so many workers die. */
export function testWorld(panics = 0): TestWorld {
  const desk = { isKilledBy: () => false, started: 0, asked: [], gate: new Gate() };
  const counts = { panics, started: 0, asked: [], heard: [], kills: [] };
  return { ...counts, isKilledBy: () => false, isBarren: false, desk };
}

// www/tools/test.mjs says where it is, and that it has to be built.
const module = new WebAssembly.Module(readFileSync(env["LOGSCRY_WASM"] ?? ""));

/** A client whose workers live in a world; to be disposed of. */
export function startClient(
  world: TestWorld,
  workerCount: number,
  reading: ReadingMode = "direct",
): Client {
  const parts = { module, startWorker: () => startTestWorker(world) };
  return new Client(parts, { workerCount, reading });
}

function startTestWorker(world: TestWorld): WorkerLike {
  let isEnded = false;
  let loop: WorkerLoop | DeskLoop | null = null;
  const heard: TestWorld["heard"][number] = [];
  const post = (message: FromWorker): void => {
    setTimeout(() => {
      if (!isEnded) {
        worker.onmessage?.({ data: message } as MessageEvent<FromWorker>);
        if (message.kind === "news") heard.push("news");
        if (message.kind === "reply")
          heard.push(...message.replies.map(({ answer }) => answer.head.kind as Reply["kind"]));
      }
    }, 0);
  };
  const worker: WorkerLike = {
    onmessage: null,
    onmessageerror: null,
    onerror: null,
    terminate: () => {
      isEnded = true;
    },
    postMessage: (message: ToWorker) => setTimeout(() => isEnded || receive(message), 0),
  };
  function receive(message: ToWorker): void {
    if (message.kind === "start" && message.role === "desk") {
      world.desk.started += 1;
      loop = new DeskLoop(mortalDesk(startDesk(message.module), world.desk), post);
    } else if (message.kind === "start") {
      world.started += 1;
      world.heard.push(heard);
      world.kills.push(() => post({ kind: "broken", message: "RuntimeError: unreachable" }));
      if (world.isBarren) world.kills.at(-1)?.();
      const later = (task: () => void, millis: number): unknown =>
        setTimeout(() => isEnded || task(), millis);
      const nowMillis = (): number => performance.now();
      const core = mortal(startCore(message.module), world);
      const streams = new TestStreams();
      loop = new WorkerLoop(core, { post, nowMillis, later, streams, readTogether });
    } else if (message.kind === "probe") {
      post({ kind: "probed", canRead: true });
    } else if (message.kind === "askDesk") {
      world.desk.gate.pass(message.request, () => isEnded || loop?.receive(message));
    } else {
      if (message.kind === "ask") world.asked.push(...message.asks.map(({ request }) => request));
      loop?.receive(message);
    }
  }
  return worker;
}

/** The core, but a step that reads what kills ends as a trap in it does. */
function mortal(core: CoreSession, world: TestWorld): CoreSession {
  return {
    attach: (source, file) => core.attach(source, file),
    stream: (source) => core.stream(source),
    append: (source, start, bytes) => core.append(source, start, bytes),
    call(request) {
      if (world.isKilledBy(JSON.parse(request) as Request)) {
        throw new WebAssembly.RuntimeError("unreachable");
      }
      let answer = { head: "", columns: [] } as ReturnType<CoreSession["call"]>;
      const isLethal = readsLethal(() => {
        answer = core.call(request);
      });
      if (isLethal && world.panics > 0 && (JSON.parse(request) as Request).kind === "step") {
        world.panics -= 1;
        throw new WebAssembly.RuntimeError("unreachable");
      }
      return answer;
    },
  };
}

/** A desk that dies of what kills it, before it does anything. */
function mortalDesk(core: CoreDesk, desk: TestDesk): CoreDesk {
  return {
    call(request, parts) {
      if (desk.isKilledBy(request)) throw new WebAssembly.RuntimeError("unreachable");
      desk.asked.push(request);
      return core.call(request, parts);
    },
  };
}

/** A line of a log: so many nanoseconds after 1970, a level by its number, 0 for none. */
export function logLine(nanos: number, level: number, message: string): string {
  const time = `1970-01-01T00:00:00.${String(nanos).padStart(9, "0")}Z`;
  const word = level === 0 ? "" : `${LEVEL_NAMES[level]?.toUpperCase()} `;
  return `${time} ${word}${message}\n`;
}

/** Resolves with the first snapshot that fits. */
export function until(client: Client, fits: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
  return new Promise((resolve) => {
    const stop = client.subscribe((snapshot) => {
      if (fits(snapshot)) {
        setTimeout(() => stop());
        resolve(snapshot);
      }
    });
  });
}

/** Waits until `fits`, however long that takes. */
export async function eventually(fits: () => boolean): Promise<void> {
  while (!fits()) await new Promise((resolve) => setTimeout(resolve));
}
