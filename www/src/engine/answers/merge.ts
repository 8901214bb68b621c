// Sums of what the workers know: each holds a part, every figure adds up.
//
// All sums are the same in any order; only the steps from one task of a source to the next need
// the tasks in the order of their offsets, and are sorted here.

import { countIn } from "../figures";
import { figuresFrom, type Ledger, N_LEVELS, type Nanos, type TimeRange } from "../engine";
import { nanosFromWire } from "../entry_key";
import type { TaskLedger, WireLedger, WireUnknownField } from "../wire";
import type { Answer } from "../workers";

/** Counts of one view, of one worker or of all. */
export interface Counts {
  readonly isComplete: boolean;
  readonly lookedAt: number;
  readonly total: number;
  readonly levelCounts: readonly number[];
  readonly undated: readonly number[];
  readonly outsideGrid: number;
  readonly unsearched: number;
  /** Fields of the query that nothing read so far has. */
  readonly unknownFields: readonly WireUnknownField[];
  readonly timeline: Uint32Array;
}

/** A range of a source that could not be read. */
export interface UnreadRange {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** Id of the format that takes what no other format understands. */
const FALLBACK_FORMAT = "text";

/** The counts of a `counts` reply; null if it is another reply. */
export function countsFromAnswer(answer: Answer): Counts | null {
  const { head, columns } = answer;
  if (head.kind !== "counts") {
    return null;
  }
  const { kind: _, generation: __, ...sums } = head;
  const timeline = columns[0] instanceof Uint32Array ? columns[0] : new Uint32Array(0);
  return { ...sums, timeline };
}

/** Adds up the counts of several workers. Cost: O(workers × buckets). */
export function mergedCounts(parts: readonly Counts[]): Counts {
  const timeline = new Uint32Array(Math.max(0, ...parts.map((part) => part.timeline.length)));
  for (const part of parts) {
    for (let idx = 0; idx < part.timeline.length; idx += 1) {
      timeline[idx] = (timeline[idx] ?? 0) + (part.timeline[idx] ?? 0);
    }
  }
  return {
    isComplete: parts.every((part) => part.isComplete),
    lookedAt: sumOf(parts, (part) => part.lookedAt),
    total: sumOf(parts, (part) => part.total),
    levelCounts: addedLevels(parts.map((part) => part.levelCounts)),
    undated: addedLevels(parts.map((part) => part.undated)),
    outsideGrid: sumOf(parts, (part) => part.outsideGrid),
    unsearched: sumOf(parts, (part) => part.unsearched),
    unknownFields: unknownToAll(parts),
    timeline,
  };
}

/** Fields that no worker knows: one that knows a field settles it. */
function unknownToAll(parts: readonly Counts[]): readonly WireUnknownField[] {
  const [first, ...others] = parts;
  return (first?.unknownFields ?? []).filter(({ name }) =>
    others.every((part) => part.unknownFields.some((field) => field.name === name)),
  );
}

/** Adds up counts by level. */
export function addedLevels(parts: readonly (readonly number[])[]): number[] {
  return Array.from({ length: N_LEVELS }, (_, level) => sumOf(parts, (part) => part[level] ?? 0));
}

/** The ledger of one source from those of its tasks, in any order. */
export function mergedLedger(tasks: readonly TaskLedger[], unread: readonly UnreadRange[]): Ledger {
  const parts = tasks.map((task) => task.ledger);
  const figures = figuresFrom((id) => sumOf(parts, (part) => countIn(part, id)));
  const formats = mergedFormats(parts);
  const unparsed = formats.find((format) => format.id === FALLBACK_FORMAT)?.entries ?? 0;
  return {
    ...figures,
    outOfOrder: figures.outOfOrder + backwardSteps(tasks),
    parsedEntries: figures.entries - unparsed,
    unread: mergedUnread(unread),
    levels: addedLevels(parts.map((part) => part.levels)),
    formats,
  };
}

/** Earliest and latest time of the tasks; null without any time. */
export function boundsOfTasks(tasks: readonly TaskLedger[]): TimeRange | null {
  return mergedBounds(
    tasks.map((task) => rangeOf(nanosFromWire(task.first), nanosFromWire(task.last))),
  );
}

/** The range that holds `first` and `last` themselves. */
export function rangeOf(first: Nanos | null, last: Nanos | null): TimeRange | null {
  return first === null || last === null ? null : { from: first, end: last + 1n };
}

/** The smallest range that holds all the others. */
export function mergedBounds(ranges: readonly (TimeRange | null)[]): TimeRange | null {
  let whole: TimeRange | null = null;
  for (const range of ranges) {
    if (range === null || whole === null) {
      whole ??= range;
      continue;
    }
    whole = {
      from: range.from < whole.from ? range.from : whole.from,
      end: range.end > whole.end ? range.end : whole.end,
    };
  }
  return whole;
}

/** How often a task begins with an earlier time than the task before it ends with. */
function backwardSteps(tasks: readonly TaskLedger[]): number {
  const ordered = [...tasks].sort((a, b) => a.start - b.start);
  let steps = 0;
  let closing: Nanos | null = null;
  for (const task of ordered) {
    const opening = nanosFromWire(task.opening);
    steps += closing !== null && opening !== null && opening < closing ? 1 : 0;
    closing = nanosFromWire(task.closing) ?? closing;
  }
  return steps;
}

/** Formats over all parts, the one with most entries first. */
function mergedFormats(parts: readonly WireLedger[]): Ledger["formats"] {
  const byId = new Map<string, { id: string; title: string; entries: number }>();
  for (const [id, title, entries] of parts.flatMap((part) => part.formats)) {
    const known = byId.get(id);
    byId.set(id, { id, title, entries: entries + (known?.entries ?? 0) });
  }
  return [...byId.values()].sort((a, b) => b.entries - a.entries || (a.id < b.id ? -1 : 1));
}

/** Sorted; neighbours with the same reason become one. */
function mergedUnread(ranges: readonly UnreadRange[]): UnreadRange[] {
  const merged: UnreadRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const before = merged.at(-1);
    if (before !== undefined && before.end >= range.start && before.reason === range.reason) {
      merged[merged.length - 1] = { ...before, end: Math.max(before.end, range.end) };
    } else {
      // One without a byte tells where a stream ends too early.
      merged.push(range);
    }
  }
  return merged;
}

function sumOf<T>(parts: readonly T[], figure: (part: T) => number): number {
  return parts.reduce((sum, part) => sum + figure(part), 0);
}
