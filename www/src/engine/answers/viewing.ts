// The view: what the list shows and the timeline counts, and which answer is shown.
//
// An answer is taken once the parts of all workers are in it; until then the last one stays. A query
// with an error changes nothing but the message.

import {
  N_LEVELS,
  type QueryError,
  type Selection,
  type ShownZone,
  type TimeRange,
  type TypedMoment,
  type ViewSpec,
} from "../engine";
import type { DeskReply, FoldAsk, GridAsk, WireTimes } from "../wire";
import type { Pool } from "../workers";
import { Asides } from "./asides";
import type { Desk, DeskAnswer } from "./desk";
import { hintOf, type Parsed, searchAsText } from "./hints";
import type { KnownGroups } from "./known_groups";
import { marksIn } from "./marking";
import type { Questions, SelectionSpec } from "./questions";

interface Viewed {
  readonly view: ViewSpec;
  readonly parsed: Parsed;
  /** Names of the query that no entry read so far has a field of, so that their terms are text. */
  readonly asText: readonly string[];
}

const ALL: ViewSpec = { query: "", range: null, grid: null };
const UTC: ShownZone = { place: null, offsetSecs: 0 };
const ALL_LEVELS = 2 ** N_LEVELS - 1;
const PARSED_ALL = {
  levelMask: ALL_LEVELS,
  chosenLevels: ALL_LEVELS,
  hasMarks: false,
  fields: [],
  compared: [],
  settled: "",
  dependsOnData: false,
  groups: [],
  withoutGroups: "",
  remarks: [],
  asTerm: "",
};

const GIVEN_UP =
  "A worker of this page stopped while it looked for this query. The query was given up, so that no entry is lost. Change it to try again.";

export interface ViewingParts {
  readonly pool: Pool;
  readonly desk: Desk;
  readonly questions: Questions;
  readonly onChange: () => void;
  /** The times of all that is read so far; null while there are none. */
  readonly bounds: () => TimeRange | null;
  /** Which entries are in the groups that a query names. */
  readonly groups: Pick<KnownGroups, "fold" | "isComplete" | "lookedAt" | "want">;
  /** What is selected now, but for groups. */
  readonly onSelected?: (withoutGroups: SelectionSpec) => void;
}

export class Viewing {
  private readonly parts: ViewingParts;
  /** The view that was asked for last. */
  latest: ViewSpec = ALL;
  /** The newest view that was understood; the workers answer this one. */
  private viewed: Viewed = { view: ALL, parsed: PARSED_ALL, asText: [] };
  private error: QueryError | null = null;
  /** The times that those of the query were settled with. */
  private settledWith: TimeRange | null = null;
  /** The query that was given up: it is not looked for again until another was. */
  private givenUp: string | null = null;
  /** The view whose query waits for what is in its groups. */
  private awaitsGroups: ViewSpec | null = null;
  /** The view whose query is being read anew. */
  private rereading: ViewSpec | null = null;
  private unknownFields: DeskAnswer["unknownFields"] = [];
  private shown: Selection = emptySelection();
  private readonly asides: Asides;
  private stopCounting: () => void;

  constructor(parts: ViewingParts) {
    this.parts = parts;
    const { desk, questions } = parts;
    this.asides = new Asides({ desk, questions, onChange: () => this.showAsides() });
    this.stopCounting = this.count(ALL);
  }

  /** The answer that is good now. */
  get selection(): Selection {
    return this.shown;
  }

  set(view: ViewSpec): void {
    this.latest = view;
    if (view.query === this.givenUp) {
      this.take({ view: { ...view, query: "" }, parsed: PARSED_ALL, asText: [] });
      return;
    }
    this.givenUp = null;
    const { view: before, asText } = this.viewed;
    if (view.query !== before.query) {
      void this.read(view, []);
    } else if (view.query !== "" && !isSameZone(view.zone, before.zone)) {
      // A time in it may mean another instant; if none does, nothing is asked anew.
      void this.read(view, asText);
    } else {
      this.error = null;
      this.take({ ...this.viewed, view });
    }
  }

  /**
   * Looks no longer for what the query matches, since a worker died before it had the answer: all is listed, and a
   * sentence says why. Says whether there was such a query.
   */
  giveUp(): boolean {
    const { view } = this.viewed;
    const isAnswered = this.shown.view === view && this.shown.isComplete;
    if (view.query === "" || isAnswered) {
      return false;
    }
    this.givenUp = view.query;
    this.error = { message: GIVEN_UP, start: 0, end: view.query.length, fixes: [] };
    this.take({ view: { ...view, query: "" }, parsed: PARSED_ALL, asText: [] });
    return true;
  }

