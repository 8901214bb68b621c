// What is asked about many entries at once, and the answers so far.

import type {
  FieldSummary as WireFieldSummary,
  FieldsAnswer as WireFieldsAnswer,
  FoldAnswer as WireFoldAnswer,
  FoldAsk as WireFoldAsk,
  ValueCount as WireValueCount,
  ValuesAnswer as WireValuesAnswer,
} from "./wire";

/** A question about the entries of the list. */
export type FoldAsk = Readonly<WireFoldAsk>;
export type FoldAnswer = Readonly<WireFoldAnswer>;
export type FieldsAnswer = Readonly<WireFieldsAnswer>;
export type FieldSummary = Readonly<WireFieldSummary>;
export type ValuesAnswer = Readonly<WireValuesAnswer>;
export type ValueCount = Readonly<WireValueCount>;

/** An answer so far. */
export interface Answered<Answer = FoldAnswer> {
  readonly answer: Answer;
  /** Every entry read so far is in it. */
  readonly isComplete: boolean;
  /** Entries that it is about, listed or not. */
  readonly lookedAt: number;
  /** Entries whose text was needed and cannot be read any more. */
  readonly unsearched: number;
  /** Numbers beside it, if it has any. */
  readonly bulk: Uint32Array;
}
