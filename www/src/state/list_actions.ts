// Moves through the list: keeps the rows on screen at hand, and the view on the same entries while more is read.

import { batch, effect, untracked } from "@preact/signals";
import { drawnWindow, isWellInView, rowsPerPage, rowWindow } from "../base/scroll_model";
import { app, type Place, type RowsAtHand, rowPxOf, writable } from "./app_state";
import { choice, growTag, hasSources, rowLines, rowLook, rowsTag, selection } from "./derived";
import { followDetail, say } from "./detail_actions";
import type { Engine, EntryKey, Row, RowLook } from "./engine_types";
import { resizeRows, scrollList, setEye } from "./list_scroll";
import { rowAt, watchChanges } from "./list_sync";
import { quietly } from "./quietly";
import { type ShownList, shownList } from "./shown_list";

let linked: Engine | null = null;
/** The rows of the engine, in the order that is shown. */
let list: ShownList | null = null;
/** One window of rows is asked for at a time, and then the one that is in view by then: while the list scrolls on, the
 * answer to every question would come too late. */
let isFetching = false;
let isFetchWanted = false;
/** While a file is read, the first rows of the list are asked for so often whether they still are the first. */
const CONFIRM_INTERVAL_MILLIS = 1000;
let confirmedAtMillis = Number.NEGATIVE_INFINITY;
/** After so long rows that did not come are asked for again. */
const AGAIN_MILLIS = 50;
let againTimer: ReturnType<typeof setTimeout> | undefined;
/** Moves under way: a key pressed meanwhile counts from where they end, however fast the hand is. */
let seeking: Promise<void> = Promise.resolve();
let seeksUnderWay = 0;
let finding: Promise<unknown> = Promise.resolve();
/** The list was entered before its query was answered. */
let entering: Promise<unknown> = Promise.resolve();

/** Stands on a row, and chooses no others; the list scrolls as little as needed. */
export function selectRow(wantedIdx: number): Promise<void> {
  writable.chosen.value = null;
  return standOn(wantedIdx);
}

/** A row with its key, if it is at hand. */
export function placeOf(idx: number): Place {
  const isAtHand = app.rowsAtHand.value.tag === rowsTag.value;
  return { idx, key: isAtHand ? (rowAt(app.rowsAtHand.value, idx)?.key ?? null) : null };
}

/** Stands on a row; the list scrolls as little as needed. */
export async function standOn(wantedIdx: number): Promise<void> {
  const { total } = selection.value;
  if (total === 0 || list === null) return;
  const idx = Math.max(0, Math.min(total - 1, wantedIdx));
  const { key } = placeOf(idx);
  batch(() => {
    writable.place.value = { idx, key };
    scrollList({ kind: "reveal", row: idx });
  });
  const found = key === null ? findKey(list, idx) : Promise.resolve(key);
  finding = found;
  const known = await found;
  if (known === null || linked === null || app.place.value?.idx !== idx) return;
  await followDetail(linked, known);
}

/** Gives the place its key, if the user still stands there when it is known. */
async function findKey(engine: ShownList, idx: number): Promise<EntryKey | null> {
  const key = (await quietly(engine.rows(idx, 1)))?.[0]?.key ?? null;
  if (key !== null && app.place.value?.idx === idx) writable.place.value = { idx, key };
  return key;
}

/** Waits until the place is known that the keys pressed so far lead to. */
export async function placeAtRest(): Promise<void> {
  // Those under way now: what is about to become one waits here itself.
  await Promise.all([entering, seeking]);
  await finding;
}

/** Lets what keys do wait until the list that was just entered is there. */
export function awaitList(answered: Promise<unknown>): void {
  entering = answered;
}

/** Moves the place by so many rows; from nowhere it starts on the first row in view. */
export async function moveRows(rows: number): Promise<void> {
  if (seeksUnderWay > 0) await seeking;
  const { place } = app;
  await selectRow(
    place.value === null ? rowWindow(app.scroll.value).first : place.value.idx + rows,
  );
}

/** Counts Δ from the entry that is stood on, or again from the entry before each. */
export async function toggleOrigin(): Promise<void> {
  await placeAtRest();
  const nanos = app.place.value?.key?.nanos ?? null;
  if (app.origin.value !== null) {
    writable.origin.value = null;
    say("Δ is the time since the entry before.");
  } else if (nanos === null) say("Choose a row with a time first: Δ counts from there.");
  else {
    writable.origin.value = nanos;
    say("Δ counts from this entry. D goes back.");
  }
}

/** Moves the place by so many pages. */
export function movePages(pages: number): Promise<void> {
  return moveRows(pages * rowsPerPage(app.scroll.value));
}

