// Asks the workers for rows and entries, and joins what they answer.
//
// Answers for different views never mix: a request that meets a newer view on its way is put together
// again if that view has the same list, only another grid. Of another list it is given up with
// `Superseded`, and the page asks again for what it shows then.

import { LIST, type Viewing } from "../answers";
import {
  type EntryDetail,
  type EntryKey,
  PLAIN_LOOK,
  type Row,
  type RowLook,
  type TimeRange,
  type ViewSpec,
  type WriteAsk,
  type WrittenPiece,
} from "../engine";
import { compareKeys, keyFromWire, LIST_END, LIST_START, wireFromKey } from "../entry_key";
import type { Reply, Request } from "../wire";
import { type Answer, type Pool, WorkerLost } from "../workers";
import { landmarksFor } from "./landmarks";
import type { Extent } from "./probes";
import { type RowColumns, rowColumnsFromAnswer } from "./row_columns";
import { type ListReader, RowFinder } from "./row_finder";
import { gatheredRows } from "./row_gathering";
import { Superseded } from "./superseded";
import { VisitedPlaces } from "./visited_places";
import { type LinesOfSources, reversed, Writing } from "./writing";

/** What the list has to know of the sources. */
export interface SourcesOfList extends LinesOfSources {
  readonly extent: Extent;
  /** Who holds the entry at an offset. */
  taskAt(source: number, offset: number): { readonly slot: number | null } | null;
  /** Lines of a source before a task; null while earlier tasks are not read. */
  linesBefore(source: number, taskStart: number): number | null;
}

const MAX_TRIES = 3;
/** Entries that are written before their order is turned. */
const TURNED_ENTRIES = 4096;

export class Listing {
  private readonly pool: Pool;
  private readonly sources: SourcesOfList;
  private readonly viewing: Viewing;
  private readonly visited = new VisitedPlaces();
  private readonly writing: Writing;
  private readonly bounds: () => TimeRange | null;

  /** `bounds` is asked for the times of all entries; a guess will do. */
  constructor(
    pool: Pool,
    sources: SourcesOfList,
    viewing: Viewing,
    bounds: () => TimeRange | null,
  ) {
    this.pool = pool;
    this.sources = sources;
    this.viewing = viewing;
    this.bounds = bounds;
    this.writing = new Writing(pool, sources, viewing);
  }

  /** Another list is shown from now on. */
  forget(): void {
    this.visited.forget();
  }

  rows(first: number, count: number, look: RowLook = PLAIN_LOOK): Promise<readonly Row[]> {
    return this.retried(() => {
      const { selection } = this.viewing;
      const edges = [this.bounds(), selection.view.range].flatMap((range) =>
        range === null ? [] : [range.from, range.end],
      );
      const landmarks = [...landmarksFor(first, selection), ...edges];
      const finder = new RowFinder(new ViewReader(this.pool, LIST, look), this.visited);
      return finder.rows(first, count, { landmarks, ...this.sources.extent });
    });
  }

  /** How many entries of a selection stand before a place: of the list, or of what is found in it. */
  async indexOf(key: EntryKey, selection = LIST): Promise<number> {
    const [rank = 0] = await this.retried(() => new ViewReader(this.pool, selection).rank([key]));
    return rank;
  }

  seek(
    key: EntryKey | null,
    direction: "next" | "previous",
    minLevel: number,
    selection = LIST,
  ): Promise<EntryKey | null> {
    const isBackwards = direction === "previous";
    const from = wireFromKey(key ?? (isBackwards ? LIST_END : LIST_START));
    return this.retried(async () => {
      const heads = await new ViewReader(this.pool, selection).askAll(
        { kind: "seek", selection, key: from, isBackwards, minLevel },
        "found",
      );
      const keys = heads.flatMap(({ head }) => (head.key === null ? [] : [keyFromWire(head.key)]));
      const sorted = keys.sort(compareKeys);
      return (isBackwards ? sorted.at(-1) : sorted[0]) ?? null;
    });
  }

  entry(wanted: EntryKey): Promise<EntryDetail> {
    const { source, offset } = wanted;
    return this.retried(async () => {
      const answer = await this.pool.ask(this.slotOf(wanted), { kind: "entry", source, offset });
      const { head } = expected(answer, "entry");
      const {
        isDated,
        lengthBytes,
        level,
        digits,
        inferred,
        offsetSecs,
        format,
        fields,
        message,
        isMessageClipped,
        traces,
        about,
        taskStart,
        linesBefore,
      } = head;
      const before = this.sources.linesBefore(source, taskStart);
      const raw = answer.columns[0] instanceof Uint8Array ? answer.columns[0] : new Uint8Array(0);
      const key = keyFromWire(head.key);
      return {
        key,
        nanos: isDated ? key.nanos : null,
        line: before === null ? null : before + linesBefore + 1,
        ...{ lengthBytes, level, digits, inferred, offsetSecs, format, fields },
        ...{ message, isMessageClipped, traces, about },
        raw: decoded([raw]),
        isRawClipped: lengthBytes > raw.length,
      };
    });
  }

