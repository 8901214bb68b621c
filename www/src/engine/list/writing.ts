// Writes the entries of the list for elsewhere, in the list's order.
//
// Each worker writes those that it holds, a piece at a time; here the pieces are put in order, as bytes: the
// text of millions of entries never becomes a string.

import { LIST, type Viewing } from "../answers";
import type { EntryKey, ViewSpec, WriteForm, WrittenPiece } from "../engine";
import { keyFromWire, wireFromKey } from "../entry_key";
import type { LinesBefore } from "../wire";
import { type Pool, type Port, WorkerLost } from "../workers";
import { earliestPart, type TextColumns, textColumnsFromAnswer } from "./row_columns";
import { Superseded } from "./superseded";

/** Entries that a worker writes at once. */
const PIECE_ENTRIES = 4096;

/** What a writer has to know of the sources. */
export interface LinesOfSources {
  /** Lines before each task that a worker holds and that does not begin its source. */
  linesBeforeTasks(slot: number): LinesBefore[];
}

/** Where to begin, and how many entries to write at most. */
export interface WriteSpan {
  readonly from: EntryKey;
  readonly count: number;
}

/** What one worker has written and nobody has taken yet. */
interface Stream {
  readonly slot: number;
  readonly port: Port | null;
  /** Where its next piece begins; null at its end. */
  next: EntryKey | null;
  rows: TextColumns;
  lines: Float64Array;
  /** The first row that was not taken. */
  at: number;
  head: string;
  nGone: number;
}

const NO_ROWS: TextColumns = {
  nanos: new BigInt64Array(0),
  sources: new Uint32Array(0),
  offsets: new Float64Array(0),
  levels: new Uint8Array(0),
  stamps: new Uint8Array(0),
  text: new Uint8Array(0),
  textEnds: new Uint32Array(0),
};

export class Writing {
  private readonly pool: Pool;
  private readonly sources: LinesOfSources;
  private readonly viewing: Viewing;

  constructor(pool: Pool, sources: LinesOfSources, viewing: Viewing) {
    this.pool = pool;
    this.sources = sources;
    this.viewing = viewing;
  }

  /**
   * Entries of the list from a place on, in pieces.
   *
   * Throws `Superseded` if another list is shown meanwhile, and `WorkerLost` if a worker died: what was written
   * would have a gap.
   */
  async *pieces(form: WriteForm, { from, count }: WriteSpan): AsyncGenerator<WrittenPiece> {
    const view = this.viewing.latest;
    const streams = this.pool.live.map((slot) => this.streamOf(slot, from));
    let left = count;
    let isFirst = true;
    while (left > 0) {
      const dry = streams.filter((stream) => isDry(stream) && stream.next !== null);
      await Promise.all(dry.map((stream) => this.fill(stream, form, left)));
      this.check(view, streams);
      const piece = taken(streams, left);
      if (piece.ends.length > 0 || piece.nGone > 0 || isFirst) yield piece;
      isFirst = false;
      left -= piece.ends.length + piece.nGone;
      if (streams.every((stream) => isDry(stream) && stream.next === null)) return;
    }
  }

  private streamOf(slot: number, from: EntryKey): Stream {
    const nothing = { rows: NO_ROWS, lines: new Float64Array(0), at: 0, head: "", nGone: 0 };
    return { slot, port: this.pool.port(slot), next: from, ...nothing };
  }

  private async fill(stream: Stream, form: WriteForm, left: number): Promise<void> {
    if (stream.next === null) return;
    const answer = await this.pool.ask(stream.slot, {
      kind: "write",
      selection: LIST,
      key: wireFromKey(stream.next),
      count: Math.min(left, PIECE_ENTRIES),
      form,
      lines: form.kind === "text" ? [] : this.sources.linesBeforeTasks(stream.slot),
    });
    const { head, columns } = answer;
    if (head.kind !== "written") {
      throw new Error(head.kind === "failed" ? head.message : `a worker answered ${head.kind}`);
    }
    const rows = textColumnsFromAnswer(answer);
    const lines = columns[7];
    if (rows === null || !(lines instanceof Float64Array)) {
      throw new Error("entries came without their columns");
    }
    stream.next = head.next === null ? null : keyFromWire(head.next);
    stream.nGone += head.nGone;
    Object.assign(stream, { rows, lines, at: 0, head: head.head });
  }

