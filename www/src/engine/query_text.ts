// What the page is told of the text of a query: what is wrong with it or doubtful, and what could be asked instead.

import type { FoldAnswer, FoldAsk } from "./wire";

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

/** What is being typed at a place in a query. */
export interface QueryCompletion {
  /** The field whose value belongs there; null if a name does, or something else. */
  readonly field: string | null;
  /** The part of it before the cursor, without quotes. */
  readonly typed: string;
  /** What an offer replaces. */
  readonly start: number;
  readonly end: number;
  /** What the language itself offers, as written. */
  readonly offers: readonly string[];
}

/** What the core knows of the text of queries, asked one by one. */
export interface QueryTexts {
  /** The text of a query with `text` pasted in place of units `start` to `end`, so that it means what it says. */
  paste(
    query: string,
    range: readonly [start: number, end: number],
    text: string,
  ): Promise<PastedQuery | null>;
  /** What is being typed at the cursor of a query; null where nothing can be offered. */
  complete(query: string, cursor: number): Promise<QueryCompletion | null>;
  /** The instant that a typed text names, seen from where the user stands; null if it is no time. */
  moment(text: string, near: bigint | null): Promise<TypedMoment | null>;
  /** Where what the query looks for stands in the texts of an entry, in their order: itself, its message, the others. */
  marks(
    entry: string,
    message: string,
    parts: readonly string[],
  ): Promise<readonly (readonly number[])[]>;
  /** The answer about all entries, whatever the list shows; what is read meanwhile may be missing. */
  askOfAll(ask: FoldAsk): Promise<Readonly<FoldAnswer>>;
}
