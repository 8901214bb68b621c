// Opens sources: gives a worker the file, learns how to read it, cuts it into tasks.
//
// Few at a time, so that a folder of a thousand files does not hold up the reading of the first. Small ones go to a
// worker in groups: it reads a group's files at once, and one message has all that is asked about them.

import { rangeOf } from "../bounds";
import type { Overrule } from "../engine";
import { nanosFromWire } from "../entry_key";
import type { Request, SourcePlan, Want, WireOpened } from "../wire";
import {
  type Answer,
  canPageRead,
  type Pool,
  Pump,
  SMALL_FILE_BYTES,
  WorkerLost,
} from "../workers";
import { Fingerprints } from "./fingerprints";
import { KnownBySlot } from "./known_by_slot";
import { type KnownSource, sizeOf } from "./known_source";
import { placeOf, tasksOf } from "./members";
import * as sentences from "./sentences";
import type { Task } from "./tasks";

/** What is asked about a line of a source. */
export type ExampleRequest = Pick<Request & { kind: "example" }, "line" | "marks" | "pattern">;

/** Who reads the files: each worker by itself, or the page for all of them. */
export type ReadingMode = "direct" | "pump";

export interface OpenerEvents {
  onOpened(record: KnownSource, tasks: readonly Task[]): void;
  /** A source is an archive, and a worker is ready to find its members. Rejects if that worker dies. */
  onArchive(slot: number, record: KnownSource): Promise<void>;
  onChange(record: KnownSource): void;
  /** A source that has grown cannot be read on: it cannot be opened, or is now read in another way. */
  onNotTheSame(record: KnownSource): void;
  /** Whether workers have so little to read that more should be opened: they keep what they looked at for a while only. */
  hasRoom(): boolean;
}

const OPENING_PER_WORKER = 4;
/** So many small sources are opened together; a worker has at most two such groups. */
const GROUP = 16;
const MAX_OPEN_LOSSES = 2;

export class Opener {
  private readonly pool: Pool;
  private readonly events: OpenerEvents;
  private readonly pump = new Pump();
  private mode: ReadingMode | null = null;
  private queue: KnownSource[] = [];
  /** How many sources each worker is opening. */
  private readonly opening = new Map<number, number>();
  /** Which sources each worker knows … */
  private readonly introduced = new KnownBySlot();
  /** … and of which it has the file. */
  private readonly attached = new KnownBySlot();
  private readonly fingerprints = new Fingerprints(() => this.queue.length > 0);

  constructor(pool: Pool, events: OpenerEvents) {
    this.pool = pool;
    this.events = events;
  }

  begin(mode: ReadingMode): void {
    this.mode = mode;
    this.drain();
  }

  add(records: readonly KnownSource[]): void {
    this.queue = [...this.queue, ...records];
    this.drain();
  }

  /** Whether each worker reads the files by itself. */
  get readsItself(): boolean {
    return this.mode === "direct";
  }

  /** Opens nothing more of what waits. */
  clear(): void {
    this.queue = [];
    this.fingerprints.goOn();
  }

  /** Opens what waits, as far as there is room. */
  goOn(): void {
    this.drain();
  }

  /** Forgets one source. */
  withdraw(id: number): void {
    this.queue = this.queue.filter((record) => record.id !== id);
    this.introduced.withdraw(id);
    this.attached.withdraw(id);
  }

  /** The worker of a slot is another one now. */
  forget(slot: number): void {
    this.introduced.forget(slot);
    this.attached.forget(slot);
    this.drain();
  }

  /** Makes a source known to a worker, unless it is: what it is, and its file if the worker reads by itself. */
  introduce(slot: number, record: KnownSource): void {
    const { member } = record;
    this.attach(slot, member === null || member.isSlice ? record : member.archive);
    if (this.introduced.add(slot, record.id)) {
      this.pool.tell(slot, introductionOf(record));
    }
  }

  /** Introduces a source that has grown to the workers that knew it as it was. */
  introduceAgain(record: KnownSource): void {
    const slots = this.introduced.withdraw(record.id);
    this.attached.withdraw(record.id);
    for (const slot of slots) {
      this.introduce(slot, record);
    }
  }

  private attach(slot: number, { id, input }: KnownSource): void {
    if (this.mode === "direct" && this.attached.add(slot, id)) {
      this.pool.port(slot)?.attach([{ source: id, file: input.file }]);
    }
  }

