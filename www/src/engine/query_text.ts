// What the page is told of the text of a query: what is wrong with it or doubtful, and what could be asked instead.

/** Another query, and what to call it on a button. */
export interface QueryFix {
  readonly title: string;
  readonly query: string;
}

/** A sentence about a part of a query, from unit `start` to `end`. */
export interface QueryError {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly fixes: readonly QueryFix[];
}

/** A term of a query without which there would be entries. */
export interface EmptyingTerm {
  /** As it is written. */
  readonly text: string;
  /** The query without it. */
  readonly query: string;
  /** How many entries there would be. */
  readonly total: number;
  /** It is no term but the range of time. */
  readonly isRange: boolean;
}

/** An instant that was typed to go to. */
export interface TypedMoment {
  /** Unix nanoseconds. */
  readonly nanos: bigint;
  /** What was added to it, in a sentence, if that could be another day. */
  readonly remark: string | null;
}

/** A query that something was pasted into. */
export interface PastedQuery {
  readonly query: string;
  /** Where the cursor stands then. */
  readonly cursor: number;
}
