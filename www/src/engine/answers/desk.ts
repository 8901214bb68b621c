// The desk: a worker of its own, in which the core merges what the other workers send, and reads and
// writes queries.
//
// If it dies, another takes its place. It knows nothing then, so all questions are asked again, and
// the workers send again what they sent. Until each of them has, the new desk knows less than the page
// was shown: its sums are held back that long.

import type { DeskReply, DeskRequest, SourceLedger, WireAnswer, WireLedger } from "../wire";
import { type Answer, type News, Port, type WorkerParts } from "../workers";

export interface DeskEvents {
  /** A new desk stands where the last one was. */
  onRestarted(): void;
  /** It died too often: there is none from now on. */
  onGivenUp(): void;
}

/** What the parts of all workers come to, where it changed. */
export interface Merged {
  readonly sources: readonly SourceLedger[];
  /** Sources whose sums were held back until now. */
  readonly heldSources: readonly SourceLedger[];
  /** All sources together; null if nothing new is known of them. */
  readonly total: WireLedger | null;
  readonly answers: readonly DeskAnswer[];
}

/** An answer, and its bulk if it has any. */
export interface DeskAnswer extends WireAnswer {
  readonly bulk: Uint32Array<ArrayBuffer>;
}

const MAX_DEATHS = 5;
/** What the user is told once there is none any more. */
export const DESK_GONE =
  "Counts and queries no longer work: the part of this page that adds up the answers keeps stopping. Reload the page and drop the logs again.";
const NOTHING: Merged = { sources: [], heldSources: [], total: null, answers: [] };

export class Desk {
  private readonly parts: WorkerParts;
  private readonly events: DeskEvents;
  private port: Port | null = null;
  private deaths = 0;
  /** Workers that have not sent a new desk all that they know; true once they were asked to. */
  private readonly owing = new Map<number, boolean>();
  private readonly heldSources = new Map<number, SourceLedger>();

  constructor(parts: WorkerParts, events: DeskEvents) {
    this.parts = parts;
    this.events = events;
    this.start();
  }

  /** Sends a request; rejects if the desk dies before it answers. */
  async ask(request: DeskRequest): Promise<DeskReply> {
    return (await this.send(request, [])).head;
  }

  /** The same for what is answered by columns. */
  async askColumns(request: DeskRequest): Promise<Answer<DeskReply>["columns"]> {
    return (await this.send(request, [])).columns;
  }

  /** Tells something that needs no answer. */
  tell(request: DeskRequest): void {
    this.send(request, []).catch(nothing);
  }

  /** A worker will send again all that it knows; its sums count for less until then. */
  expectAgain(slot: number): void {
    this.owing.set(slot, false);
  }

  /** A worker has heard that it is to send all again: its next news has everything. */
  onAskedAgain(slot: number): void {
    if (this.owing.has(slot)) {
      this.owing.set(slot, true);
    }
  }

  /** Takes a worker's news; what a dead desk did not merge comes again from the workers. */
  take(slot: number, { tasks, folds, parts }: News): Promise<Merged> {
    if (tasks.length + folds.length === 0) {
      return Promise.resolve(NOTHING);
    }
    if (this.owing.get(slot) === true) {
      this.owing.delete(slot);
    }
    return this.merged({ kind: "take", worker: slot, tasks: [...tasks], folds: [...folds] }, parts);
  }

  /** A worker is gone, and all that it sent. */
  lose(slot: number): Promise<Merged> {
    this.owing.delete(slot);
    return this.merged({ kind: "lose", worker: slot }, []);
  }

  /** Forgets what the tasks that start at or after `from` read of a source. */
  forget(source: number, from: number): Promise<Merged> {
    this.heldSources.delete(source);
    return this.merged({ kind: "forget", source, from }, []);
  }

  dispose(): void {
    this.port?.terminate();
    this.port = null;
  }

  private async merged(request: DeskRequest, parts: News["parts"]): Promise<Merged> {
    // The desk answers in order: what was sent before this is in its answer.
    const isWhole = this.owing.size === 0;
    const answer = await this.send(request, parts).catch(() => null);
    if (answer === null || answer.head.kind !== "merged") {
      return NOTHING;
    }
    this.deaths = 0;
    const { sources, total, answers } = answer.head;
    const bulkOf = (idx: number): Uint32Array<ArrayBuffer> => {
      const column = answer.columns[idx];
      return column instanceof Uint32Array ? column : new Uint32Array(0);
    };
    const found = answers.map((one, idx) => ({ ...one, bulk: bulkOf(idx) }));
    if (!isWhole) {
      for (const source of sources) {
        this.heldSources.set(source.source, source);
      }
      return { ...NOTHING, answers: found };
    }
    for (const { source } of sources) {
      this.heldSources.delete(source);
    }
    const heldSources = [...this.heldSources.values()];
    this.heldSources.clear();
    return { sources, heldSources, total, answers: found };
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
        this.heldSources.clear();
        if (this.deaths < MAX_DEATHS) {
          this.start();
          this.events.onRestarted();
        } else {
          this.events.onGivenUp();
        }
      },
    });
  }
}

function nothing(): void {}