/** Stands on the next (previous) entry that is at least so bad. */
export function seekLevel(
  direction: "next" | "previous",
  minLevel: number,
  noun: string,
): Promise<void> {
  seeksUnderWay += 1;
  seeking = placeAtRest()
    .then(() => seekFromPlace(direction, minLevel, noun))
    .finally(() => {
      seeksUnderWay -= 1;
    });
  return seeking;
}

async function seekFromPlace(
  direction: "next" | "previous",
  minLevel: number,
  noun: string,
): Promise<void> {
  if (list === null) return;
  const from = app.place.value?.key ?? keyAboveView(direction);
  const answer = await quietly(list.seek(from, direction, minLevel).then((key) => ({ key })));
  // No answer is not one that says there is none.
  if (answer === null) return;
  if (answer.key === null) {
    const isLater = (direction === "next") !== app.isNewestFirst.value;
    say(`There is no ${isLater ? "later" : "earlier"} ${noun} in this list.`);
    return;
  }
  const idx = await quietly(list.indexOf(answer.key));
  if (idx !== null) await goToRow(idx);
}

/** Stands on a row that may be far away, with some rows around it in view. */
export async function goToRow(idx: number): Promise<void> {
  if (!isWellInView(app.scroll.value, idx)) scrollList({ kind: "center", row: idx });
  await selectRow(idx);
}

/** Where entries stand in the list that is shown; null for those that it does not have, or that cannot be told. */
export function placesOf(keys: readonly EntryKey[]): Promise<readonly (number | null)[]> {
  const at = async (key: EntryKey): Promise<number | null> => {
    const idx = list === null ? null : await quietly(list.indexOf(key));
    const row = idx === null || list === null ? null : await quietly(list.rows(idx, 1));
    const found = row?.[0]?.key;
    return found?.source === key.source && found.offset === key.offset ? idx : null;
  };
  return Promise.all(keys.map(at));
}

/** Shows the list from its other end; the row under the eye stays there, and the top stays the top. */
export function turnList(): void {
  writable.isNewestFirst.value = !app.isNewestFirst.value;
  say(app.isNewestFirst.value ? "Newest first." : "Oldest first.");
}

/** Leaves the row. */
export function leavePlace(): void {
  setEye(null);
  writable.chosen.value = null;
  writable.place.value = null;
}

/** Keeps the list in step with the engine; returns the way to stop. */
export function watchList(engine: Engine): () => void {
  linked = engine;
  const shown = shownList(engine);
  list = shown;
  const stopList = watchChanges(shown);
  const stopRows = effect(() => {
    void [app.scroll.value, rowsTag.value];
    untracked(keepRowsAtHand);
  });
  const stopZone = effect(() => {
    if (!hasSources.value || choice.value.zone !== "source")
      writable.writtenOffsetSecs.value = null;
  });
  const stopHeights = effect(() => {
    const lines = rowLines.value;
    untracked(() => resizeRows(rowPxOf(lines), lines === "all"));
  });
  return () => {
    stopList();
    stopZone();
    stopHeights();
    stopRows();
    clearTimeout(againTimer);
    linked = null;
    list = null;
  };
}

function keepRowsAtHand(): void {
  isFetchWanted = true;
  if (!isFetching) void fetchWhileWanted();
}

async function fetchWhileWanted(): Promise<void> {
  isFetching = true;
  while (isFetchWanted && list !== null) {
    isFetchWanted = false;
    const { first, end } = drawnWindow(app.scroll.value);
    await fetchRows(list, first, end);
  }
  isFetching = false;
}

