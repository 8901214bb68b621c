// The desk: a worker of its own, in which the core merges what the other workers tell, and reads and
// writes queries.
//
// If it dies, another takes its place. It knows nothing then, so all questions are asked again, and
// the workers tell again what they told.

import type { DeskReply, DeskRequest, SourceLedger, WireAnswer } from "../wire";
import { type Answer, type News, Port, type WorkerParts } from "../workers";

export interface DeskEvents {
  /** A new desk stands where the last one was. */
  onRestarted(): void;
}

/** What the parts of all workers come to, where it changed. */
export interface Merged {
  readonly sources: readonly SourceLedger[];
  readonly answers: readonly DeskAnswer[];
}

/** An answer, and its bulk if it has any. */
export interface DeskAnswer extends WireAnswer {
  readonly bulk: Uint32Array<ArrayBuffer>;
}

const MAX_DEATHS = 5;
const NOTHING: Merged = { sources: [], answers: [] };

export class Desk {
  private readonly parts: WorkerParts;
  private readonly events: DeskEvents;
  private port: Port | null = null;
  private deaths = 0;

  constructor(parts: WorkerParts, events: DeskEvents) {
    this.parts = parts;
    this.events = events;
    this.start();
  }

  /** Sends a request; rejects if the desk dies before it answers. */
  async ask(request: DeskRequest): Promise<DeskReply> {
    return (await this.send(request, [])).head;
  }

  /** Tells something that needs no answer. */
  tell(request: DeskRequest): void {
    this.send(request, []).catch(nothing);
  }

  /** Takes a worker's news; what a dead desk did not merge comes again from the workers. */
  take(slot: number, { tasks, folds, parts }: News): Promise<Merged> {
    if (tasks.length + folds.length === 0) {
      return Promise.resolve(NOTHING);
    }
    return this.merged({ kind: "take", worker: slot, tasks: [...tasks], folds: [...folds] }, parts);
  }

  /** A worker is gone, and all that it told. */
  lose(slot: number): Promise<Merged> {
    return this.merged({ kind: "lose", worker: slot }, []);
  }

  /** Forgets what the tasks that start at or after `from` read of a source. */
  forget(source: number, from: number): Promise<Merged> {
    return this.merged({ kind: "forget", source, from }, []);
  }

  dispose(): void {
    this.port?.terminate();
    this.port = null;
  }

  private async merged(request: DeskRequest, parts: News["parts"]): Promise<Merged> {
    const answer = await this.send(request, parts).catch(() => null);
    if (answer === null || answer.head.kind !== "merged") {
      return NOTHING;
    }
    this.deaths = 0;
    const { sources, answers } = answer.head;
    const bulkOf = (idx: number): Uint32Array<ArrayBuffer> => {
      const column = answer.columns[idx];
      return column instanceof Uint32Array ? column : new Uint32Array(0);
    };
    return { sources, answers: answers.map((found, idx) => ({ ...found, bulk: bulkOf(idx) })) };
  }

  private send(request: DeskRequest, parts: News["parts"]): Promise<Answer<DeskReply>> {
    return this.port === null
      ? Promise.reject(new Error("there is no desk"))
      : this.port.askDesk(request, parts);
  }

  private start(): void {
    this.port = new Port(this.parts.startWorker(), this.parts.module, "desk", {
      onNews: nothing,
      onLost: () => {
        this.port = null;
        this.deaths += 1;
        if (this.deaths < MAX_DEATHS) {
          this.start();
          this.events.onRestarted();
        }
      },
    });
  }
}

function nothing(): void {}
