// Rows as the workers send them: one typed array per column, sorted.
//
// Merging compares columns and builds objects only for the rows that are asked for.

import type { Row } from "../engine";
import { NO_TIME } from "../entry_key";
import type { Answer } from "../workers";

/** Entries of one worker with a text of each, in the order of the list. */
export interface TextColumns {
  /** Of the keys: Unix nanoseconds, `NO_TIME` for none. */
  readonly nanos: BigInt64Array;
  readonly sources: Uint32Array;
  readonly offsets: Float64Array;
  readonly levels: Uint8Array;
  /** Digits of the second + 16 × inferred parts + 128 if the row has no time itself. */
  readonly stamps: Uint8Array;
  /** Texts, one after the other. */
  readonly text: Uint8Array;
  /** Where each row's text ends in `text`. */
  readonly textEnds: Uint32Array;
}

/** Rows of one worker: their texts are first lines. */
export interface RowColumns extends TextColumns {
  /** Starts and ends in turn of what to mark, in units of each row's text. */
  readonly marks: Uint32Array;
  /** Where each row's end in `marks`. */
  readonly markEnds: Uint32Array;
  /** Values of the fields asked for, one after the other, and where each ends, row by row. */
  readonly values: Uint8Array;
  readonly valueEnds: Uint32Array;
  /** East of UTC, in seconds; empty if they were not asked for. */
  readonly offsetsSecs: Float64Array;
  /** Lines of each message that are left out, times two, and one more if a line is cut. */
  readonly leftOut: Uint32Array;
}

const STAMP_SHIFT = 4;
const STAMP_PARTS = 0x07;
const STAMP_UNDATED = 0x80;
const STAMP_DIGITS = 0x0f;

/** Takes the first columns of a reply apart; null if they are not what wire.ts promises. */
export function textColumnsFromAnswer(answer: Answer): TextColumns | null {
  const [nanos, sources, offsets, levels, stamps, text, textEnds] = answer.columns;
  const isWhole =
    nanos instanceof BigInt64Array &&
    sources instanceof Uint32Array &&
    offsets instanceof Float64Array &&
    levels instanceof Uint8Array &&
    stamps instanceof Uint8Array &&
    text instanceof Uint8Array &&
    textEnds instanceof Uint32Array;
  return isWhole ? { nanos, sources, offsets, levels, stamps, text, textEnds } : null;
}

/** The same for all columns of a `rows` reply. */
export function rowColumnsFromAnswer(answer: Answer): RowColumns | null {
  const texts = textColumnsFromAnswer(answer);
  const [marks, markEnds, values, valueEnds, offsetsSecs, leftOut] = answer.columns.slice(7);
  const isWhole =
    marks instanceof Uint32Array &&
    markEnds instanceof Uint32Array &&
    values instanceof Uint8Array &&
    valueEnds instanceof Uint32Array &&
    offsetsSecs instanceof Float64Array &&
    leftOut instanceof Uint32Array;
  return texts !== null && isWhole
    ? { ...texts, marks, markEnds, values, valueEnds, offsetsSecs, leftOut }
    : null;
}

/**
 * Rows `first..end` of the sorted parts merged into one order; fewer if the parts end before.
 *
 * Cost: O(end × parts) comparisons, `end - first` objects.
 */
export function mergedRows(parts: readonly RowColumns[], first: number, end: number): Row[] {
  const heads = parts.map(() => 0);
  const rows: Row[] = [];
  for (let rank = 0; rank < end; rank += 1) {
    const winner = earliestPart(parts, heads);
    const part = parts[winner];
    const idx = heads[winner];
    if (part === undefined || idx === undefined) {
      break;
    }
    heads[winner] = idx + 1;
    if (rank >= first) {
      rows.push(rowAt(part, idx));
    }
  }
  return rows;
}

/** Index of the part whose next row stands first; -1 if all are at their end. */
export function earliestPart(parts: readonly TextColumns[], heads: readonly number[]): number {
  let winner = -1;
  parts.forEach((part, partIdx) => {
    const idx = heads[partIdx] ?? 0;
    if (idx >= part.nanos.length) {
      return;
    }
    const best = parts[winner];
    if (best === undefined || isBefore(part, idx, best, heads[winner] ?? 0)) {
      winner = partIdx;
    }
  });
  return winner;
}

function isBefore(a: TextColumns, aIdx: number, b: TextColumns, bIdx: number): boolean {
  const aNanos = a.nanos[aIdx] ?? NO_TIME;
  const bNanos = b.nanos[bIdx] ?? NO_TIME;
  if (aNanos !== bNanos) {
    return aNanos < bNanos;
  }
  const sourceStep = (a.sources[aIdx] ?? 0) - (b.sources[bIdx] ?? 0);
  return (sourceStep || (a.offsets[aIdx] ?? 0) - (b.offsets[bIdx] ?? 0)) < 0;
}

// A byte order mark inside a message is part of it, hence `ignoreBOM`.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function rowAt(part: RowColumns, idx: number): Row {
  const nanos = part.nanos[idx] ?? NO_TIME;
  const stamp = part.stamps[idx] ?? 0;
  const textStart = idx === 0 ? 0 : (part.textEnds[idx - 1] ?? 0);
  return {
    key: {
      nanos: nanos === NO_TIME ? null : nanos,
      source: part.sources[idx] ?? 0,
      offset: part.offsets[idx] ?? 0,
    },
    nanos: nanos === NO_TIME || (stamp & STAMP_UNDATED) !== 0 ? null : nanos,
    level: part.levels[idx] ?? 0,
    digits: stamp & STAMP_DIGITS,
    inferred: (stamp >> STAMP_SHIFT) & STAMP_PARTS,
    message: decoder.decode(part.text.subarray(textStart, part.textEnds[idx] ?? textStart)),
    marks: [...part.marks.subarray(idx === 0 ? 0 : part.markEnds[idx - 1], part.markEnds[idx])],
    values: valuesAt(part, idx),
    offsetSecs: part.offsetsSecs[idx] ?? 0,
    leftOut: part.leftOut[idx] ?? 0,
  };
}

const NO_VALUES: readonly string[] = [];

function valuesAt({ values, valueEnds, nanos }: RowColumns, idx: number): readonly string[] {
  const nFields = valueEnds.length / nanos.length;
  if (nFields === 0) return NO_VALUES;
  return Array.from({ length: nFields }, (_, field) => {
    const at = idx * nFields + field;
    return decoder.decode(values.subarray(at === 0 ? 0 : valueEnds[at - 1], valueEnds[at]));
  });
}
