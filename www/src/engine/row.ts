// A row of the list, and what rows are to show.

import type { EntryKey, Nanos } from "./entry_detail";
import type { WireRowLook, WireZone } from "./wire";

/** Fields whose values rows have, lines of their messages, and whether they know how their times are written. */
export type RowLook = Readonly<WireRowLook>;

/** The zone in which times are shown and typed. */
export type ShownZone = Readonly<WireZone>;

/** A row of the list. */
export interface Row {
  readonly key: EntryKey;
  /** Its own time, if it has one. */
  readonly nanos: Nanos | null;
  readonly level: number;
  /** Digits of the second the source wrote, 0 to 9. */
  readonly digits: number;
  /** Parts of the time that were inferred: 1 year, 2 zone, 4 date; added up. */
  readonly inferred: number;
  /** First line of the message, or more if they are asked for; clipped. */
  readonly message: string;
  /** Where what the query looks for stands in it: starts and ends in turn. */
  readonly marks: readonly number[];
  /** One for each of the fields that were asked for; empty without it. */
  readonly values: readonly string[];
  /** East of UTC, in seconds: the clock by which its source wrote the time; zero if it was not asked for. */
  readonly offsetSecs: number;
  /**
   * Of rows of many lines those of the message that are left out, times two, and one more if the line that is shown is
   * cut; 2³² - 1 if they are too many to be counted.
   */
  readonly leftOut: number;
}
