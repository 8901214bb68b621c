// Files that change on disk after they were read: whether they did, and reading on where they were appended to.
//
// What was read stays, but for the last part; then the same comes out as from reading all of the file at once.

import type { InputFile } from "../engine";
import type { Pool } from "../workers";
import type { Closings } from "./closings";
import { beginsWith } from "./fingerprint";
import { isReading, type KnownSource } from "./known_source";
import type { Opener } from "./opener";
import * as sentences from "./sentences";
import { cutTasks, placeToReadOn } from "./tasks";

export interface GrowingEvents {
  /** What the tasks that start at or after `from` read of a source is void. */
  onVoid(source: number, from: number): void;
  onChange(record: KnownSource): void;
  /** All of a source has to be read again, as it is now. */
  onAnew(record: KnownSource): void;
  /** The present time, for sentences. */
  now(): Date;
}

/** What became of a file since it was read. */
type Change = "none" | "grown" | "other";

export class Growing {
  private readonly pool: Pool;
  private readonly opener: Opener;
  private readonly closings: Closings;
  private readonly events: GrowingEvents;

  constructor(pool: Pool, opener: Opener, closings: Closings, events: GrowingEvents) {
    this.pool = pool;
    this.opener = opener;
    this.closings = closings;
    this.events = events;
  }

  /** Looks whether a file has changed, and says so on its source; nothing where the browser has no way to look. */
  async look(record: KnownSource): Promise<void> {
    const { epoch } = record;
    const file = await reopened(record.input);
    const change = file === null ? "none" : await changeOf(record, file);
    if (file === null || change === "none" || record.epoch !== epoch || isReading(record)) {
      return;
    }
    const isGrown = change === "grown";
    const sentence = isGrown ? sentences.grownSentence : sentences.replacedSentence;
    record.newBytes = isGrown ? file.size - record.input.file.size : null;
    record.canReread = !isGrown;
    record.notice = sentence(record.name, this.events.now());
    this.events.onChange(record);
  }

  /** Reads what was added to a source, or all of it if it has changed otherwise. */
  async readMore(record: KnownSource): Promise<void> {
    const file = await reopened(record.input);
    if (file !== null) {
      await this.take(record, { ...record.input, file });
    }
  }

  /** Whether `input` is the file of a source, as it was or with something added: then that is read. Says so. */
  async recognise(record: KnownSource, input: InputFile): Promise<string | null> {
    const change = await changeOf(record, input.file);
    const newBytes = input.file.size - record.input.file.size;
    if (change === "none") {
      return sentences.openAlreadySentence(record.name);
    }
    if (change === "other" || isReading(record)) {
      return null;
    }
    await this.take(record, input);
    return sentences.readOnSentence(record.name, newBytes);
  }

  private async take(record: KnownSource, input: InputFile): Promise<void> {
    const { epoch } = record;
    const change = await changeOf(record, input.file);
    if (record.epoch !== epoch || isReading(record) || change === "none") {
      return;
    }
    const from = change === "grown" ? placeToReadOn(record.tasks) : 0;
    record.input = input;
    if (from > 0) {
      await this.readOn(record, from);
    } else {
      this.events.onAnew(record);
    }
  }

  /** Reads a source from the start of a task on; what stands before stays. */
  private async readOn(record: KnownSource, from: number): Promise<void> {
    const { id, input, plan } = record;
    const tasks = cutTasks(
      id,
      input.file.size,
      plan?.content ?? "text",
      this.pool.live.length,
      from,
    );
    record.epoch += 1;
    this.events.onVoid(id, from);
    Object.assign(record, { phase: "reading", notice: null, canReread: false, newBytes: null });
    record.tasks = [...record.tasks.filter((task) => task.start < from), ...tasks];
    record.toRead = tasks;
    this.events.onChange(record);
    const { epoch } = record;
    this.opener.introduceAgain(record);
    const answers = await Promise.all(this.pool.live.map((slot) => this.grow(slot, record, from)));
    if (record.epoch !== epoch) {
      return;
    }
    if (answers.every((isSame) => isSame)) {
      this.opener.add([record]);
    } else {
      this.events.onAnew(record);
    }
  }

  /** Whether what a worker keeps of a source stays as it is. A worker that is lost keeps nothing. */
  private async grow(slot: number, { id }: KnownSource, from: number): Promise<boolean> {
    this.closings.begin(slot, id);
    try {
      const { head } = await this.pool.ask(slot, { kind: "grow", source: id, from });
      this.closings.confirm(slot, id);
      return head.kind === "grown" && head.isSame;
    } catch {
      return true;
    }
  }
}

/** The file as it is on disk now, where the browser allows it. */
export async function reopened({ reopen }: InputFile): Promise<File | null> {
  try {
    return (await reopen?.()) ?? null;
  } catch {
    return null;
  }
}

async function changeOf({ input, fingerprint }: KnownSource, file: File): Promise<Change> {
  const { size, lastModified } = input.file;
  const print = await fingerprint;
  if (print === null || !(await beginsWith(file, print))) {
    return "other";
  }
  if (file.size > size) {
    return "grown";
  }
  return file.size === size && file.lastModified === lastModified ? "none" : "other";
}