  /** The original text, piece by piece: a reply carries at most 1 MiB of it. */
  async wholeText({ key, lengthBytes }: EntryDetail): Promise<string> {
    const { source, offset } = key;
    const pieces: Uint8Array[] = [];
    for (let start = 0; start < lengthBytes; ) {
      const piece = await this.retried(async () => {
        const slot = this.slotOf(key);
        const request = { kind: "entryPiece", source, offset, start, end: lengthBytes } as const;
        const answer = await this.pool.ask(slot, request);
        expected(answer, "entryPiece");
        return answer.columns[0];
      });
      if (!(piece instanceof Uint8Array) || piece.length === 0) {
        throw new Error("the text of this entry ends too early");
      }
      pieces.push(piece);
      start += piece.length;
    }
    return decoded(pieces);
  }

  /** Rows of the list as they are written elsewhere, in pieces. */
  async *write({ form, first, count, isNewestFirst }: WriteAsk): AsyncGenerator<WrittenPiece> {
    if (!isNewestFirst) {
      yield* this.writing.pieces(form, { from: await this.keyAt(first), count });
      return;
    }
    for (let end = first + count; end > first; ) {
      const from = Math.max(first, end - TURNED_ENTRIES);
      const span = { from: await this.keyAt(from), count: end - from };
      const turned: WrittenPiece[] = [];
      for await (const piece of this.writing.pieces(form, span)) turned.unshift(reversed(piece));
      yield* turned;
      end = from;
    }
  }

  /** The place of a row; the end of the list if there is no such row. */
  private async keyAt(idx: number): Promise<EntryKey> {
    return idx === 0 ? LIST_START : ((await this.rows(idx, 1))[0]?.key ?? LIST_END);
  }

  /** Who holds an entry. */
  private slotOf({ source, offset }: EntryKey): number {
    const slot = this.sources.taskAt(source, offset)?.slot ?? null;
    if (slot === null) {
      throw new Error("this entry is not in memory now");
    }
    return slot;
  }

  /** A worker may die and be replaced meanwhile, or the grid change: then the answer is put together again. */
  private async retried<T>(ask: () => Promise<T>): Promise<T> {
    const { latest } = this.viewing;
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask();
      } catch (error) {
        // The workers have the newest view before they see what is asked now.
        const isSameList = error instanceof Superseded && hasSameList(latest, this.viewing.latest);
        if (!(isSameList || error instanceof WorkerLost) || tries >= MAX_TRIES) {
          throw error;
        }
      }
    }
  }
}

/** Pieces of a text in a row, as text; a character may be cut between two of them. */
function decoded(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const texts = pieces.map((piece) => decoder.decode(piece, { stream: true }));
  return texts.join("") + decoder.decode();
}

/** Whether two views list the same entries. */
function hasSameList(a: ViewSpec, b: ViewSpec): boolean {
  return a.query === b.query && a.range?.from === b.range?.from && a.range?.end === b.range?.end;
}

/** Reads one view from all workers; stops if it meets another one. */
class ViewReader implements ListReader {
  private readonly pool: Pool;
  private readonly selection: number;
  private readonly look: RowLook;
  private generation: number | null = null;

  constructor(pool: Pool, selection = LIST, look = PLAIN_LOOK) {
    this.pool = pool;
    this.selection = selection;
    this.look = look;
  }

  async rank(keys: readonly EntryKey[]): Promise<readonly number[]> {
    const answers = await this.askAll(
      { kind: "rank", selection: this.selection, keys: keys.map(wireFromKey) },
      "ranks",
    );
    return keys.map((_, idx) =>
      answers.reduce((sum, { head }) => sum + (head.counts[idx] ?? 0), 0),
    );
  }

  rows(key: EntryKey, count: number): Promise<readonly RowColumns[]> {
    const look = { ...this.look, fields: [...this.look.fields] };
    return gatheredRows(this.pool.live, { key, count }, async (slot, from, reads) => {
      const request = {
        kind: "rows",
        selection: this.selection,
        key: wireFromKey(from),
        count,
        reads,
        look,
      } as const;
      const { head, answer } = this.checked(await this.pool.ask(slot, request), "rows");
      const columns = rowColumnsFromAnswer(answer);
      if (columns === null) {
        throw new Error("rows came without their columns");
      }
      return { columns, isCut: head.isCut };
    });
  }

  async askAll<K extends "ranks" | "found">(request: Request, kind: K): Promise<Expected<K>[]> {
    const answers = await this.pool.askAll(request);
    return answers.map((answer) => this.checked(answer, kind));
  }

  /** The answer, if it is for the view that the others were for. */
  private checked<K extends "ranks" | "rows" | "found">(answer: Answer, kind: K): Expected<K> {
    const found = expected(answer, kind);
    this.generation ??= found.head.generation;
    if (found.head.generation !== this.generation) {
      throw new Superseded("the view changed");
    }
    return found;
  }
}

interface Expected<K extends Reply["kind"]> {
  readonly head: Reply & { readonly kind: K };
  readonly answer: Answer;
}

/** The answer with its head known to be of a kind; throws what the worker says instead. */
function expected<K extends Reply["kind"]>(answer: Answer, kind: K): Expected<K> {
  const { head } = answer;
  if (head.kind !== kind) {
    throw new Error(
      head.kind === "failed" ? head.message : `a worker answered ${head.kind} instead of ${kind}`,
    );
  }
  return { head: head as Reply & { readonly kind: K }, answer };
}
