// What the page asks of the engine, and what it gets. The rest of the page knows these types only, not what is behind
// them: workers, WASM, files.

import type { Answered, FoldAsk } from "./answered";
import type { EntryDetail, EntryKey, Nanos } from "./entry_detail";
import type { GroupQuestions, GroupUse } from "./group_types";
import type { EmptyingTerm, QueryError, QueryTexts } from "./query_text";
import type { Row, RowLook, ShownZone } from "./row";
import {
  FIGURES as WIRE_FIGURES,
  type WireEdit,
  type WireFormat,
  type WireFormatTitle,
  type WireMark,
  type WireOverrule,
} from "./wire";
import type { WriteAsk, WrittenPiece } from "./written";

export type {
  Answered,
  FieldSummary,
  FieldsAnswer,
  FoldAnswer,
  FoldAsk,
  ValueCount,
  ValuesAnswer,
} from "./answered";
export type { EntryDetail, EntryException, EntryKey, EntryTrace, Nanos } from "./entry_detail";
export type {
  EntryAbout,
  EntryGroup,
  Group,
  GroupQuestions,
  GroupsAnswer,
  GroupUse,
} from "./group_types";
export type {
  EmptyingTerm,
  PastedQuery,
  QueryCompletion,
  QueryError,
  QueryFix,
  QueryTexts,
  TypedMoment,
} from "./query_text";
export type { Row, RowLook, ShownZone } from "./row";
export type { WriteAsk, WriteForm, WrittenPiece } from "./written";

/** Every figure of a ledger: what it counts, its title, and the query that lists what it counts. */
export const FIGURES = WIRE_FIGURES;

export type FigureId = (typeof FIGURES)[number]["id"];

/** One count for each figure. */
export type Figures = { readonly [id in FigureId]: number };

/** Asks for each figure. */
export function figuresFrom(count: (id: FigureId) => number): Figures {
  const counts = FIGURES.map(({ id }): [FigureId, number] => [id, count(id)]);
  return Object.fromEntries(counts) as Figures;
}

/** Level as a number, mildest first: unknown, trace, debug, info, notice, warn, error, fatal. */
export const LEVEL_NAMES = [
  "unknown",
  "trace",
  "debug",
  "info",
  "notice",
  "warn",
  "error",
  "fatal",
] as const;
export const N_LEVELS = LEVEL_NAMES.length;

/** Half open: `from` inside, `end` not. */
export type TimeRange = { readonly from: Nanos; readonly end: Nanos };

/** Adjacent buckets: bucket `i` starts at `start + i * width`, or at `edges[i]`. */
export interface Grid {
  readonly start: Nanos;
  readonly width: Nanos;
  readonly bucketCount: number;
  readonly edges?: readonly Nanos[];
}

/** What the user looks at. */
export interface ViewSpec {
  readonly query: string;
  /** The brushed range: limits the list and the level counts, not the timeline. */
  readonly range: TimeRange | null;
  /** Buckets of the timeline; null until the bounds are known. */
  readonly grid: Grid | null;
  /** Where the user stood when the query was asked, for times without a date. */
  readonly near?: Nanos | null;
  /** What typed times are of that say no zone; UTC if nothing is said. */
  readonly zone?: ShownZone;
}

/** What of a view decides which entries are listed. */
export type ListedView = Pick<ViewSpec, "query" | "range">;

/** The answer to the view that was set last; grows while sources are read. */
export interface Selection {
  /** The view this answers. */
  readonly view: ViewSpec;
  readonly error: QueryError | null;
  /** A field of the query that nothing read so far has, as a sentence; the query is answered all the same. */
  readonly hint: QueryError | null;
  /** If nothing was found: terms, or the range, each with the entries that there would be without it; most first. */
  readonly emptying: readonly EmptyingTerm[];
  /** The groups that the query names. */
  readonly groups: readonly GroupUse[];
  /** Levels the query lets through, as bits (1 << level). */
  readonly levelMask: number;
  /** Levels that the query's own level terms say, as bits; all if it has none. */
  readonly chosenLevels: number;
  /** Whether the query looks for anything that can be marked. */
  readonly hasMarks: boolean;
  /** False while entries already read are not yet in the counts. */
  readonly isComplete: boolean;
  /** Entries that the answer is about so far, matching or not. */
  readonly lookedAt: number;
  /** Entries of the list: exact for what is read. */
  readonly total: number;
  /** By level: entries that match all of the query but its level terms, within the range. */
  readonly levelCounts: readonly number[];
  /** Matching entries per bucket and level, whatever the range: `timeline[bucket * N_LEVELS + level]`; empty without a grid. */
  readonly timeline: Uint32Array;
  /** Matching entries without a time, by level. */
  readonly undated: readonly number[];
  /** Matching entries with a time outside the grid. */
  readonly outsideGrid: number;
  /** Entries whose text the query needs and that cannot be read any more; they count as not matching. */
  readonly unsearched: number;
}

