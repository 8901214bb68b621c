// The workers: starts them, replaces one that died, asks one or all.
//
// A slot is a worker's place. Its number stays when the worker in it is replaced, but all that the
// worker knew is gone then; reading and viewing are told and give it what it needs anew.

import type { Request } from "../wire";
import type { Answer, News } from "./messages";
import { Port, type WorkerLike, WorkerLost } from "./port";

/** What it takes to start workers. */
export interface WorkerParts {
  readonly module: WebAssembly.Module;
  readonly startWorker: () => WorkerLike;
}

export interface PoolEvents {
  /** A worker is new in its slot and knows nothing. */
  onStarted(slot: number): void;
  onNews(slot: number, news: News): void;
  /** The worker of a slot died; `onStarted` came before if it was replaced. */
  onLost(slot: number, reason: string): void;
}

/** A slot whose workers die so often without any news is given up. */
const MAX_DEATHS = 5;

interface Slot {
  port: Port | null;
  deaths: number;
}

/** How many workers to start: one core is left to the page, but two cores read with two. */
export function workerCountFor(cores: number): number {
  return cores === 2 ? 2 : Math.min(8, Math.max(1, cores - 1));
}

export class Pool {
  private readonly parts: WorkerParts;
  private readonly events: PoolEvents;
  private readonly slots: Slot[];

  constructor(parts: WorkerParts, size: number, events: PoolEvents) {
    this.parts = parts;
    this.events = events;
    this.slots = Array.from({ length: size }, () => ({ port: null, deaths: 0 }));
  }

  /** Starts the workers; apart from the constructor, since events come at once. */
  start(): void {
    for (const slot of this.slots.keys()) {
      this.startSlot(slot);
    }
  }

  /** How many workers there should be. */
  get size(): number {
    return this.slots.length;
  }

  /** Slots with a living worker. */
  get live(): number[] {
    return [...this.slots.keys()].filter((slot) => this.port(slot) !== null);
  }

  port(slot: number): Port | null {
    return this.slots[slot]?.port ?? null;
  }

  ask(slot: number, request: Request): Promise<Answer> {
    const port = this.port(slot);
    return port === null ? Promise.reject(new WorkerLost("there is no worker")) : port.ask(request);
  }

  /** Asks every living worker; the answers come in the order of the slots. */
  askAll(request: Request): Promise<Answer[]> {
    return Promise.all(this.live.map((slot) => this.ask(slot, request)));
  }

  /** Tells a worker something; `then` runs once it has answered, never if it dies before. */
  tell(slot: number, request: Request, then: (answer: Answer) => void = nothing): void {
    // The death of a worker is dealt with where its loss is told.
    this.ask(slot, request).then(then, nothing);
  }

  tellAll(request: Request): void {
    for (const slot of this.live) {
      this.tell(slot, request);
    }
  }

  /** Puts a new worker in a slot: memory that a worker once had goes back to the system only with the worker. */
  replace(number: number): void {
    const slot = this.slots[number];
    if (slot !== undefined && slot.port !== null) {
      slot.port.terminate();
      this.startSlot(number);
    }
  }

  terminate(): void {
    for (const slot of this.slots) {
      slot.port?.terminate();
      slot.port = null;
    }
  }

  private startSlot(number: number): void {
    const slot = this.slots[number];
    if (slot === undefined) {
      return;
    }
    slot.port = new Port(this.parts.startWorker(), this.parts.module, "reader", {
      onNews: (news) => {
        slot.deaths = 0;
        this.events.onNews(number, news);
      },
      onLost: (reason) => {
        slot.port = null;
        slot.deaths += 1;
        if (slot.deaths < MAX_DEATHS) {
          this.startSlot(number);
        }
        this.events.onLost(number, reason);
      },
    });
    this.events.onStarted(number);
  }
}

function nothing(): void {}
