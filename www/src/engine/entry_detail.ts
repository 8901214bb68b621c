// One entry as the page knows it: its place in the list, and all that it holds.

import type { WireAbout, WireException, WireTrace } from "./wire";

/** Unix nanoseconds, UTC. */
export type Nanos = bigint;

/**
 * An entry's place in the order of the list: by time, then source, then offset.
 *
 * An entry without a time has that of the dated entry before it in its source; those of sources without times have none
 * and come last.
 */
export interface EntryKey {
  readonly nanos: Nanos | null;
  readonly source: number;
  /** Byte offset of the entry in its source's text. */
  readonly offset: number;
}

/** A stack trace in one of the texts of an entry. */
export type EntryTrace = Readonly<WireTrace>;
export type EntryException = Readonly<WireException>;

/** One entry in full. */
export interface EntryDetail {
  readonly key: EntryKey;
  /** Its own time, if it has one. */
  readonly nanos: Nanos | null;
  /** 1-based line in its source, or null while earlier parts of the source are still being read. */
  readonly line: number | null;
  readonly lengthBytes: number;
  readonly level: number;
  readonly digits: number;
  readonly inferred: number;
  /** East of UTC, in seconds: the clock by which its source wrote the time. */
  readonly offsetSecs: number;
  readonly format: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** What it says, unescaped; at most 1 MiB of it. */
  readonly message: string;
  readonly isMessageClipped: boolean;
  readonly traces: readonly EntryTrace[];
  /** What it is about, to find its group. */
  readonly about: Readonly<WireAbout>;
  /** The original text, at most 1 MiB of it. */
  readonly raw: string;
  readonly isRawClipped: boolean;
}