/** Where the bytes of a source went; all figures are exact for what is read. */
export interface Ledger extends Figures {
  /** Entries that a format understood; the rest are kept as plain text. */
  readonly parsedEntries: number;
  /** Ranges of the source that could not be read, with the reason. */
  readonly unread: readonly {
    readonly start: number;
    readonly end: number;
    readonly reason: string;
  }[];
  readonly levels: readonly number[];
  readonly formats: readonly {
    readonly id: string;
    readonly title: string;
    readonly entries: number;
  }[];
}

export type SourcePhase = "queued" | "reading" | "ready" | "failed" | "cancelled";

/** A member of an archive. */
export interface ArchiveMember {
  /** Its path in the archive; inner archives are set off by ` › `. */
  readonly path: string;
  /** Its size unpacked, as the archive says. */
  readonly sizeBytes: number;
  /** It is read, or will be. */
  readonly isOn: boolean;
  /** The source that it is, once it is one. */
  readonly source: number | null;
  /** Why it cannot be read, as a clause; null if it can. */
  readonly skipped: string | null;
  readonly isFolder: boolean;
  /** It looks like no text, and is left out for that until the user wants it read. */
  readonly isBinary: boolean;
}

/** What an archive holds. */
export interface ArchiveState {
  readonly members: readonly ArchiveMember[];
  /** Where its bytes went, once all its members are found: they add up to `bytes`. */
  readonly bytes: {
    readonly bytes: number;
    readonly inMembers: number;
    readonly skipped: number;
    readonly overhead: number;
    readonly trailing: number;
  } | null;
  readonly hasAllMembers: boolean;
}

export interface SourceState {
  readonly id: number;
  /** Shortest name that tells it from the others. */
  readonly name: string;
  /** Path inside the dropped folder, or the name. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly phase: SourcePhase;
  /** Rises when it is read anew or on: what was answered before may say something else now. */
  readonly epoch: number;
  /** Share of the source that is read, 0 to 1. */
  readonly progress: number;
  /** A sentence for the user: why it failed, that it changed on disk, that a worker was lost; or null. */
  readonly notice: string | null;
  /** Whether `reread` makes sense (the file changed, could not be read, or reading was cancelled). */
  readonly canReread: boolean;
  /** Bytes that were added since it was read and that `readMore` would read; null if none are known of. */
  readonly newBytes: number | null;
  /** More comes out of it than is sensible: it was read up to a limit, which `overrule` can lift. */
  readonly isTooMuch: boolean;
  /** It looks like no text, and was not read for that. */
  readonly isBinary: boolean;
  /** What the user said about it. */
  readonly overrule: Overrule;
  /** What it holds, if it is an archive: its members are sources of their own. */
  readonly archive: ArchiveState | null;
  /** The archive that it lies in. */
  readonly within: number | null;
  readonly format: { readonly id: string; readonly title: string; readonly why: string } | null;
  readonly firstNanos: Nanos | null;
  readonly lastNanos: Nanos | null;
  readonly ledger: Ledger;
}

/** Bytes that the workers hold, by what for. */
export interface MemoryUse {
  /** Time, place, level and format of every entry, and which of them the view has: never given up. */
  readonly indexBytes: number;
  /** Columns of fields; can be read again. */
  readonly fieldBytes: number;
  /** Text that cannot be read a second time, text on its way, and copies for the next query. */
  readonly textBytes: number;
  readonly totalBytes: number;
  readonly budgetBytes: number;
  /** All that can be given up is, and it is still too much. */
  readonly isOver: boolean;
  /** Names of fields whose columns were given up to stay within the budget. */
  readonly dropped: readonly string[];
}

export interface Snapshot {
  readonly phase: "empty" | "reading" | "ready" | "failed";
  /** Reading is held back; the phase is then still `reading`. */
  readonly isPaused: boolean;
  readonly memory: MemoryUse;
  readonly sources: readonly SourceState[];
  readonly bytesTotal: number;
  readonly bytesRead: number;
  readonly bytesPerSecond: number;
  /** Of all sources together. */
  readonly ledger: Ledger;
  /** A sentence for the user about the page's own trouble, or null. */
  readonly notice: string | null;
  /** Earliest and latest time of all sources, or an estimate while reading; null without any time. */
  readonly bounds: TimeRange | null;
  readonly selection: Selection;
}

/** A file and where in the dropped folder it lay. */
export interface InputFile {
  readonly file: File;
  readonly path: string;
  /** Gives the file as it is on disk now, where the browser allows it; never to be written to. */
  readonly reopen?: () => Promise<File>;
}

/** A change of a query: what a click writes. */
export type QueryEdit = Readonly<WireEdit>;

/** What the user says about a source; what is null is found out. */
export type Overrule = Readonly<WireOverrule>;

/** A format that is built in. */
export type FormatTitle = Readonly<WireFormatTitle>;

/** A format of the user's own. */
export type OwnFormat = Readonly<WireFormat>;

/** A marked piece of a line, in UTF-16 units. */
export type ExampleMark = Readonly<WireMark>;

/** What is asked about a line: a pattern of marks, how much a pattern reads, or what to mark to begin with. */
export type ExampleAsk =
  | { readonly kind: "suggestion" }
  | { readonly kind: "marks"; readonly marks: readonly ExampleMark[] }
  | { readonly kind: "pattern"; readonly pattern: string };