  /** Nothing is asked from now on. */
  stop(): void {
    this.stopCounting();
  }

  /** Where what the query looks for stands in the texts of an entry. */
  marks(
    entry: string,
    message: string,
    parts: readonly string[],
  ): Promise<readonly (readonly number[])[]> {
    const { view, asText } = this.viewed;
    return marksIn(this.parts.desk, { query: view.query, asText }, [entry, message, ...parts]);
  }

  /** The worker of a slot is gone; without any there is nothing to show. */
  onLost(): void {
    if (this.parts.pool.live.length === 0) {
      this.shown = { ...emptySelection(), view: this.latest, error: this.error };
    }
    this.parts.onChange();
  }

  private async read(view: ViewSpec, asText: readonly string[]): Promise<void> {
    const { desk, groups } = this.parts;
    const { query } = view;
    const bounds = this.parts.bounds();
    const times = timesOf(bounds, view.near ?? null, view.zone);
    const ask = (): Promise<DeskReply> =>
      desk.ask({ kind: "parse", query, asText: [...asText], times, groups: groups.fold });
    // A desk that died has a successor.
    const reply = await ask().catch(() => ask().catch(() => null));
    if (reply === null || this.latest !== view) {
      return;
    }
    if (reply.kind === "noQuery") {
      const { message, start, end, asTerm } = reply;
      this.error = { message, start, end, fixes: [searchAsText(asTerm)] };
      this.shown = { ...this.shown, view, error: this.error };
      this.parts.onChange();
    } else if (reply.kind === "parsed") {
      const { kind: _, ...parsed } = reply;
      if (parsed.groups.some(({ known }) => known === "notAsked")) {
        // Read again as soon as it is known which entries are in them.
        this.awaitsGroups = view;
        groups.want();
        return;
      }
      this.awaitsGroups = null;
      if (this.error === null && parsed.groups.length > 0 && this.isSame(view, parsed)) {
        // The same entries are in the groups: only whether that is all of them may be new.
        if (!this.shown.isComplete) this.recount();
        return;
      }
      this.error = null;
      this.settledWith = bounds;
      this.take({ view, parsed, asText });
    }
  }

  /** More is known of the groups: a query that names some is read anew. */
  onGroups(): void {
    const { view, parsed, asText } = this.viewed;
    if (this.awaitsGroups === this.latest) {
      void this.read(this.latest, []);
    } else if (parsed.groups.length > 0 && this.latest === view) {
      void this.read(view, asText);
    }
  }

  /** Other times are known: a query whose times depend on them is read anew, while files are read only at their end. */
  onBounds(bounds: TimeRange | null, isReading: boolean): void {
    const { view, parsed, asText } = this.viewed;
    const isFirst = this.settledWith === null;
    if (!parsed.dependsOnData || this.latest !== view || (isReading && !isFirst)) {
      return;
    }
    if (!isSameRange(bounds, this.settledWith)) {
      this.settledWith = bounds;
      void this.read(view, asText);
    }
  }

  /** The instant that a typed text names. */
  async moment(text: string, near: bigint | null): Promise<TypedMoment | null> {
    const times = timesOf(this.parts.bounds(), near, this.latest.zone);
    const ask = (): Promise<DeskReply> => this.parts.desk.ask({ kind: "moment", text, times });
    const reply = await ask()
      .catch(ask)
      .catch(() => null);
    if (reply?.kind !== "moment" || reply.nanos === null) {
      return null;
    }
    return { nanos: BigInt(reply.nanos), remark: reply.remark };
  }

  /**
   * Reads the query anew if other names turn out to be no fields than it was taken with; says whether it does. What is
   * read later may have such fields.
   */
  private rereads({ unknownFields }: DeskAnswer): boolean {
    const { view, parsed, asText } = this.viewed;
    const names = unknownFields
      .filter(({ place }) => parsed.fields[place]?.mayBeText === true)
      .map(({ name }) => name);
    const found = [...new Set(names)].sort();
    if (isSameNames(found, asText)) {
      return false;
    }
    if (this.latest === view && this.rereading !== view) {
      this.rereading = view;
      void this.read(view, found).finally(() => {
        this.rereading = null;
      });
    }
    return true;
  }

