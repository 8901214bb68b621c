// Hands the sources out to the workers and keeps account of what became of each part.
//
// A source is opened by one worker, which says how to read it; then it is cut into tasks, and every
// worker has at most two of them, so that it never waits for the page. A task whose worker dies is
// read again by another; one that kills twice is given up and told as unread.

import { type InputFile, NO_OVERRULE, type Overrule } from "../engine";
import type { Ended, SourceLedger, TaskLedger, Want } from "../wire";
import { canPageRead, type News, type Pool } from "../workers";
import { AdmittedNews } from "./admitted_news";
import { Archives } from "./archives";
import { Closings } from "./closings";
import { Growing, reopened } from "./growing";
import { joinTasks } from "./joining";
import { isReadAs, isReading, type KnownSource, resetSource } from "./known_source";
import { KnownSources } from "./known_sources";
import { Leftovers, type Replacement } from "./leftovers";
import { Opener, type ReadingMode } from "./opener";
import { abandonSource, cancelSource, endTask, loseTask, requeueTasks } from "./outcomes";
import type { ReadingEvents } from "./reading_events";
import { staleFileSentence } from "./sentences";
import { WorkQueue } from "./work_queue";

export class Reading {
  readonly known = new KnownSources((record) => this.changed(record));
  private readonly records = this.known.byId;
  private readonly pool: Pool;
  private readonly events: ReadingEvents;
  readonly opener: Opener;
  private readonly work = new WorkQueue();
  private readonly closings = new Closings();
  private readonly leftovers = new Leftovers();
  private readonly growing: Growing;
  private readonly archives: Archives;
  private isHeld = false;
  private overruleOf: (source: number) => Overrule = () => NO_OVERRULE;

  constructor(pool: Pool, events: ReadingEvents) {
    this.pool = pool;
    this.events = events;
    const onChange = (record: KnownSource): void => this.changed(record);
    const onAnew = (record: KnownSource): void => this.readAnew(record);
    this.opener = new Opener(pool, {
      onOpened: (record, tasks) => {
        this.work.add(tasks.filter(({ state }) => state === "queued"));
        this.changed(record);
        this.dispatch();
      },
      onArchive: (slot, record) => this.archives.findMembers(slot, record),
      onChange,
      onNotTheSame: onAnew,
      hasRoom: () => this.work.hasRoom,
    });
    this.archives = new Archives(this.opener, {
      addRecords: (inputs) => this.addRecords(inputs),
      begin: (records, tasks) => {
        this.work.add(tasks);
        for (const record of records) this.changed(record);
        this.dispatch();
      },
      remove: (records) => this.remove(records),
      record: (id) => this.records.get(id),
      onChange,
      live: () => pool.live,
    });
    const { now, onVoid } = events;
    this.growing = new Growing(pool, this.opener, this.closings, { onChange, onAnew, onVoid, now });
  }

  /** Begins to read, once it is known how. */
  begin(mode: ReadingMode): void {
    this.opener.begin(mode);
  }

  /** Adds sources; says of which files that they are already open, and reads what was added to those. */
  async add(inputs: readonly InputFile[]): Promise<readonly string[]> {
    const byPath = new Map([...this.records.values()].map((record) => [record.input.path, record]));
    const recordOf = ({ path }: InputFile): KnownSource | undefined => byPath.get(path);
    this.addNew(inputs.filter((input) => recordOf(input) === undefined));
    const said: string[] = [];
    for (const input of inputs) {
      const record = recordOf(input);
      const sentence = record && (await this.growing.recognise(record, input));
      if (sentence === null) {
        this.addNew([input]);
      } else if (sentence !== undefined) {
        said.push(sentence);
      }
    }
    return said;
  }

  /** Makes sources of files, of each of which holds what she said. */
  private addRecords(inputs: readonly InputFile[]): readonly KnownSource[] {
    return this.known
      .add(inputs)
      .map((record) => Object.assign(record, { overrule: this.overruleOf(record.id) }));
  }

  private addNew(inputs: readonly InputFile[]): void {
    if (this.isHeld && !this.isPaused) {
      this.hold(false);
    }
    this.opener.add(this.addRecords(inputs));
    if (this.pool.live.length === 0) {
      this.giveUp();
    }
  }

  /** Whether something is read but held back. */
  get isPaused(): boolean {
    return this.isHeld && [...this.records.values()].some(isReading);
  }