  private check(view: ViewSpec, streams: readonly Stream[]): void {
    const { latest } = this.viewing;
    const isSame =
      latest.query === view.query &&
      latest.range?.from === view.range?.from &&
      latest.range?.end === view.range?.end;
    if (!isSame) throw new Superseded("the view changed");
    if (streams.some(({ slot, port }) => this.pool.port(slot) !== port)) {
      throw new WorkerLost("a worker was replaced");
    }
  }
}

function isDry({ rows, at }: Stream): boolean {
  return at >= rows.nanos.length;
}

/** A run of entries of one stream that stand next to each other in the list. */
interface Run {
  readonly stream: Stream;
  readonly first: number;
  end: number;
}

/** Takes entries in order for as long as it is known which comes next, and at most `left`. */
function taken(streams: readonly Stream[], left: number): WrittenPiece {
  const parts = streams.map(({ rows }) => rows);
  const heads = streams.map(({ at }) => at);
  const runs: Run[] = [];
  let nGone = 0;
  for (const stream of streams) {
    nGone += stream.nGone;
    stream.nGone = 0;
  }
  let count = Math.max(0, left - nGone);
  while (count > 0 && streams.every((stream) => !isDry(stream) || stream.next === null)) {
    const winner = earliestPart(parts, heads);
    const stream = streams[winner];
    if (stream === undefined) break;
    const last = runs.at(-1);
    if (last?.stream === stream) last.end += 1;
    else runs.push({ stream, first: stream.at, end: stream.at + 1 });
    stream.at += 1;
    heads[winner] = stream.at;
    count -= 1;
  }
  return { ...joined(runs), nGone, head: streams[0]?.head ?? "" };
}

function joined(runs: readonly Run[]): Omit<WrittenPiece, "nGone" | "head"> {
  const startOf = ({ rows }: Stream, idx: number): number =>
    idx === 0 ? 0 : (rows.textEnds[idx - 1] ?? 0);
  const n = runs.reduce((sum, { first, end }) => sum + end - first, 0);
  const size = runs.reduce(
    (sum, { stream, first, end }) => sum + startOf(stream, end) - startOf(stream, first),
    0,
  );
  const bytes = new Uint8Array(size);
  const ends = new Uint32Array(n);
  const sources = new Uint32Array(n);
  const lines = new Float64Array(n);
  let at = 0;
  let filled = 0;
  for (const { stream, first, end } of runs) {
    const { rows } = stream;
    const start = startOf(stream, first);
    bytes.set(rows.text.subarray(start, startOf(stream, end)), filled);
    sources.set(rows.sources.subarray(first, end), at);
    lines.set(stream.lines.subarray(first, end), at);
    for (let idx = first; idx < end; idx += 1, at += 1) {
      ends[at] = (rows.textEnds[idx] ?? 0) - start + filled;
    }
    filled += startOf(stream, end) - start;
  }
  return { bytes, ends, sources, lines };
}

/** The same entries, last one first. */
export function reversed({ bytes, ends, sources, lines, ...rest }: WrittenPiece): WrittenPiece {
  const turned = new Uint8Array(bytes.length);
  const turnedEnds = new Uint32Array(ends.length);
  let filled = 0;
  for (let idx = ends.length - 1; idx >= 0; idx -= 1) {
    const entry = bytes.subarray(idx === 0 ? 0 : ends[idx - 1], ends[idx]);
    turned.set(entry, filled);
    filled += entry.length;
    turnedEnds[ends.length - 1 - idx] = filled;
  }
  const [turnedSources, turnedLines] = [sources.toReversed(), lines.toReversed()];
  return { ...rest, bytes: turned, ends: turnedEnds, sources: turnedSources, lines: turnedLines };
}