  /** Has the workers answer a view: all of it, or only what another grid asks for. */
  private take(next: Viewed): void {
    const { view } = next;
    const previous = this.viewed;
    const before = previous.view;
    this.viewed = next;
    this.stopCounting();
    this.asides.stop();
    const isSameText = isSameNames(next.asText, previous.asText);
    const query = next.parsed.settled;
    const isSameQuery = view.query === before.query && query === previous.parsed.settled;
    if (!isSameQuery || !isSameText || !isSameRange(view.range, before.range)) {
      const { range } = view;
      const [from, end] = [range?.from.toString() ?? null, range?.end.toString() ?? null];
      const { asText } = next;
      this.parts.questions.select({ query, asText, from, end });
      this.parts.onSelected?.({ query: next.parsed.withoutGroups, asText, from, end });
    }
    this.stopCounting = this.count(view);
  }

  private isSame(view: ViewSpec, { settled }: Parsed): boolean {
    return this.viewed.view === view && this.viewed.parsed.settled === settled;
  }

  private recount(): void {
    this.stopCounting();
    this.stopCounting = this.count(this.viewed.view);
  }

  /** Whether all is known of the groups of the query; they may lag behind what is read. */
  private knowsGroups(nEntries: number): boolean {
    const { isComplete, lookedAt } = this.parts.groups;
    return this.viewed.parsed.groups.length === 0 || (isComplete && lookedAt >= nEntries);
  }

  private count(view: ViewSpec): () => void {
    return this.parts.questions.ask(countsAsk(view), (answer) => this.show(answer));
  }

  /** Takes the new answer if it is of all workers, or if it is the one shown anyway. */
  private show(answer: DeskAnswer): void {
    const { view, parsed } = this.viewed;
    const isWhole = this.parts.questions.isWhole(answer);
    if (answer.answer.fold !== "counts" || (!isWhole && this.shown.view !== view)) {
      return;
    }
    if (isWhole && this.rereads(answer)) {
      return;
    }
    const { fold: _, ...counts } = answer.answer;
    const { lookedAt, unsearched, isComplete, bulk } = answer;
    const about =
      this.error === null ? { view, error: null } : { view: this.latest, error: this.error };
    this.shown = {
      ...about,
      hint: hintOf(view.query, answer.unknownFields, parsed, this.asides.numbers),
      emptying: this.asides.emptying,
      levelMask: parsed.levelMask,
      chosenLevels: parsed.chosenLevels,
      hasMarks: parsed.hasMarks,
      isComplete: isComplete && isWhole && this.knowsGroups(lookedAt),
      groups: parsed.groups,
      lookedAt,
      unsearched,
      timeline: bulk,
      ...counts,
    };
    this.unknownFields = answer.unknownFields;
    if (this.shown.isComplete && this.error === null) {
      this.asides.begin(this.viewed, this.shown.total === 0);
    }
    this.parts.onChange();
  }

  /** More is known of what is shown. */
  private showAsides(): void {
    const { view, parsed } = this.viewed;
    if (this.shown.view === view) {
      const { emptying, numbers } = this.asides;
      const hint = hintOf(view.query, this.unknownFields, parsed, numbers);
      this.shown = { ...this.shown, hint, emptying };
      this.parts.onChange();
    }
  }
}

function isSameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, idx) => name === other[idx]);
}

/** What the core is told of times. */
function timesOf(bounds: TimeRange | null, near: bigint | null, zone: ShownZone = UTC): WireTimes {
  return {
    first: bounds?.from.toString() ?? null,
    last: bounds === null ? null : (bounds.end - 1n).toString(),
    near: near?.toString() ?? null,
    zone,
  };
}

function isSameZone(one: ShownZone = UTC, other: ShownZone = UTC): boolean {
  return one.place === other.place && one.offsetSecs === other.offsetSecs;
}

function isSameRange(one: ViewSpec["range"], other: ViewSpec["range"]): boolean {
  return one?.from === other?.from && one?.end === other?.end;
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
  const { levelMask, chosenLevels, hasMarks } = PARSED_ALL;
  const about = {
    view: ALL,
    error: null,
    hint: null,
    emptying: [],
    groups: [],
    levelMask,
    chosenLevels,
    hasMarks,
  };
  return { ...about, isComplete: true, ...sums };
}

function countsAsk({ grid }: ViewSpec): FoldAsk {
  const spec: GridAsk | null = grid && {
    start: grid.start.toString(),
    width: grid.width.toString(),
    bucketCount: grid.bucketCount,
    edges: grid.edges?.map(String) ?? [],
  };
  return { fold: "counts", grid: spec };
}
