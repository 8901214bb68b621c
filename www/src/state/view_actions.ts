// Changes what is looked at: query, range, zoom, levels. Every change here can be undone.

import { clampBig } from "../base/clamp";
import { app, type RowLines, type ViewChoice, writable } from "./app_state";
import { choice } from "./derived";
import { engine } from "./engine_link";
import { NO_OVERRULE, type Overrule, type QueryEdit, type TimeRange } from "./engine_types";
import { canFilter } from "./filter_values";
import { change, redo, undo } from "./history";
import type { ListColumn } from "./list_columns";
import type { ZoneChoice } from "./zone_choice";

/** How long typing rests before the query is applied. */
const TYPING_MILLIS = 200;
const MAX_RECENT = 20;
/** No zoom is narrower: a chart of ten nanoseconds has nothing to tell. */
const NARROWEST_NANOS = 10n;

let typingTimer: ReturnType<typeof setTimeout> | undefined;
let gestureCount = 0;
let gestureTimer: ReturnType<typeof setTimeout> | undefined;

/** Takes what was typed; it is applied after a moment. */
export function typeQuery(text: string): void {
  writable.draft.value = text;
  clearTimeout(typingTimer);
  typingTimer = setTimeout(
    () => changeView({ query: text.trim() }, gesture("typing")),
    TYPING_MILLIS,
  );
}

/** Applies a query now and keeps it among the recent ones. */
export function applyQuery(text: string): void {
  clearTimeout(typingTimer);
  const query = text.trim();
  writable.draft.value = text;
  changeView({ query }, null);
  if (query === "") return;
  writable.recentQueries.value = [
    query,
    ...app.recentQueries.value.filter((other) => other !== query),
  ].slice(0, MAX_RECENT);
}

/** Looks at something else: query and range at once, not among the recent ones. */
export function setLook(look: Pick<ViewChoice, "query" | "range"> & Partial<ViewChoice>): void {
  clearTimeout(typingTimer);
  writable.draft.value = look.query;
  changeView(look, null);
}

/**
 * Pastes into the draft, and applies what becomes of it; returns where the cursor stands then, or null if the draft has
 * changed meanwhile.
 */
export async function pasteIntoQuery(
  text: string,
  range: readonly [start: number, end: number],
): Promise<number | null> {
  const before = app.draft.value;
  // What was pasted is seen at once; how it is written is known a moment later.
  const plain =
    before.slice(0, range[0]) + text.replace(/\s*[\r\n]+\s*/g, " ") + before.slice(range[1]);
  clearTimeout(typingTimer);
  writable.draft.value = plain;
  const pasted = await engine().texts.paste(before, range, text);
  if (app.draft.value !== plain) return null;
  writable.draft.value = pasted?.query ?? plain;
  changeView({ query: app.draft.value.trim() }, gesture("typing"));
  return pasted?.cursor ?? null;
}

/** Edits the query as a click means it; a draft that cannot be understood is left alone. */
export async function editQuery(edits: readonly QueryEdit[]): Promise<void> {
  const before = app.draft.value;
  const query = await engine().rewrite(before, edits);
  if (query !== null && app.draft.value === before) applyQuery(query);
}

/** A click on a level: it and worse, only it, added or removed, or none of it. */
export function clickLevel(
  level: number,
  edit: "atLeast" | "onlyLevel" | "toggleLevel" | "excludeLevel",
): Promise<void> {
  return editQuery([{ edit, level }]);
}

/** A click on a value of a field. */
export async function filterBy(
  name: string,
  value: string,
  mode: "include" | "exclude",
): Promise<void> {
  if (canFilter(value))
    await editQuery([{ edit: mode, condition: { subject: "field", name, value } }]);
}

/** Shows the entries that a figure counts, of one source or of all: nothing else limits the list. */
export async function showCounted(
  query: string,
  sourceName: string | null,
  edits: readonly QueryEdit[] = [],
): Promise<void> {
  const ofSource: readonly QueryEdit[] =
    sourceName === null
      ? []
      : [{ edit: "include", condition: { subject: "source", name: sourceName } }];
  const scope = await engine().rewrite("", [...ofSource, ...edits]);
  setRange(null);
  applyQuery([scope ?? "", query].filter((term) => term !== "").join(" "));
}

/** Limits the list to a range of time, or lifts the limit. */
export function setRange(range: TimeRange | null): void {
  changeView({ range }, null);
}

/** Shows a range in the timeline, or everything. */
export function setZoom(zoom: TimeRange | null): void {
  changeView({ zoom: zoom === null ? null : insideBounds(zoom) }, null);
}