async function fetchRows(engine: ShownList, first: number, end: number): Promise<void> {
  const tag = rowsTag.value;
  const atHand = app.rowsAtHand.value;
  const { total } = selection.value;
  const grown = { tag: growTag.value, total };
  // While the query is wrong the engine has no list; what is drawn is the last one.
  if (app.snapshot.value.selection.error !== null) return;
  if (total === 0 && atHand.tag !== tag)
    writable.rowsAtHand.value = { first: 0, rows: [], tag, grown, look: rowLook.value };
  if (end <= first) return;
  // Of uneven rows a screen above and below is drawn anyway.
  const screen = app.scroll.value.uneven === null ? end - first : Math.ceil((end - first) / 3);
  // Of a list that scrolls on, more is asked for before its rows run out.
  const isNear = atHand.tag === tag && holds(atHand, first, end);
  if (isNear && holds(atHand, Math.max(0, first - screen), Math.min(total, end + screen))) return;
  const look = rowLook.value;
  if (!isNear && mayBeStillThere(atHand, first, end, grown)) {
    const restMillis = confirmedAtMillis + CONFIRM_INTERVAL_MILLIS - performance.now();
    if (first === 0 && app.snapshot.value.phase === "reading" && restMillis > 0) {
      return askAgainSoon(restMillis);
    }
    if (await areStillThere(engine, atHand)) {
      if (tag === rowsTag.value) takeRows({ ...atHand, tag, grown });
      return;
    }
  }
  // Rows may lie far apart in their files, and each of them is a read then: those in view come first, and what is around
  // them once they are drawn. A list that still grows would only ask twice.
  const isFirstScreen = !isNear && app.snapshot.value.phase !== "reading";
  const isScrolling = isNear && atHand.rows.length > screen;
  const margin = isFirstScreen ? 0 : isScrolling ? 2 * screen : screen;
  const from = Math.max(0, first - margin);
  const wanted = { from, end: Math.min(total, end + margin) };
  const rows = await (isNear ? rowsAround(engine, atHand, wanted) : rowsFrom(engine, wanted, look));
  if (tag !== rowsTag.value) return;
  // While workers count anew they know fewer rows than the list has: what is drawn stays until they know all again.
  if (rows === null || rows.length < wanted.end - wanted.from) return askAgainSoon(AGAIN_MILLIS);
  takeRows({ first: from, rows, tag, grown, look });
  isFetchWanted ||= isFirstScreen && rows.length > 0;
}

function askAgainSoon(millis: number): void {
  clearTimeout(againTimer);
  againTimer = setTimeout(keepRowsAtHand, millis);
}

function takeRows(rows: RowsAtHand): void {
  confirmedAtMillis = performance.now();
  batch(() => {
    writable.rowsAtHand.value = rows;
    if (rows.look.hasOffsets) noteWritten(rows.rows);
  });
}

/** The first entries on screen decide what the chart shows: it does not move with the list. */
function noteWritten(rows: readonly Row[]): void {
  const offsets = new Set(rows.flatMap((row) => (row.nanos === null ? [] : row.offsetSecs)));
  if (app.writtenOffsetSecs.value !== null || offsets.size === 0) return;
  writable.writtenOffsetSecs.value = offsets.size === 1 ? ([...offsets][0] ?? 0) : 0;
}

function rowsFrom(
  engine: ShownList,
  { from, end }: { readonly from: number; readonly end: number },
  look: RowLook,
): Promise<readonly Row[] | null> {
  return from >= end ? Promise.resolve([]) : quietly(engine.rows(from, end - from, look));
}

/** Rows before and after those at hand, of the same list, with those of them that are wanted. */
async function rowsAround(
  engine: ShownList,
  atHand: RowsAtHand,
  { from, end }: { readonly from: number; readonly end: number },
): Promise<readonly Row[] | null> {
  const atHandEnd = atHand.first + atHand.rows.length;
  const { look } = atHand;
  const before = await rowsFrom(engine, { from, end: Math.min(end, atHand.first) }, look);
  const after = await rowsFrom(engine, { from: Math.max(from, atHandEnd), end }, look);
  const kept = atHand.rows.slice(Math.max(0, from - atHand.first), Math.max(0, end - atHand.first));
  return before === null || after === null ? null : [...before, ...kept, ...after];
}

function holds({ first, rows }: RowsAtHand, from: number, end: number): boolean {
  return first <= from && first + rows.length >= end;
}

/** Whether the rows at hand can still be those of the list: it has only grown, and they fill the view. */
function mayBeStillThere(
  atHand: RowsAtHand,
  first: number,
  end: number,
  grown: RowsAtHand["grown"],
): boolean {
  const isGrown = atHand.grown.tag === grown.tag && atHand.grown.total <= grown.total;
  return isGrown && atHand.rows.length > 0 && holds(atHand, first, end);
}

/**
 * Whether nothing has come to the list before the last of the rows at hand.
 *
 * One rank instead of many rows, whose text has to be read: while a file is read this is the usual case.
 */
async function areStillThere(engine: ShownList, atHand: RowsAtHand): Promise<boolean> {
  const last = atHand.rows.at(-1);
  const lastIdx = atHand.first + atHand.rows.length - 1;
  if (last === undefined) return false;
  return (await quietly(engine.indexOf(last.key))) === lastIdx && app.rowsAtHand.value === atHand;
}

/** Without a place, search from what is in view, not from the start of a list of millions. */
export function keyAboveView(direction: "next" | "previous"): EntryKey | null {
  const shown = rowWindow(app.scroll.value);
  const idx = direction === "next" ? shown.first - 1 : shown.end;
  return shown.first === 0 && direction === "next"
    ? null
    : (rowAt(app.rowsAtHand.value, idx)?.key ?? null);
}
