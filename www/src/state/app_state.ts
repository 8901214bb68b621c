// What is known and what is chosen. Readable by everybody through `app`; written by actions only.

import { type ReadonlySignal, signal } from "@preact/signals";
import { type ScrollState, startScroll } from "../base/scroll_model";
import { NO_MARKS, type TextMarks } from "../base/text_marks";
import type {
  Answered,
  EntryDetail,
  EntryGroup,
  EntryKey,
  Example,
  ExampleMark,
  FieldsAnswer,
  FormatTitle,
  Grid,
  GroupsAnswer,
  Ledger,
  Overrule,
  OwnFormat,
  Row,
  RowLook,
  Selection,
  Snapshot,
  TimeRange,
  ValuesAnswer,
} from "./engine_types";
import { figuresFrom, N_LEVELS, PLAIN_LOOK } from "./engine_types";
import type { GroupsView } from "./group_rows";
import { type History, startHistory } from "./history";
import { ALL_LEVELS } from "./level";
import { FIRST_COLUMNS, type ListColumn } from "./list_columns";
import type { PanelTab } from "./panel_tab";
import { DEFAULT_PREFERENCES, type Preferences } from "./preferences";
import { NOT_SAVING, type SaveState } from "./save_state";
import type { ZoneChoice } from "./zone_choice";

/** Height of a row of the list that shows one line, in CSS pixels; of a higher one, that of each line. */
export const ROW_PX = 22;
const LINE_PX = 18;

/** How many lines a row can show. */
export const ROW_LINES = [1, 3, "all"] as const;
export type RowLines = (typeof ROW_LINES)[number];

/** Height of a row that shows so many lines, in CSS pixels; the least where it shows all. */
export function rowPxOf(lines: RowLines): number {
  return lines === 3 ? lines * LINE_PX + 4 : ROW_PX;
}

/** What undo covers: every choice of what to look at. */
export interface ViewChoice {
  readonly query: string;
  readonly range: TimeRange | null;
  /** What the timeline shows; null is everything. */
  readonly zoom: TimeRange | null;
  /** What she says about sources, by their ids. */
  readonly overrules: ReadonlyMap<number, Overrule>;
  /** Formats of her own that go before all others wherever they fit. */
  readonly tried: readonly OwnFormat[];
  /** In which zone times are shown. */
  readonly zone: ZoneChoice;
  readonly columns: readonly ListColumn[];
  readonly lines: RowLines;
}

/** What a page that was just opened looks at. */
export const FIRST_CHOICE: ViewChoice = {
  query: "",
  range: null,
  zoom: null,
  overrules: new Map(),
  tried: [],
  zone: "utc",
  columns: FIRST_COLUMNS,
  lines: 1,
};

/** The rows that are at hand: `rows[i]` is row `first + i` of the list that `tag` names. */
export interface RowsAtHand {
  readonly first: number;
  readonly rows: readonly Row[];
  readonly tag: string;
  /** Rows of the list when they were fetched, and what of it can only grow. */
  readonly grown: { readonly tag: string; readonly total: number };
  /** What they were asked to show. */
  readonly look: RowLook;
}

/** The row the user stands on. The key is null for the moment until its row has been fetched. */
export interface Place {
  readonly idx: number;
  readonly key: EntryKey | null;
}

/** Several rows at once: all of them, or those from `anchor` to the row that the user stands on. */
export type ChosenRows =
  | { readonly kind: "all" }
  | { readonly kind: "from"; readonly anchor: Place };

/** The filter is set aside to look around; the way back leads to what was looked at before. */
export interface Aside {
  /** What is looked at meanwhile, as a clause: "all of payments.log". */
  readonly what: string;
  readonly query: string;
  readonly back: Pick<ViewChoice, "query" | "range">;
}

/** An entry that she marked, to come back to. */
export interface Bookmark {
  readonly key: EntryKey;
  readonly note: string;
}

/** What is looked for in the list, without hiding anything. */
export interface FindState {
  readonly draft: string;
  /** What came of it; null until then. */
  readonly found: Selection | null;
  /** Which of those found is stood on, from 1; null if none is. */
  readonly at: number | null;
}

export type DetailState =
  | { readonly kind: "closed" }
  | { readonly kind: "loading"; readonly last: EntryDetail | null }
  | { readonly kind: "shown"; readonly entry: EntryDetail; readonly epoch: number }
  | { readonly kind: "failed"; readonly reason: string };

export type DialogName = "help" | "palette" | "about" | "format" | "save";

/** A format that is being made by example. */
export interface Marking {
  readonly source: number;
  readonly line: string;
  readonly name: string;
  /** What is marked, as she did it; null once the pattern was written by hand. */
  readonly marks: readonly ExampleMark[] | null;
  /** What came of it last; null until then. */
  readonly example: Example | null;
  /** A sentence if the source could not be asked. */
  readonly failure: string | null;
}

/** Something that can stand where the cursor is in the query. */
export interface Offer {
  /** As it is written in the query. */
  readonly text: string;
  readonly shown: string;
  /** What is known of it: the type and share of a field, the count of a value. */
  readonly detail: string;
}

/** Offers for the part `start..end` of the query. */
export interface Completing {
  /** The query that this is about. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly offers: readonly Offer[];
  /** The one that Enter takes; null until one is chosen. */
  readonly chosen: number | null;
}

/** What hangs over the window while something is dragged. */
export interface DragOver {
  readonly items: number;
  readonly isFiles: boolean;
}