  /** Gives a worker the small files of several sources, to be read at once. */
  private attachGroup(slot: number, group: readonly KnownSource[]): void {
    const small = group.filter(
      (record) => isSmallFile(record) && this.attached.add(slot, record.id),
    );
    if (small.length > 0) {
      const files = small.map(({ id, input }) => ({ source: id, file: input.file }));
      this.pool.port(slot)?.attach(files);
    }
  }

  /** Pushes bytes that a worker asks for; no bytes at all tell it that there are none to be had. */
  serve(slot: number, record: KnownSource, want: Want): void {
    const port = this.pool.port(slot);
    if (port !== null) {
      this.pump.push(port, record.input.file, want).catch(() => {
        port.append(want.source, want.start, new Uint8Array(0));
      });
    }
  }

  /**
   * Asks a worker, again and again while it has to unpack or to fetch what stands before; null once the source is no
   * longer wanted.
   */
  async askOn(slot: number, request: Request, record: KnownSource): Promise<Answer | null> {
    const { epoch } = record;
    while (record.epoch === epoch) {
      const answer = await this.pool.ask(slot, request);
      const { head } = answer;
      if (head.kind !== "notYet") {
        return answer;
      }
      const port = this.pool.port(slot);
      if (head.wants !== null && port !== null) {
        const { wants } = head;
        const { file } = (wants.source === record.id ? record : (record.member?.archive ?? record))
          .input;
        await this.pump.push(port, file, wants).catch(() => {
          port.append(wants.source, wants.start, new Uint8Array(0));
        });
      }
    }
    return null;
  }

  /** Asks a worker about a line at the start of a source. Rejects if that is read in another way by then. */
  async askAbout(slot: number, record: KnownSource, ask: ExampleRequest): Promise<Answer> {
    await this.giveStart(slot, record);
    const { id: source } = record;
    const overrule = overruleOf(record);
    const request = { kind: "example", source, overrule, ...ask } as const;
    const answer = await this.askOn(slot, request, record);
    if (answer === null) {
      throw new Error("the source is read differently by now");
    }
    return answer;
  }

  /** Gives a worker what it needs to look at the start of a source. */
  private async giveStart(slot: number, record: KnownSource): Promise<void> {
    const port = this.pool.port(slot);
    if (this.mode === "pump" && port !== null && (record.member?.isSlice ?? true)) {
      await this.pump.pushEnds(port, record.id, record.input.file);
    }
    this.introduce(slot, record);
  }

  private drain(): void {
    while (this.mode !== null && this.queue.length > 0) {
      const group = this.nextGroup();
      const slot = this.idlestSlot(group.length === 1 ? OPENING_PER_WORKER : GROUP + 1);
      if (slot === null || (group.length > 1 && !this.events.hasRoom())) {
        break;
      }
      this.queue.splice(0, group.length);
      this.opening.set(slot, (this.opening.get(slot) ?? 0) + group.length);
      if (this.mode === "direct" && group.length > 1) {
        this.attachGroup(slot, group);
      }
      for (const record of group) {
        this.openAt(slot, record);
      }
    }
  }

  private openAt(slot: number, record: KnownSource): void {
    record.phase = "reading";
    this.events.onChange(record);
    void this.open(slot, record).finally(() => {
      this.opening.set(slot, (this.opening.get(slot) ?? 1) - 1);
      this.drain();
      this.fingerprints.goOn();
    });
  }

  /** The first that waits, and if it is small those that follow it and are small, too. */
  private nextGroup(): readonly KnownSource[] {
    // Few files are shared out among the workers.
    const opened = [...this.opening.values()].reduce((sum, count) => sum + count, 0);
    const share = Math.ceil((this.queue.length + opened) / Math.max(1, this.pool.live.length));
    const waiting = this.queue.slice(0, Math.min(GROUP, share));
    const end = waiting.findIndex((record) => !isSmallFile(record));
    return end < 0 ? waiting : waiting.slice(0, Math.max(1, end));
  }

  /** The worker that opens the fewest sources, if these are fewer than `most`. */
  private idlestSlot(most: number): number | null {
    const count = (slot: number): number => this.opening.get(slot) ?? 0;
    const [idlest] = this.pool.live.sort((a, b) => count(a) - count(b));
    return idlest !== undefined && count(idlest) < most ? idlest : null;
  }

