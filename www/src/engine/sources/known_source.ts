// One source as the engine keeps it, and what the page is told of it.

import { shownName, shownSentence } from "../../base/foreign_text";
import { mergedBounds, rangeOf } from "../bounds";
import {
  type InputFile,
  NO_OVERRULE,
  type Overrule,
  type OwnFormat,
  type SourcePhase,
  type SourceState,
  type TimeRange,
} from "../engine";
import { nanosFromWire } from "../entry_key";
import { countIn } from "../figures";
import type { SourceLedger, SourcePlan, WirePlace } from "../wire";
import { archiveStateOf, type KnownArchive } from "./archive_state";
import type { Fingerprint } from "./fingerprint";
import { partReadSentence } from "./sentences";
import { knownSizeOfFile, sizeOfFile } from "./sizes";
import { joinedRanges, ledgerOf, type UnreadRange } from "./source_ledger";
import { isOver, type Task, unreadOf } from "./tasks";

/** What a source is that lies in an archive. */
export interface KnownMember {
  readonly archive: KnownSource;
  /** Its place among the members of the archive. */
  readonly idx: number;
  /** Its size as it lies there. */
  readonly sizeBytes: number;
  /** Sources of one lane are read by one worker, in order; null if it needs no others. */
  readonly lane: number | null;
  /** It is read as a slice of the file; else all of the archive is. */
  readonly isSlice: boolean;
  /** Where it lies, if the core has to know. */
  readonly place: WirePlace | null;
  /** It looks like no text: whoever has it read wants it read as text. */
  readonly isBinary: boolean;
}

export interface KnownSource {
  readonly id: number;
  input: InputFile;
  /** Where it came from, as it is shown. */
  readonly path: string;
  /** Short and its own; never changes, since queries use it. */
  readonly name: string;
  phase: SourcePhase;
  notice: string | null;
  canReread: boolean;
  /** The file changed while it was read: a part of it is missing. */
  isCut: boolean;
  /** Unpacking it stopped at a limit. */
  isTooMuch: boolean;
  /** It looks like no text, and is not read for that. */
  isBinary: boolean;
  /** Bytes that the file on disk has more than what was read. */
  newBytes: number | null;
  /** What the user says about it. */
  overrule: Overrule;
  /** By which the file is known again; null if it could not be taken. */
  fingerprint: Promise<Fingerprint | null> | null;
  /** What it holds, if it is an archive. */
  archive: KnownArchive | null;
  /** Where it lies, if that is in an archive. */
  member: KnownMember | null;
  plan: SourcePlan | null;
  format: SourceState["format"];
  /** Times of the first and last entries, before all is read. */
  estimate: TimeRange | null;
  tasks: Task[];
  /** What its tasks read, as the desk merged it; null before anything is read. */
  merged: SourceLedger | null;
  /** Tasks that wait until it is opened again, since it has grown. */
  toRead: readonly Task[] | null;
  /** Workers that died while they opened it. */
  openLosses: number;
  /** Rises when it is read anew or on, so that late answers are known as such. */
  epoch: number;
  /** The state last published to the page; null if something changed since. */
  published: SourceState | null;
}

export function newSource(id: number, input: InputFile, name: string): KnownSource {
  const begin = {
    archive: null,
    member: null,
    plan: null,
    format: null,
    estimate: null,
    tasks: [],
    merged: null,
    toRead: null,
    newBytes: null,
    overrule: NO_OVERRULE,
    fingerprint: null,
    openLosses: 0,
    epoch: 0,
    published: null,
  };
  return {
    id,
    input,
    path: shownName(input.path),
    name,
    phase: "queued",
    notice: null,
    canReread: false,
    isCut: false,
    isTooMuch: false,
    isBinary: false,
    ...begin,
  };
}

/** Forgets all that was read, to begin again. */
export function resetSource(record: KnownSource): void {
  Object.assign(record, newSource(record.id, record.input, record.name), {
    epoch: record.epoch + 1,
    overrule: record.overrule,
    member: record.member,
  });
}

