// The loop of a worker around its session: answers at once, reads in between.
//
// A session works only while it is stepped. One step takes about 12 ms, then the
// loop gives way to messages, so that a cancel or a request for rows never waits for long.
// The session, the clock and the way out are handed in, so that the loop can be tested.

import type { Ended, Reply, Request, TaskLedger, Want } from "../wire";
import type { Streams } from "./byte_streams";
import type { Answer, Column, FromWorker, ToWorker } from "./messages";
import { Pacer } from "./pacing";
import { updateIntervalMillis } from "./update_pace";

/** The class that the core exports. */
export interface CoreSession {
  attach(source: number, file: File): void;
  stream(source: number): void;
  append(source: number, start: number, bytes: Uint8Array): void;
  call(request: string): { head: string; columns: Column[] };
}

/** What the loop needs from the world. */
export interface LoopHost {
  post(message: FromWorker, transfer: Transferable[]): void;
  /** Milliseconds, monotonic. */
  nowMillis(): number;
  /** Runs `task` after the messages that are waiting, and not before `pauseMillis`. */
  later(task: () => void, pauseMillis: number): void;
  /** Reads ahead where the browser is good at that. */
  readonly streams: Streams;
}

export class WorkerLoop {
  private readonly session: CoreSession;
  private readonly host: LoopHost;
  private readonly pacer = new Pacer();
  private isScheduled = false;
  private isBroken = false;
  private hasNews = false;
  private awaitsView = false;
  private newsAtMillis: number;
  /** When there was something new to do. */
  private begunAtMillis: number;
  private ended: Ended[] = [];
  /** The bytes that were asked for last, as text: asked for once. */
  private wanted = "";
  /** Bytes of a stream are on their way. */
  private isFetching = false;
  /** Rises when those bytes are wanted no more. */
  private fetchEpoch = 0;
  private isNewsPlanned = false;

  constructor(session: CoreSession, host: LoopHost) {
    this.session = session;
    this.host = host;
    this.newsAtMillis = Number.NEGATIVE_INFINITY;
    this.begunAtMillis = host.nowMillis();
  }

  /** Deals with one message; after a panic or a trap with none. */
  receive(message: ToWorker): void {
    this.guard(() => {
      switch (message.kind) {
        case "ask":
          this.answer(message.id, message.request);
          break;
        case "attach":
          this.attach(message.source, message.file);
          break;
        case "append":
          this.wanted = "";
          this.session.append(message.source, message.start, message.bytes);
          this.schedule();
          break;
        case "ping":
          this.host.post({ kind: "pong" }, []);
          break;
        case "start":
        case "probe":
          break;
      }
    });
  }

  private attach(source: number, file: File): void {
    this.session.attach(source, file);
    if (this.host.streams.take(source, file)) {
      this.session.stream(source);
    }
  }

  private answer(id: number, request: Request): void {
    const answer = this.call(request);
    this.host.post({ kind: "reply", id, answer }, buffersOf(answer));
    switch (request.kind) {
      case "view":
        this.awaitsView = true;
        this.newsAtMillis = this.host.nowMillis();
        this.begunAtMillis = this.newsAtMillis;
        this.schedule();
        break;
      case "ingest":
        this.host.streams.expect(request);
        this.schedule();
        break;
      case "close":
        this.host.streams.drop(request.source);
        this.hasNews = true;
        this.schedule();
        break;
      case "cancel":
        this.stopFetching();
        this.hasNews = true;
        this.schedule();
        break;
      case "join":
        this.schedule();
        break;
      case "grow":
      case "pause":
        this.hasNews = true;
        this.schedule();
        break;
      case "rank":
        // One key is a question of its own, several are a round of a search.
        if (request.keys.length > 1) {
          this.pacer.pause(this.host.nowMillis());
        }
        break;
      case "rows":
        this.pacer.pause(this.host.nowMillis());
        break;
      default:
        break;
    }
  }

  private schedule(): void {
    if (!this.isScheduled) {
      this.isScheduled = true;
      this.host.later(() => this.wake(), 0);
    }
  }

  private wake(): void {
    const pauseMillis = this.pacer.waitMillis(this.host.nowMillis());
    if (pauseMillis > 0) {
      this.host.later(() => this.wake(), pauseMillis);
    } else {
      this.isScheduled = false;
      this.guard(() => this.step());
    }
  }