  private async open(slot: number, record: KnownSource): Promise<void> {
    const { epoch, id: source } = record;
    const overrule = overruleOf(record);
    const { file } = record.input;
    try {
      await this.giveStart(slot, record);
      const answer = await this.askOn(slot, { kind: "open", source, overrule }, record);
      const head = answer?.head;
      // To a worker a folder looks like an empty file.
      const isFolder = sizeOf(record) === 0 && !(await canPageRead(file));
      if (record.epoch === epoch) {
        if (head?.kind !== "opened" || isFolder) {
          this.failForNow(record);
        } else if (head.opened.plan.content === "archive") {
          this.takeArchive(record, head.opened);
          await this.events.onArchive(slot, record);
        } else {
          this.take(slot, record, head.opened);
        }
      }
    } catch (error) {
      if (record.epoch === epoch) {
        this.retryOrFail(record, error);
      }
    }
  }

  private takeArchive(record: KnownSource, { plan, why }: WireOpened): void {
    record.plan = plan;
    record.fingerprint = this.fingerprints.of(record.input.file);
    record.format = { id: "none", title: "Archive", why };
  }

  private take(slot: number, record: KnownSource, head: WireOpened): void {
    const { name, input, member } = record;
    const { content } = head.plan;
    if (content === "binary") {
      record.isBinary = true;
      this.fail(record, sentences.binarySentence(name, head.why));
      return;
    }
    if (record.toRead !== null && !isSamePlan(record.plan, head.plan)) {
      this.events.onNotTheSame(record);
      return;
    }
    record.plan = head.plan;
    record.fingerprint = member === null ? this.fingerprints.of(input.file) : null;
    record.format = { id: head.formatId, title: head.formatTitle, why: head.why };
    record.estimate = rangeOf(nanosFromWire(head.first), nanosFromWire(head.last));
    const cut = record.toRead ?? tasksOf(record, this.pool.live.length);
    // The worker that looked at a small file still has its bytes.
    const tasks = isSmallFile(record) ? cut.map((task) => ({ ...task, home: slot })) : cut;
    record.tasks = record.toRead === null ? [...tasks] : record.tasks;
    record.toRead = null;
    if (record.tasks.length === 0) {
      record.phase = "ready";
      record.notice = sentences.emptySentence(name);
      record.format = null;
    }
    this.events.onOpened(record, tasks);
  }

  private retryOrFail(record: KnownSource, error: unknown): void {
    const { name } = record;
    if (!(error instanceof WorkerLost)) {
      this.failForNow(record);
      return;
    }
    record.openLosses += 1;
    const canRetry = record.openLosses < MAX_OPEN_LOSSES && this.pool.live.length > 0;
    if (canRetry) {
      this.queue.push(record);
    } else {
      this.fail(record, sentences.noEngineSentence(name));
    }
  }

  private fail(record: KnownSource, notice: string): void {
    record.phase = "failed";
    record.notice = notice;
    this.events.onChange(record);
  }

  /** The file may be readable later: a share that is away, a right that is missing. */
  private failForNow(record: KnownSource): void {
    if (record.toRead !== null) {
      this.events.onNotTheSame(record);
      return;
    }
    record.canReread = true;
    this.fail(record, sentences.unreadableSentence(record.name));
  }
}

/** Whether a source is a small file that is opened for the first time. */
function isSmallFile(record: KnownSource): boolean {
  return record.member === null && record.toRead === null && sizeOf(record) <= SMALL_FILE_BYTES;
}

/** How a source is to be read: what the user says, and what follows from its being read at all. */
function overruleOf({ overrule, member }: KnownSource): Overrule {
  const isAsText = member?.isBinary === true && overrule.encoding === null;
  return isAsText ? { ...overrule, encoding: "utf-8" } : overrule;
}

/** What a worker has to know of a source before anything else. */
function introductionOf(record: KnownSource): Request {
  const { id: source, name, member, input } = record;
  const known = member?.archive.archive?.members[member.idx];
  const modifiedMillis = known?.wire.modifiedMillis ?? input.file.lastModified;
  const sizeBytes = sizeOf(record);
  return { kind: "source", source, name, sizeBytes, modifiedMillis, place: placeOf(record) };
}

/** Whether two plans read every entry the same, but for what they take for missing parts of times. */
function isSamePlan(one: SourcePlan | null, other: SourcePlan): boolean {
  const textOf = (plan: SourcePlan | null): string => JSON.stringify({ ...plan, notAfter: "" });
  return textOf(one) === textOf(other);
}