  pause(): void {
    this.hold(true);
  }

  resume(): void {
    this.hold(false);
  }

  /** Tells a new worker what the others were told. */
  onStarted(slot: number): void {
    if (this.isHeld) {
      this.pool.tell(slot, { kind: "pause", isPaused: true });
    }
  }

  cancel(): void {
    this.hold(false);
    this.opener.clear();
    this.work.clear();
    this.pool.tellAll({ kind: "cancel" });
    for (const record of [...this.records.values()].filter(isReading)) {
      cancelSource(record);
      this.changed(record);
    }
  }

  /** Forgets a source; workers that held much of it are replaced, so that its memory comes back. */
  close(id: number): void {
    const record = this.records.get(id);
    if (record !== undefined) {
      this.archives.clear(record);
      this.remove([record]);
      this.archives.onClosed(record);
    }
  }

  /** Reads members of an archive, or leaves them out. */
  chooseMembers(id: number, members: readonly number[], isOn: boolean): void {
    const record = this.records.get(id);
    if (record !== undefined) {
      this.archives.choose(record, members, isOn);
    }
  }

  private remove(closed: readonly KnownSource[]): void {
    for (const record of closed) {
      record.epoch += 1;
      this.records.delete(record.id);
    }
    const replacements = this.leftovers.afterClosing(closed, [...this.records.values()]);
    for (const { id } of closed) {
      this.withdraw(id);
    }
    for (const replacement of replacements) {
      void this.replaceIfPossible(replacement);
    }
    this.events.onChange();
  }

  /** Reads a source anew if that is possible; else keeps what was read and says why. */
  async reread(id: number): Promise<void> {
    const record = this.records.get(id);
    const epoch = record?.epoch;
    if (record === undefined || isReading(record)) {
      return;
    }
    const file = (await reopened(record.input)) ?? record.input.file;
    const canRead = await canPageRead(file);
    if (record.epoch !== epoch || isReading(record)) {
      return;
    }
    if (canRead) {
      record.input = { ...record.input, file };
      this.readAnew(record);
    } else {
      record.notice = staleFileSentence(record.name);
      record.canReread = false;
      this.changed(record);
    }
  }

  /** Takes what the user says about sources; those of which something else held are read again. */
  overrule(overruleOf: (source: number) => Overrule): void {
    this.overruleOf = overruleOf;
    for (const record of this.records.values()) {
      const overrule = overruleOf(record.id);
      if (!isReadAs(record, overrule)) {
        record.overrule = overrule;
        this.readAnew(record);
      }
    }
  }

  /** Looks whether files changed since they were read; those that have grown, or null if none can be looked at. */
  async lookAgain(): Promise<readonly number[] | null> {
    const records = [...this.records.values()].filter(({ input }) => input.reopen !== undefined);
    await Promise.all(records.map((record) => this.growing.look(record)));
    const grown = records.filter(({ newBytes }) => newBytes !== null).map(({ id }) => id);
    return records.length === 0 ? null : grown;
  }

  /** Reads what was added to a source. */
  async readMore(id: number): Promise<void> {
    const record = this.records.get(id);
    if (record !== undefined && !isReading(record)) {
      await this.growing.readMore(record);
    }
  }

  /** Looks at news before the desk merges it: what a worker wants it gets at once. */
  admit(slot: number, news: News): AdmittedNews {
    this.serve(slot, news.wants);
    return new AdmittedNews(news, (source) => this.recordOf(slot, source));
  }

  /** Takes news once it is merged. */
  onNews(slot: number, admitted: AdmittedNews, ledgers: readonly SourceLedger[]): void {
    const { tasks, ended, merged } = admitted.held((source) => this.records.get(source), ledgers);
    this.onMerged(merged);
    for (const task of tasks) this.takeLedger(slot, task);
    for (const end of ended) this.takeEnd(slot, end);
    this.dispatch();
  }

  /** Takes what the desk knows of sources. */
  onMerged(merged: readonly SourceLedger[]): void {
    for (const ledger of merged) {
      const record = this.records.get(ledger.source);
      if (record !== undefined) {
        record.merged = ledger;
        this.changed(record);
      }
    }
  }