  private step(): void {
    const begunMillis = this.host.nowMillis();
    const { head } = this.call({ kind: "step", budgetBytes: this.pacer.budgetBytes });
    if (head.kind !== "stepped") {
      throw new Error(`A step was answered with ${head.kind}`);
    }
    const tookMillis = this.host.nowMillis() - begunMillis;
    this.pacer.stepped(tookMillis, head.hasMore && head.ended.length === 0);
    this.ended.push(...head.ended);
    this.hasNews ||= head.hasNews;
    const isStreamed = head.wants !== null && this.host.streams.has(head.wants.source);
    if (isStreamed && head.wants !== null && !this.isFetching) {
      void this.bring(head.wants);
    }
    this.tell(head.hasMore || this.isFetching, isStreamed ? null : this.onceOnly(head.wants));
    if (head.hasMore) {
      this.schedule();
    } else if (this.isFetching) {
      this.planNews();
    } else {
      this.host.streams.rest();
    }
  }

  /** A slow disk holds up reading, not the news of what was read. */
  private planNews(): void {
    if (this.isNewsPlanned || !this.hasNews) {
      return;
    }
    this.isNewsPlanned = true;
    const nowMillis = this.host.nowMillis();
    const dueAtMillis = this.newsAtMillis + updateIntervalMillis(nowMillis - this.begunAtMillis);
    const tellIfFetching = (): void => {
      this.isNewsPlanned = false;
      if (this.isFetching) {
        this.tell(true, null);
        this.planNews();
      }
    };
    this.host.later(() => this.guard(tellIfFetching), Math.max(0, dueAtMillis - nowMillis));
  }

  /** Gets the bytes that a stream has next. */
  private async bring(want: Want): Promise<void> {
    const { source, start } = want;
    const epoch = this.fetchEpoch;
    this.isFetching = true;
    const bytes = await this.host.streams.next(want).catch(() => null);
    if (epoch !== this.fetchEpoch) {
      return;
    }
    this.isFetching = false;
    this.guard(() => {
      if (bytes !== null) {
        this.session.append(source, start, bytes);
      } else {
        this.readBySlices(source);
      }
    });
    this.schedule();
  }

  /** Nobody waits for the bytes that are on their way: what there is to tell is told without them. */
  private stopFetching(): void {
    this.fetchEpoch += 1;
    this.isFetching = false;
    this.host.streams.rest();
  }

  /** A stream does not say why it ended: reading at once does, or succeeds. */
  private readBySlices(source: number): void {
    const file = this.host.streams.drop(source);
    if (file !== null) {
      this.session.attach(source, file);
    }
  }

  private tell(hasMore: boolean, wants: Want | null): void {
    const nowMillis = this.host.nowMillis();
    const intervalMillis = updateIntervalMillis(nowMillis - this.begunAtMillis);
    const isDue = !hasMore || nowMillis - this.newsAtMillis >= intervalMillis;
    const early = this.awaitsView && !isDue ? this.call({ kind: "counts" }) : null;
    if (early?.head.kind === "counts" && early.head.isComplete) {
      this.postNews(early, hasMore, wants);
    } else if (isDue && (this.hasNews || this.awaitsView)) {
      this.postNews(this.call({ kind: "counts" }), hasMore, wants);
    } else if (this.ended.length > 0 || wants !== null) {
      this.postNews(null, hasMore, wants);
    }
  }

  private onceOnly(wants: Want | null): Want | null {
    const wanted = JSON.stringify(wants);
    const isKnown = wanted === this.wanted;
    this.wanted = wanted;
    return isKnown ? null : wants;
  }

  /** Posts what changed; without counts the interval goes on. */
  private postNews(counts: Answer | null, hasMore: boolean, wants: Want | null): void {
    const ended = this.ended;
    this.ended = [];
    if (counts !== null) {
      this.hasNews = false;
      this.awaitsView = false;
      this.newsAtMillis = this.host.nowMillis();
    }
    const tasks = this.ledgers();
    const news = { ended, tasks, counts, wants, isIdle: !hasMore && wants === null };
    this.host.post({ kind: "news", news }, counts === null ? [] : buffersOf(counts));
  }

  private ledgers(): readonly TaskLedger[] {
    const { head } = this.call({ kind: "ledgers" });
    return head.kind === "ledgers" ? head.tasks : [];
  }

  private call(request: Request): Answer {
    const { head, columns } = this.session.call(JSON.stringify(request));
    return { head: JSON.parse(head) as Reply, columns };
  }

  /** Whatever the core throws ends the session: after a trap its memory cannot be trusted. */
  private guard(work: () => void): void {
    if (this.isBroken) {
      return;
    }
    try {
      work();
    } catch (error) {
      this.isBroken = true;
      this.host.post({ kind: "broken", message: messageOf(error) }, []);
    }
  }
}

/** An error as text: not every browser can post an error object. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Columns are posted without a copy. */
function buffersOf(answer: Answer): ArrayBuffer[] {
  return [...new Set(answer.columns.map((column) => column.buffer))];
}