/** Zooms about a point: `share` of the chart's width keeps its place, the span is multiplied by `factor`. */
export function zoomAt(share: number, factor: number): void {
  const shown = shownSpan();
  if (shown === null) return;
  const length = shown.end - shown.from;
  const wanted = scale(length, factor);
  const nextLength = wanted < NARROWEST_NANOS ? NARROWEST_NANOS : wanted;
  const from = shown.from + scale(length, share) - scale(nextLength, share);
  changeView({ zoom: insideBounds({ from, end: from + nextLength }) }, gesture("zoom"));
}

/** Moves the chart by a share of its width. */
export function panBy(share: number): void {
  const shown = shownSpan();
  const bounds = app.snapshot.value.bounds;
  if (shown === null || bounds === null || choice.value.zoom === null) return;
  const length = shown.end - shown.from;
  const from = clampBig(shown.from + scale(length, share), bounds.from, bounds.end - length);
  changeView({ zoom: { from, end: from + length } }, gesture("pan"));
}

/** Shows the selected range as large as it can be; with none, everything. */
export function zoomToRange(): void {
  setZoom(choice.value.range);
}

/** Takes back the last change of view. */
export function undoView(): void {
  takeHistory(undo(app.history.value));
}

/** Does the change that was taken back again. */
export function redoView(): void {
  takeHistory(redo(app.history.value));
}

/** Looks at everything again. */
export function resetView(): void {
  clearTimeout(typingTimer);
  writable.draft.value = "";
  changeView({ query: "", range: null, zoom: null }, null);
}

/** What the timeline shows. */
export function shownSpan(): TimeRange | null {
  return choice.value.zoom ?? app.snapshot.value.bounds;
}

/** Says how sources are to be read; null leaves it to detection. They are read again at once. */
export function overruleSources(ids: readonly number[], changes: Partial<Overrule> | null): void {
  const overrules = new Map(choice.value.overrules);
  for (const id of ids) {
    const before = overrules.get(id) ?? NO_OVERRULE;
    overrules.set(id, changes === null ? NO_OVERRULE : { ...before, ...changes });
  }
  changeView({ overrules }, null);
}

/** Changes how sources are read; they are read again at once. */
export function changeReading(changes: Partial<Pick<ViewChoice, "overrules" | "tried">>): void {
  changeView(changes, null);
}

/** Shows times in another zone, and reads typed ones so. */
export function setZone(zone: ZoneChoice): void {
  changeView({ zone }, null);
}

/** Shows other columns in the list; changes of one kind in a burst are taken back as one. */
export function setColumns(columns: readonly ListColumn[], kind: string | null = null): void {
  changeView({ columns }, kind === null ? null : gesture(kind));
}

/** Shows so many lines of each entry in its row. */
export function setLines(lines: RowLines): void {
  changeView({ lines }, null);
}

/** Sets the width that the timeline has to draw on. */
export function setChartWidth(px: number): void {
  writable.chartWidthPx.value = px;
}

function changeView(changes: Partial<ViewChoice>, gestureName: string | null): void {
  const before = choice.value;
  const next = { ...before, ...changes };
  const isSame =
    next.query === before.query &&
    next.overrules === before.overrules &&
    next.zone === before.zone &&
    next.columns === before.columns &&
    next.lines === before.lines &&
    next.tried === before.tried &&
    isSameRange(next.range, before.range) &&
    isSameRange(next.zoom, before.zoom);
  if (!isSame) writable.history.value = change(app.history.value, next, gestureName);
}

function takeHistory(next: typeof app.history.value): void {
  clearTimeout(typingTimer);
  if (next === app.history.value) return;
  writable.history.value = next;
  writable.draft.value = next.present.query;
}

function insideBounds(zoom: TimeRange): TimeRange | null {
  const bounds = app.snapshot.value.bounds;
  if (bounds === null) return zoom;
  if (zoom.end - zoom.from >= bounds.end - bounds.from) return null;
  const length = zoom.end - zoom.from;
  const from = clampBig(zoom.from, bounds.from, bounds.end - length);
  return { from, end: from + length };
}

function isSameRange(a: TimeRange | null, b: TimeRange | null): boolean {
  return a === b || (a !== null && b !== null && a.from === b.from && a.end === b.end);
}

/** Multiplies a length by a factor, exactly enough for a chart at any size. */
function scale(length: bigint, factor: number): bigint {
  return (length * BigInt(Math.round(factor * 1e6))) / 1_000_000n;
}

/** One name per burst of the same kind of change, so that undo takes the burst back as one. */
function gesture(kind: string): string {
  clearTimeout(gestureTimer);
  gestureTimer = setTimeout(() => {
    gestureCount += 1;
  }, 800);
  return `${kind}-${gestureCount}`;
}
