// Entries of the list as they are written for elsewhere: what is asked, and what comes.

import type { WireForm } from "./wire";

/** How entries are written for elsewhere. */
export type WriteForm = Readonly<WireForm>;

/** Which rows of the list to write, and how. */
export interface WriteAsk {
  readonly form: WriteForm;
  /** Rows `first..first + count` of the list, oldest first. */
  readonly first: number;
  readonly count: number;
  /** Write the last of them first. */
  readonly isNewestFirst: boolean;
}

/** Entries as they are written, one after the other. */
export interface WrittenPiece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each entry ends in `bytes`. */
  readonly ends: Uint32Array;
  readonly sources: Uint32Array;
  /** First line of each in its source; 0 if it is not known or the form does not ask for it. */
  readonly lines: Float64Array;
  /** Entries that were left out because their text can no longer be read. */
  readonly nGone: number;
  /** What stands before the first entry of all; the same in every piece. */
  readonly head: string;
}