export const NO_SELECTION: Selection = {
  view: { query: "", range: null, grid: null },
  error: null,
  hint: null,
  emptying: [],
  groups: [],
  levelMask: ALL_LEVELS,
  chosenLevels: ALL_LEVELS,
  hasMarks: false,
  isComplete: true,
  lookedAt: 0,
  total: 0,
  levelCounts: [0, 0, 0, 0, 0, 0, 0, 0],
  timeline: new Uint32Array(0),
  undated: [0, 0, 0, 0, 0, 0, 0, 0],
  outsideGrid: 0,
  unsearched: 0,
};

/** A ledger of nothing. */
export const EMPTY_LEDGER: Ledger = {
  ...figuresFrom(() => 0),
  parsedEntries: 0,
  unread: [],
  levels: Array.from({ length: N_LEVELS }, () => 0),
  formats: [],
};

export const EMPTY_SNAPSHOT: Snapshot = {
  phase: "empty",
  isPaused: false,
  memory: {
    indexBytes: 0,
    fieldBytes: 0,
    textBytes: 0,
    totalBytes: 0,
    budgetBytes: 0,
    isOver: false,
    dropped: [],
  },
  sources: [],
  bytesTotal: 0,
  bytesRead: 0,
  bytesPerSecond: 0,
  ledger: EMPTY_LEDGER,
  notice: null,
  bounds: null,
  selection: NO_SELECTION,
};

/** For actions only. */
export const writable = {
  snapshot: signal<Snapshot>(EMPTY_SNAPSHOT),
  /** The newest answer without an error. */
  lastGood: signal<Selection>(NO_SELECTION),
  history: signal<History<ViewChoice>>(startHistory(FIRST_CHOICE)),
  /** What stands in the query box; applied a moment after typing. */
  draft: signal(""),
  /** Queries applied in this session, newest first; kept in memory only. */
  recentQueries: signal<readonly string[]>([]),
  grid: signal<Grid | null>(null),
  /** The part of the time that the chart opened on; null if it opened on everything. */
  openingZoom: signal<TimeRange | null>(null),
  chartWidthPx: signal(0),
  /** The list is shown from its end; for as long as the page is open. */
  isNewestFirst: signal(false),
  scroll: signal<ScrollState>(startScroll({ rowCount: 0, rowPx: ROW_PX, viewPx: 0 })),
  rowsAtHand: signal<RowsAtHand>({
    first: 0,
    rows: [],
    tag: "",
    grown: { tag: "", total: 0 },
    look: PLAIN_LOOK,
  }),
  /** By which clock the entries on screen are written, since times are shown so; null until they are. */
  writtenOffsetSecs: signal<number | null>(null),
  /** What is asked takes longer than a moment: what is shown meanwhile is marked as stale. */
  isLate: signal(false),
  place: signal<Place | null>(null),
  chosen: signal<ChosenRows | null>(null),
  save: signal<SaveState>(NOT_SAVING),
  aside: signal<Aside | null>(null),
  /** Null while the bar is closed. */
  find: signal<FindState | null>(null),
  /** By source and offset; for as long as the page is open. */
  bookmarks: signal<ReadonlyMap<string, Bookmark>>(new Map()),
  /** The time that Δ counts from; null for the entry before each. */
  origin: signal<bigint | null>(null),
  /** Words in colours, and which; for as long as the page is open. */
  highlights: signal<readonly { readonly word: string; readonly colour: number }[]>([]),
  detail: signal<DetailState>({ kind: "closed" }),
  /** What the query marks in the entry that is shown. */
  entryMarks: signal<TextMarks>(NO_MARKS),
  dialog: signal<DialogName | null>(null),
  /** What is offered for what is being typed in the query box; null if nothing is. */
  completing: signal<Completing | null>(null),
  /** The box where the columns of the list are chosen. */
  isColumnsOpen: signal(false),
  /** The small box that takes a time to go to. */
  isGoToOpen: signal(false),
  /** The fields of what is listed; null while their tab was not open yet. */
  fields: signal<Answered<FieldsAnswer> | null>(null),
  /** The groups of what would be listed if the query named none; null while their tab was not open yet. */
  groups: signal<Answered<GroupsAnswer> | null>(null),
  /** When each source has entries of the list; null while nobody asked. */
  sourceTimes: signal<ReadonlyMap<number, Uint32Array> | null>(null),
  groupsView: signal<GroupsView>({ filter: "", order: "state" }),
  /** The group of the entry that is open, once it is known. */
  entryGroup: signal<EntryGroup | null>(null),
  /** The field whose values are shown, and these. */
  openField: signal<string | null>(null),
  fieldValues: signal<Answered<ValuesAnswer> | null>(null),
  panelTab: signal<PanelTab>("groups"),
  /** On narrow windows the panel is a sheet, closed at first. */
  isPanelSheetOpen: signal(false),
  /** Formats that are built in, as soon as a worker has told them. */
  builtIn: signal<readonly FormatTitle[]>([]),
  /** Formats of her own that were loaded or made since the page was opened. */
  formats: signal<readonly OwnFormat[]>([]),
  marking: signal<Marking | null>(null),
  preferences: signal<Preferences>(DEFAULT_PREFERENCES),
  dragOver: signal<DragOver | null>(null),
  /** Said to screen readers and shown for a moment beside the status. */
  announcement: signal(""),
  dismissedNotices: signal<ReadonlySet<string>>(new Set()),
  /** A whole sentence if the page cannot work at all. */
  bootFailure: signal<string | null>(null),
  /** A whole sentence about the last thing that could not be opened. */
  openProblem: signal<string | null>(null),
};

type Readable<T> = {
  readonly [K in keyof T]: T[K] extends { value: infer V } ? ReadonlySignal<V> : never;
};

/** For everybody. */
export const app: Readable<typeof writable> = writable;