/** A line's pattern, and what it makes of the start of the source. */
export interface Example {
  readonly pattern: string | null;
  /** Why there is none, in a sentence. */
  readonly problem: string | null;
  readonly marks: readonly ExampleMark[];
  /** Lines that were looked at: read, like the next line of an entry, or neither. */
  readonly nLines: number;
  readonly nRead: number;
  readonly nMore: number;
  readonly nOthers: number;
  /** The first of those that are neither. */
  readonly others: readonly { readonly line: number; readonly text: string }[];
}

/** Stands for "however much comes out" where a source's `unpackLimit` is told. */
export const NO_UNPACK_LIMIT = Number.MAX_SAFE_INTEGER;

export const NO_OVERRULE: Overrule = {
  format: null,
  own: [],
  encoding: null,
  unpackLimit: null,
  joinsLines: null,
  offsetSecs: null,
  lastYear: null,
  shiftSecs: 0,
};

/** One line of each message and nothing else. */
export const PLAIN_LOOK: RowLook = { fields: [], lines: 1, hasOffsets: false };

export interface Engine {
  /**
   * Adds sources and begins to read them at once. A file that is already open is not added: what was added to it is
   * read. Resolves with a sentence for each of those.
   */
  add(files: readonly InputFile[]): Promise<readonly string[]>;
  /** Calls back whenever the snapshot changed, at most every 100 ms while reading; returns the way to stop it. */
  subscribe(listener: (snapshot: Snapshot) => void): () => void;
  /** Sets what the user looks at; the newest wins, the answer comes with the snapshots. */
  setView(view: ViewSpec): void;
  /** Asks about the entries of the list, now and whenever it changes; returns the way to stop. */
  ask(ask: FoldAsk, onAnswer: (answered: Answered) => void): () => void;
  /** The text of a query with edits applied; null if it cannot be understood. */
  rewrite(query: string, edits: readonly QueryEdit[]): Promise<string | null>;
  /** What is asked of the text of queries. */
  readonly texts: QueryTexts;
  readonly groups: GroupQuestions;
  /** Rows `first..first + count` of the list; fewer at its end. Rejects only if superseded or broken. */
  rows(first: number, count: number, look?: RowLook): Promise<readonly Row[]>;
  /** How many rows of the list stand before `key`. */
  indexOf(key: EntryKey): Promise<number>;
  /** The next (or previous) row of the list after (before) `key` with at least `minLevel`; `key` null starts at the end that fits. */
  seek(
    key: EntryKey | null,
    direction: "next" | "previous",
    minLevel: number,
  ): Promise<EntryKey | null>;
  /** Looks for what a query matches in a list, without hiding anything, until it is called again; null ends it. */
  find(query: string | null, list: ListedView, onFound: (found: Selection) => void): void;
  /** The next (or previous) entry that was found after (before) `key`; null for both stands for the end that fits. */
  seekFound(key: EntryKey | null, direction: "next" | "previous"): Promise<EntryKey | null>;
  /** How many of those that were found stand before `key`. */
  foundBefore(key: EntryKey): Promise<number>;
  entry(key: EntryKey): Promise<EntryDetail>;
  /** All of the original text of an entry, however long. Rejects if it cannot be read any more. */
  wholeText(entry: EntryDetail): Promise<string>;
  /**
   * Rows of the list as they are written elsewhere, in its order, in pieces of some hundred kilobytes.
   *
   * Throws if another list is shown meanwhile, if a worker died, or, with a sentence, if the form makes no sense.
   */
  write(ask: WriteAsk): AsyncGenerator<WrittenPiece>;
  /** Stops reading; what is read stays. */
  cancel(): void;
  /** Holds reading back; questions are answered all the same. */
  pause(): void;
  /** Lets reading go on. */
  resume(): void;
  /** How much memory all workers together should keep to; what can be read again is given up for it. */
  setMemoryBudget(budgetBytes: number): void;
  /** Says what holds of each source, those to come too; a source of which something else held before is read again at once. */
  overrule(overruleOf: (source: number) => Overrule): void;
  /** Makes or tries a format by a line of a source. Rejects if the source cannot be read. */
  example(source: number, line: string, ask: ExampleAsk): Promise<Example>;
  /** Every format that is built in, sorted by id. */
  builtInFormats(): Promise<readonly FormatTitle[]>;
  /** Reads the text of a file of a format; a sentence if it is not sound. */
  readFormat(text: string): Promise<OwnFormat | string>;
  /** Reads members of an archive, by their places among its members, or leaves them out and forgets what was read of them. */
  chooseMembers(archive: number, members: readonly number[], isOn: boolean): void;
  reread(source: number): void;
  /**
   * Looks whether files changed on disk since they were read; resolves with the sources that something was added to,
   * or null where the browser does not allow to look.
   */
  lookAgain(): Promise<readonly number[] | null>;
  /** Reads what was added to a source; all of it anew if it has changed otherwise. */
  readMore(source: number): void;
  close(source: number): void;
}
