// The view: what the workers count, which answer is shown.
//
// Every view has a generation. An answer is taken once all workers have counted it; until then the
// last one stays. A query with an error changes nothing but the message.

import { N_LEVELS, type QueryError, type Selection, type ViewSpec } from "../engine";
import type { GridSpec, Reply, Request, WireUnknownField } from "../wire";
import type { Answer, Pool } from "../workers";
import { type Counts, countsFromAnswer, mergedCounts } from "./merge";

interface Viewed {
  readonly generation: number;
  readonly view: ViewSpec;
  readonly levelMask: number;
  readonly needles: Selection["needles"];
}

const ALL: ViewSpec = { query: "", range: null, grid: null };
const ALL_LEVELS = 2 ** N_LEVELS - 1;

export class Viewing {
  private readonly pool: Pool;
  private readonly onChange: () => void;
  private generation = 1;
  /** The view that was asked for last. */
  latest: ViewSpec = ALL;
  /** The newest view that the workers understood; they answer this one. */
  private viewed: Viewed = { generation: 1, view: ALL, levelMask: ALL_LEVELS, needles: [] };
  private error: QueryError | null = null;
  private readonly counts = new Map<number, { generation: number; counts: Counts }>();
  private shown: Selection = emptySelection();

  constructor(pool: Pool, onChange: () => void) {
    this.pool = pool;
    this.onChange = onChange;
  }

  /** The answer that is good now. */
  get selection(): Selection {
    return this.shown;
  }

  set(view: ViewSpec): void {
    this.generation += 1;
    this.latest = view;
    for (const slot of this.pool.live) {
      this.send(slot, this.generation, view);
    }
  }

  /** Gives a new worker the view. */
  onStarted(slot: number): void {
    this.counts.delete(slot);
    const { generation, view } = this.viewed;
    this.send(slot, generation, view);
    if (this.generation > generation && this.error === null) {
      this.send(slot, this.generation, this.latest);
    }
  }

  onCounts(slot: number, answer: Answer): void {
    const counts = countsFromAnswer(answer);
    if (counts !== null && answer.head.kind === "counts") {
      this.counts.set(slot, { generation: answer.head.generation, counts });
      this.show();
    }
  }

  /** The worker of a slot is gone, and its counts with it. */
  onLost(slot: number): void {
    this.counts.delete(slot);
    this.show();
  }

  private send(slot: number, generation: number, view: ViewSpec): void {
    this.pool.tell(slot, requestOf(generation, view), ({ head }) => this.take(head, view));
  }

  private take(head: Reply, view: ViewSpec): void {
    if (head.kind === "viewed" && head.generation >= this.viewed.generation) {
      const { generation, levelMask, needles } = head;
      this.viewed = { generation, view, levelMask, needles };
      this.error = generation === this.generation ? null : this.error;
      this.show();
    } else if (head.kind === "badQuery" && head.generation === this.generation) {
      const { message, start, end } = head;
      this.error = { message, start, end };
      this.shown = { ...this.shown, view, error: this.error };
      this.onChange();
    }
  }

  /** Takes the new answer if all workers gave theirs, or if it is the one shown anyway. */
  private show(): void {
    const { generation, view, levelMask, needles } = this.viewed;
    const parts = [...this.counts.values()].filter((part) => part.generation === generation);
    const isWhole = parts.length === this.pool.live.length;
    if (!isWhole && this.shown.view !== view) {
      return;
    }
    const { isComplete, unknownFields, ...sums } = mergedCounts(parts.map((part) => part.counts));
    const about =
      this.error === null ? { view, error: null } : { view: this.latest, error: this.error };
    const hint = hintOf(unknownFields);
    this.shown = { ...about, hint, levelMask, needles, isComplete: isComplete && isWhole, ...sums };
    this.onChange();
  }
}

/** No entries, for the view before any. */
export function emptySelection(): Selection {
  const none = Array.from({ length: N_LEVELS }, () => 0);
  const sums = {
    lookedAt: 0,
    total: 0,
    levelCounts: none,
    timeline: new Uint32Array(0),
    undated: none,
    outsideGrid: 0,
    unsearched: 0,
  };
  const about = { view: ALL, error: null, hint: null, levelMask: ALL_LEVELS, needles: [] };
  return { ...about, isComplete: true, ...sums };
}

/** What to say of the first field that nothing has. */
function hintOf(unknownFields: readonly WireUnknownField[]): QueryError | null {
  const [field] = unknownFields;
  if (field === undefined) {
    return null;
  }
  // The workers' guesses may differ: any of them names a field that exists.
  const guess = field.closest === null ? "" : ` Did you mean \`${field.closest}\`?`;
  const message = `\`${field.name}\` is not a field here.${guess}`;
  return { message, start: field.start, end: field.end };
}

function requestOf(generation: number, { query, range, grid }: ViewSpec): Request {
  const spec: GridSpec | null = grid && {
    start: grid.start.toString(),
    width: grid.width.toString(),
    bucketCount: grid.bucketCount,
  };
  const from = range?.from.toString() ?? null;
  const end = range?.end.toString() ?? null;
  return { kind: "view", generation, query, from, end, grid: spec };
}
