// A view as a small file: what is asked, which part of the time, zone, order and columns of the list, the bookmarks. No log text is in it but what
// the query and the notes say.

import { ROW_LINES, type RowLines } from "./app_state";
import type { TimeRange } from "./engine_types";
import { columnsFrom, FIRST_COLUMNS, type ListColumn } from "./list_columns";
import { isZoneChoice, type ZoneChoice } from "./zone_choice";

/** No file of a view is larger. */
export const MAX_VIEW_BYTES = 1 << 20;
/** The member by which its file is known. */
export const VIEW_MARK = "logscry_view";
const VERSION = 1;

/** A bookmark by where its entry stands, whatever number its source has in this window. */
export interface KeptMark {
  /** Path of the source. */
  readonly source: string;
  /** Where the entry starts in the source's text, in bytes. */
  readonly offset: number;
  readonly note: string;
}

/** What a file of a view says. */
export interface KeptView {
  readonly query: string;
  readonly range: TimeRange | null;
  readonly zoom: TimeRange | null;
  readonly zone: ZoneChoice;
  readonly columns: readonly ListColumn[];
  /** Lines that a row shows. */
  readonly lines: RowLines;
  readonly isNewestFirst: boolean;
  readonly bookmarks: readonly KeptMark[];
}

/** The text of a view's file. */
export function viewText(view: KeptView): string {
  const said = {
    [VIEW_MARK]: VERSION,
    query: view.query,
    range: spanText(view.range),
    zoom: spanText(view.zoom),
    zone: view.zone,
    columns: view.columns,
    lines: view.lines,
    newestFirst: view.isNewestFirst,
    bookmarks: view.bookmarks,
  };
  return `${JSON.stringify(said, null, 2)}\n`;
}

/** The view in a file's text, or what is wrong with it. */
export function readView(text: string): KeptView | string {
  const said = parsed(text);
  if (said === null) return "it is not whole";
  const version = said[VIEW_MARK];
  if (typeof version !== "number") return "it does not say its version";
  if (version > VERSION) return `it is of version ${version}, which this page does not know`;
  const { query = "", newestFirst = false, bookmarks = [] } = said;
  const [range, zoom] = [spanOf(said["range"]), spanOf(said["zoom"])];
  if (typeof query !== "string") return "its query is no text";
  if (range === undefined || zoom === undefined) return "its times cannot be read";
  const { zone = "utc", lines = 1 } = said;
  const columns = said["columns"] === undefined ? FIRST_COLUMNS : columnsFrom(said["columns"]);
  if (typeof zone !== "string" || !isZoneChoice(zone)) return "its time zone is not known";
  const known = ROW_LINES.find((some) => some === lines);
  if (columns === null || known === undefined) return "its columns cannot be read";
  if (!Array.isArray(bookmarks) || !bookmarks.every(isMark)) return "its bookmarks cannot be read";
  const list = { zone, columns, lines: known, isNewestFirst: newestFirst === true };
  return { query, range, zoom, ...list, bookmarks };
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
}

/** Unix nanoseconds as text: numbers of JSON have no room for them. */
function spanText(span: TimeRange | null): readonly [from: string, end: string] | null {
  return span === null ? null : [`${span.from}`, `${span.end}`];
}

/** Undefined if it is no span. */
function spanOf(said: unknown): TimeRange | null | undefined {
  if (said === undefined || said === null) return null;
  if (!Array.isArray(said) || said.length !== 2) return undefined;
  const [from, end] = said.map((at) =>
    typeof at === "string" && /^-?\d{1,19}$/.test(at) ? BigInt(at) : null,
  );
  if (from === null || end === null || from === undefined || end === undefined) return undefined;
  return from < end ? { from, end } : undefined;
}

function isMark(said: unknown): said is KeptMark {
  if (typeof said !== "object" || said === null) return false;
  const { source, offset, note } = said as Partial<Record<keyof KeptMark, unknown>>;
  return (
    typeof source === "string" &&
    typeof note === "string" &&
    typeof offset === "number" &&
    Number.isSafeInteger(offset) &&
    offset >= 0
  );
}