  /** A worker is gone; `isByQuestion` if it may have been a question that ended it, not what it read. */
  onLost(slot: number, reason: string, isByQuestion = false): void {
    const lost = this.work.lose(slot);
    const killer = isByQuestion ? null : lost;
    this.forget(slot);
    for (const record of this.records.values()) {
      for (const task of record.tasks.filter((held) => held.slot === slot)) {
        this.work.add(loseTask(record, task, { reason, isKiller: task === killer }));
        this.changed(record);
      }
    }
    if (this.pool.live.length === 0) {
      this.giveUp();
    }
    this.dispatch();
  }

  /** Results are never given up for memory: a file that changed since it was read keeps its worker. */
  private async replaceIfPossible({ slot, others }: Replacement): Promise<void> {
    const port = this.pool.port(slot);
    for (const { input } of others) {
      if (!(await canPageRead(input.file))) {
        return;
      }
    }
    if (port !== null && this.pool.port(slot) === port) {
      this.replace(slot);
    }
  }

  /** A new worker in place of one that held what is closed; what else it held is read again. */
  private replace(slot: number): void {
    this.work.lose(slot);
    this.forget(slot);
    const again = [...this.records.values()].map((record) => {
      const tasks = requeueTasks(record, slot);
      if (tasks.length > 0) {
        this.changed(record);
      }
      return tasks;
    });
    this.pool.replace(slot);
    this.work.add(again.flat());
    this.dispatch();
  }

  private forget(slot: number): void {
    this.events.onForgotten(slot);
    this.closings.forget(slot);
    this.opener.forget(slot);
    this.leftovers.forget(slot);
  }

  private hold(isHeld: boolean): void {
    if (this.isHeld !== isHeld) {
      this.isHeld = isHeld;
      this.pool.tellAll({ kind: "pause", isPaused: isHeld });
      this.events.onChange();
    }
  }

  /** No worker is left: nothing more can be read. */
  private giveUp(): void {
    this.opener.clear();
    this.work.clear();
    for (const record of [...this.records.values()].filter(isReading)) {
      abandonSource(record);
      this.changed(record);
    }
  }

  private takeLedger(slot: number, ledger: TaskLedger): void {
    const record = this.recordOf(slot, ledger.source);
    const task = record?.tasks.find((known) => known.start === ledger.start && known.slot === slot);
    if (record !== undefined && task !== undefined) {
      task.ledger = ledger;
      this.changed(record);
    }
  }

  private takeEnd(slot: number, ended: Ended): void {
    const record = this.recordOf(slot, ended.source);
    const task = record && this.work.end(slot, ended.source, ended.start);
    if (!record || !task) {
      return;
    }
    endTask(record, task, ended.failure, this.events.now());
    this.changed(record);
  }

  private dispatch(): void {
    const { live } = this.pool;
    for (let next = this.work.next(live); next !== null; next = this.work.next(live)) {
      const { task, slot } = next;
      const record = this.records.get(task.source);
      if (record?.plan) {
        const { source, start, end } = task;
        this.opener.introduce(slot, record);
        this.pool.tell(
          slot,
          { kind: "ingest", source, plan: record.plan, start, end },
          ({ head }) => {
            if (head.kind === "failed") {
              const { trouble, message } = head;
              this.takeEnd(slot, { source, start, failure: { trouble, message, at: start } });
            }
          },
        );
      }
    }
    this.opener.goOn();
  }

  /** Forgets what was read of a source and begins again. */
  private readAnew(record: KnownSource): void {
    this.archives.clear(record);
    this.withdraw(record.id);
    resetSource(record);
    this.opener.add([record]);
    this.changed(record);
  }

  /** Takes a source out of the queues and out of the workers. */
  private withdraw(id: number): void {
    this.work.withdraw(id);
    this.opener.withdraw(id);
    this.events.onVoid(id, 0);
    for (const slot of this.pool.live) {
      this.closings.begin(slot, id);
      this.pool.tell(slot, { kind: "close", source: id }, () => this.closings.confirm(slot, id));
    }
  }

  private serve(slot: number, want: Want | null): void {
    const record = want === null ? undefined : this.recordOf(slot, want.source);
    if (want !== null && record !== undefined) {
      this.opener.serve(slot, record, want);
    }
  }

  private recordOf(slot: number, source: number): KnownSource | undefined {
    return this.closings.has(slot, source) ? undefined : this.records.get(source);
  }

  private changed(record: KnownSource): void {
    record.published = null;
    joinTasks(record, (slot, request) => this.pool.tell(slot, request));
    this.events.onChange();
  }
}
