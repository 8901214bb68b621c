// The loop of a worker around its session: answers at once, reads in between.
//
// A session works only while it is stepped. One step takes about 12 ms, then the
// loop gives way to messages, so that a cancel or a request for rows never waits for long.
// The session, the clock and the way out are handed in, so that the loop can be tested.

import type { Ended, Reply, Request, SentFold, TaskLedger, Want } from "../wire";
import type { Streams } from "./byte_streams";
import type {
  Answer,
  Asked,
  AttachedFile,
  Column,
  FromWorker,
  PartBytes,
  ToWorker,
} from "./messages";
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
  /** Reads small files whole, all at once; null if one of them cannot be read. */
  readTogether(files: readonly File[]): readonly Uint8Array[] | null;
}

/** What a step brought. */
interface Progress {
  /** It was time to tell. */
  readonly isDue: boolean;
  readonly hasMore: boolean;
  readonly wants: Want | null;
  readonly ended: readonly Ended[];
  readonly tasks: readonly TaskLedger[];
  readonly folds: readonly SentFold[];
  readonly parts: readonly PartBytes[];
}

export class WorkerLoop {
  private readonly session: CoreSession;
  private readonly host: LoopHost;
  private readonly pacer = new Pacer();
  private isScheduled = false;
  private isBroken = false;
  /** Something changed that was not sent yet. */
  private hasNews = false;
  /** The page was told that there is nothing left to do. */
  private isKnownIdle = true;
  private newsAtMillis: number;
  /** When there was something new to do. */
  private begunAtMillis: number;
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
          this.answer(message.asks);
          break;
        case "attach":
          this.attach(message.files);
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

  /** Several are small: each read waits for the browser, so they are read at once, and kept until they are parsed. */
  private attach(files: readonly AttachedFile[]): void {
    for (const { source, file } of files) {
      this.session.attach(source, file);
      if (this.host.streams.take(source, file)) {
        this.session.stream(source);
      }
    }
    const wholes = files.length > 1 ? this.host.readTogether(files.map(({ file }) => file)) : null;
    for (const [idx, bytes] of (wholes ?? []).entries()) {
      const source = files[idx]?.source;
      if (source !== undefined) {
        this.session.append(source, 0, bytes);
      }
    }
  }

  private answer(asks: readonly Asked[]): void {
    const replies = asks.map(({ id, request }) => ({ id, answer: this.call(request) }));
    const buffers = buffersOf(replies.map(({ answer }) => answer));
    this.host.post({ kind: "reply", replies }, buffers);
    for (const { request } of asks) {
      this.follow(request);
    }
  }

  /** What is to be done once a request is answered. */
  private follow(request: Request): void {
    switch (request.kind) {
      case "select":
      case "fold":
        this.newsAtMillis = this.host.nowMillis();
        this.begunAtMillis = this.newsAtMillis;
        this.goOn();
        break;
      case "ingest":
        this.host.streams.expect(request);
        this.goOn();
        break;
      case "close":
        this.host.streams.drop(request.source);
        this.goOn();
        break;
      case "cancel":
        this.stopFetching();
        this.goOn();
        break;
      case "join":
        this.schedule();
        break;
      case "grow":
      case "pause":
      case "resend":
        this.goOn();
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

  /** There may be something to do and to tell. */
  private goOn(): void {
    this.isKnownIdle = false;
    this.schedule();
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
    const progress = this.progress(this.pacer.budgetBytes);
    const tookMillis = this.host.nowMillis() - begunMillis;
    const { hasMore, ended, wants } = progress;
    this.pacer.stepped(tookMillis, hasMore && ended.length === 0);
    const isStreamed = wants !== null && this.host.streams.has(wants.source);
    if (isStreamed && !this.isFetching) {
      void this.bring(wants);
    }
    this.tell(progress, isStreamed ? null : this.onceOnly(wants));
    if (hasMore) {
      this.schedule();
    } else if (this.isFetching) {
      this.planNews();
    } else {
      this.host.streams.rest();
    }
  }

  /** Steps once; what changed comes along if it is time to tell. */
  private progress(budgetBytes: number): Progress {
    const isDue = this.host.nowMillis() >= this.dueAtMillis;
    const { head, columns } = this.call({ kind: "step", budgetBytes, isDue });
    if (head.kind !== "progress") {
      throw new Error(`A step was answered with ${head.kind}`);
    }
    const { kind: _, hasNews, ...progress } = head;
    this.hasNews = hasNews || (this.hasNews && !isDue);
    return { ...progress, isDue, parts: columns as readonly PartBytes[] };
  }

  private get dueAtMillis(): number {
    return this.newsAtMillis + updateIntervalMillis(this.newsAtMillis - this.begunAtMillis);
  }

  /** A slow disk holds up reading, not the news of what was read. */
  private planNews(): void {
    if (this.isNewsPlanned || !this.hasNews) {
      return;
    }
    this.isNewsPlanned = true;
    const tellIfFetching = (): void => {
      this.isNewsPlanned = false;
      if (this.isFetching) {
        this.tell(this.progress(0), null);
        this.planNews();
      }
    };
    const pauseMillis = Math.max(0, this.dueAtMillis - this.host.nowMillis());
    this.host.later(() => this.guard(tellIfFetching), pauseMillis);
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

  /** Nobody waits for the bytes that are on their way: what there is to send is sent without them. */
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

  /** Posts what there is to tell; and once that there is nothing left to do. */
  private tell(progress: Progress, wants: Want | null): void {
    const { isDue, ended, tasks, folds, parts } = progress;
    const isIdle = !progress.hasMore && !this.isFetching && wants === null;
    const hasTurnedIdle = isIdle && !this.isKnownIdle;
    if (ended.length + tasks.length + folds.length === 0 && wants === null && !hasTurnedIdle) {
      return;
    }
    if (folds.length > 0 || (isDue && tasks.length > 0)) {
      this.newsAtMillis = this.host.nowMillis();
    }
    this.isKnownIdle = isIdle;
    const news = { ended, tasks, folds, parts, wants, isIdle };
    this.host.post({ kind: "news", news }, [...new Set(parts.map(({ buffer }) => buffer))]);
  }

  private onceOnly(wants: Want | null): Want | null {
    const wanted = JSON.stringify(wants);
    const isKnown = wanted === this.wanted;
    this.wanted = wanted;
    return isKnown ? null : wants;
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
export function buffersOf(answers: readonly Answer<unknown>[]): ArrayBuffer[] {
  return [...new Set(answers.flatMap(({ columns }) => columns.map((column) => column.buffer)))];
}
