// One worker as an object: requests become promises, and its death is noticed.
//
// A worker can die in three ways: it says so (a trap), the browser says so (an error event), or
// nobody says anything. For the last there is a ping while something is awaited from it.

import type { DeskReply, DeskRequest, Request } from "../wire";
import type {
  Answer,
  Asked,
  AttachedFile,
  FromWorker,
  News,
  PartBytes,
  Role,
  ToWorker,
} from "./messages";

/** What a port needs of a `Worker`. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  terminate(): void;
}

export interface PortEvents {
  onNews(news: News): void;
  /** The worker and its memory are gone; called once, never after `terminate`. */
  onLost(reason: string): void;
}

/** A worker died before it answered. */
export class WorkerLost extends Error {}

const PING_INTERVAL_MILLIS = 500;
// A worker answers within some 12 ms, and its files are read ahead: five seconds of silence are
// many times what a busy machine makes of that. More where it has been slow before, as with slices
// from a network drive.
const MISSED_PINGS_LIMIT = 10;
/** A query may be slow where a step cannot be cut: a worker that looks for one is busy, not hung, for longer. */
const MISSED_PINGS_LIMIT_ASKED = 40;

interface Waiting {
  // biome-ignore lint/suspicious/noExplicitAny: which kind of reply comes is known to who asked
  readonly resolve: (answer: Answer<any>) => void;
  readonly reject: (error: Error) => void;
}

export class Port {
  private readonly worker: WorkerLike;
  private readonly events: PortEvents;
  private readonly waiting = new Map<number, Waiting>();
  private readonly pinger: ReturnType<typeof setInterval>;
  private nextId = 1;
  /** What is asked by the code that runs now: one message in all, since each costs as much as many requests. */
  private outbox: Asked[] = [];
  private isGone = false;
  private isWorking = false;
  /** It looks for what a query matches. */
  private isSearching = false;
  /** It said something since the last tick: nothing has to be asked. */
  private wasHeard = false;
  private missedPings = 0;
  private mostMissedPings = 0;
  private whenProbed: ((canRead: boolean) => void) | null = null;

  constructor(worker: WorkerLike, module: WebAssembly.Module, role: Role, events: PortEvents) {
    this.worker = worker;
    this.events = events;
    worker.onmessage = ({ data }) => this.receive(data);
    worker.onerror = (event) => this.lose(event.message || "the worker stopped");
    worker.onmessageerror = () => this.lose("a message of the worker could not be read");
    this.pinger = setInterval(() => this.ping(), PING_INTERVAL_MILLIS);
    this.post({ kind: "start", module, role });
  }

  /** Sends a request; rejects with `WorkerLost` if the worker dies before it answers. */
  ask(request: Request): Promise<Answer> {
    if (request.kind === "ingest" || request.kind === "select" || request.kind === "fold") {
      this.isWorking = true;
    }
    if (request.kind === "select") {
      this.isSearching = request.query !== "";
    }
    return this.awaited((id) => {
      if (this.outbox.length === 0) {
        queueMicrotask(() => this.sendAsked());
      }
      this.outbox.push({ id, request });
    });
  }

  /** The same of a desk. */
  askDesk(request: DeskRequest, parts: readonly PartBytes[]): Promise<Answer<DeskReply>> {
    const buffers = parts.map(({ buffer }) => buffer);
    return this.awaited((id) => this.post({ kind: "askDesk", id, request, parts }, buffers));
  }

  private awaited<Head>(send: (id: number) => void): Promise<Answer<Head>> {
    return new Promise((resolve, reject) => {
      if (this.isGone) {
        reject(new WorkerLost("the worker is gone"));
        return;
      }
      const id = this.nextId;
      this.nextId += 1;
      this.waiting.set(id, { resolve, reject });
      send(id);
    });
  }

  attach(files: readonly AttachedFile[]): void {
    this.post({ kind: "attach", files });
  }

  append(source: number, start: number, bytes: Uint8Array<ArrayBuffer>): void {
    this.isWorking = true;
    this.post({ kind: "append", source, start, bytes }, [bytes.buffer]);
  }

  /** Whether the worker can read files by itself. */
  probe(file: File): Promise<boolean> {
    return new Promise((resolve) => {
      this.whenProbed = resolve;
      this.post({ kind: "probe", file });
    });
  }

  /** Ends the worker; its memory goes back to the system. */
  terminate(): void {
    this.end("the worker was ended");
  }

  private sendAsked(): void {
    const asks = this.outbox;
    this.outbox = [];
    if (asks.length > 0 && !this.isGone) {
      this.worker.postMessage({ kind: "ask", asks });
    }
  }

  private post(message: ToWorker, transfer: Transferable[] = []): void {
    this.sendAsked();
    if (!this.isGone) {
      this.worker.postMessage(message, transfer);
    }
  }

  private receive(message: FromWorker): void {
    if (this.isGone) {
      return;
    }
    this.mostMissedPings = Math.max(this.mostMissedPings, this.missedPings - 1);
    this.missedPings = 0;
    this.wasHeard = true;
    switch (message.kind) {
      case "reply": {
        for (const { id, answer } of message.replies) {
          this.waiting.get(id)?.resolve(answer);
          this.waiting.delete(id);
        }
        break;
      }
      case "news":
        this.isWorking = !message.news.isIdle;
        this.isSearching &&= this.isWorking;
        this.events.onNews(message.news);
        break;
      case "probed":
        this.whenProbed?.(message.canRead);
        break;
      case "broken":
        this.lose(message.message);
        break;
      case "ready":
      case "pong":
        break;
    }
  }

  /** Counts ticks, not time: a computer that slept has not lost its workers. */
  private ping(): void {
    const isAwaited = this.isWorking || this.waiting.size > 0;
    const isKnownToLive = this.wasHeard;
    this.wasHeard = false;
    if (!isAwaited || isKnownToLive) {
      return;
    }
    const limit = this.isSearching ? MISSED_PINGS_LIMIT_ASKED : MISSED_PINGS_LIMIT;
    if (this.missedPings >= limit + 4 * this.mostMissedPings) {
      this.lose("the worker did not answer");
      return;
    }
    this.missedPings += 1;
    this.post({ kind: "ping" });
  }

  private lose(reason: string): void {
    if (!this.isGone) {
      this.end(reason);
      this.events.onLost(reason);
    }
  }

  private end(reason: string): void {
    this.isGone = true;
    clearInterval(this.pinger);
    this.worker.terminate();
    this.whenProbed?.(false);
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) {
      reject(new WorkerLost(reason));
    }
  }
}