/** Raw bytes of a source. */
export function sizeOf({ input, member }: KnownSource): number {
  return member?.sizeBytes ?? sizeOfFile(input.file);
}

export function isReading(record: KnownSource): boolean {
  return record.phase === "queued" || record.phase === "reading";
}

/** Moves a source on once all its tasks are over; says whether it did. */
export function settle(record: KnownSource): boolean {
  if (!isReading(record) || record.tasks.length === 0 || !record.tasks.every(isOver)) {
    return false;
  }
  const { merged } = record;
  const hasEntries = merged !== null && countIn(merged.ledger, "entries") > 0;
  const hasFailed = record.tasks.every((task) => task.state === "failed");
  const isCancelled = record.tasks.some((task) => task.state === "cancelled");
  record.phase = isCancelled ? "cancelled" : hasFailed && !hasEntries ? "failed" : "ready";
  return true;
}

/** What the page is told; the same object as before if nothing changed. */
export function stateOf(record: KnownSource): SourceState {
  record.published ??= freshState(record);
  return record.published;
}

/** Times of a source: exact once it is read, joined with an estimate before. */
function boundsOf(record: KnownSource): TimeRange | null {
  const { merged, estimate } = record;
  const read = rangeOf(nanosFromWire(merged?.first ?? null), nanosFromWire(merged?.last ?? null));
  return mergedBounds([read, isReading(record) ? estimate : null]);
}

function freshState(record: KnownSource): SourceState {
  const { id, name, phase, notice, canReread, isTooMuch, isBinary, newBytes } = record;
  const { overrule, format } = record;
  const unread = record.tasks.map(unreadOf).filter((range): range is UnreadRange => range !== null);
  const ledger = ledgerOf(record.merged?.ledger ?? null, joinedRanges(unread));
  const bounds = boundsOf(record);
  const sizeBytes = record.member?.sizeBytes ?? knownSizeOfFile(record.input.file);
  const readBytes = record.archive?.readBytes ?? ledger.bytesRead;
  const share = sizeBytes === 0 ? 1 : Math.min(1, readBytes / sizeBytes);
  return {
    id,
    name,
    path: record.path,
    sizeBytes,
    phase,
    epoch: record.epoch,
    progress: phase === "ready" ? 1 : share,
    notice: notice === null ? null : shownSentence(notice + restOf(record, readBytes)),
    canReread,
    isTooMuch,
    isBinary,
    newBytes,
    overrule,
    archive: record.archive === null ? null : archiveStateOf(record.archive),
    within: record.member?.archive.id ?? null,
    format: format === null ? null : { ...format, why: shownSentence(format.why) },
    firstNanos: bounds?.from ?? null,
    lastNanos: bounds === null ? null : bounds.end - 1n,
    ledger,
  };
}

/** What a sentence that a file changed leaves to say. */
function restOf(record: KnownSource, readBytes: number): string {
  const isCut = record.isCut && !isReading(record);
  return isCut ? ` ${partReadSentence(readBytes, sizeOf(record))}` : "";
}

function isSameList(one: Overrule["own"], other: Overrule["own"]): boolean {
  const isSame = (format: OwnFormat, idx: number): boolean =>
    format.name === other[idx]?.name && format.pattern === other[idx]?.pattern;
  return one.length === other.length && one.every(isSame);
}

/** Whether a source is read as the user says; an archive itself has only a limit to what may come out of it. */
export function isReadAs({ archive, overrule }: KnownSource, said: Overrule): boolean {
  const isSameLimit = overrule.unpackLimit === said.unpackLimit;
  return archive === null ? isSameOverrule(overrule, said) : isSameLimit;
}

/** Whether two users' words on a source come to the same. */
export function isSameOverrule(one: Overrule, other: Overrule): boolean {
  return (
    one.format === other.format &&
    one.encoding === other.encoding &&
    one.unpackLimit === other.unpackLimit &&
    isSameList(one.own, other.own) &&
    one.joinsLines === other.joinsLines &&
    one.offsetSecs === other.offsetSecs &&
    one.lastYear === other.lastYear &&
    one.shiftSecs === other.shiftSecs
  );
}
