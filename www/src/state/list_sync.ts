// Keeps the row under the eye where it is while the list changes: more is read, another query is asked, a source is told
// its zone. The row is the one that the user stands on, else the first in view; where the list does not have it, the
// nearest in time stands in for it.

import { batch, effect, untracked } from "@preact/signals";
import { isAtEnd, offsetOf, rowWindow } from "../base/scroll_model";
import { app, type RowsAtHand, writable } from "./app_state";
import { choice, listTag, rowsTag, selection, sourceById, viewTag } from "./derived";
import type { EntryKey, Row } from "./engine_types";
import { openOnError } from "./list_opening";
import {
  currentEye,
  type Eye,
  hasUserMoved,
  isInView,
  markMoved,
  moveList,
  setEye,
  setMoving,
  startUnmoved,
} from "./list_scroll";
import { quietly } from "./quietly";
import type { ShownList } from "./shown_list";

/** After so long a place that could not be asked for is asked for again. */
const AGAIN_MILLIS = 50;

/** The sources as they were when the list last changed: rows at hand are of those. */
let lastSources: ReadonlyMap<number, { readonly epoch: number }> = new Map();
/** Newest wins: answers to older questions are dropped. */
let syncSeq = 0;
let lastViewTag: string | null = null;
let againTimer: ReturnType<typeof setTimeout> | undefined;

/** The row at `idx` if it is at hand, stale or not. */
export function rowAt(rowsAtHand: Pick<RowsAtHand, "first" | "rows">, idx: number): Row | null {
  return rowsAtHand.rows[idx - rowsAtHand.first] ?? null;
}

/** Stays with the row under the eye whenever the list changes; returns the way to stop. */
export function watchChanges(list: ShownList): () => void {
  const stop = effect(() => {
    const tag = listTag.value;
    untracked(() => void syncList(list, tag));
  });
  return () => {
    stop();
    clearTimeout(againTimer);
    setMoving(false);
    syncSeq += 1;
  };
}

async function syncList(list: ShownList, tag: string): Promise<void> {
  syncSeq += 1;
  const seq = syncSeq;
  clearTimeout(againTimer);
  const isOtherView = lastViewTag !== viewTag.value;
  lastViewTag = viewTag.value;
  noteOpening(isOtherView);
  const scroll = app.scroll.value;
  const place = app.place.value;
  const isAtTop = scroll.listTopPx === 0 && currentEye() === null;
  const eye = currentEye() ?? captured(isOtherView);
  lastSources = sourceById.peek();
  // What grows is followed at its end, if she went there, and its top stays the top.
  const isFollowed = !isOtherView && hasUserMoved() && isAtEnd(scroll) && !app.isNewestFirst.value;
  const isStill = !isOtherView && isAtTop && place === null;
  void followAnchor(list, isOtherView);
  const { total } = selection.value;
  moveList({
    kind: "reshape",
    shape: { rowCount: total, rowPx: scroll.rowPx, viewPx: scroll.viewPx },
  });
  if (isFollowed) moveList({ kind: "goTo", row: total });
  else setEye(isStill ? null : eye);
  setMoving(eye !== null && !isStill);
  if (eye !== null && !isStill) {
    const found = await located(list, eye, isOtherView);
    if (seq !== syncSeq || tag !== listTag.value) return;
    const hasMovedMeanwhile = app.place.value !== place || (!isFollowed && currentEye() !== eye);
    if (found === null || hasMovedMeanwhile) {
      // Not known is not gone: the engine was busy with something newer.
      againTimer = setTimeout(() => void syncAgain(list, tag), AGAIN_MILLIS);
      return;
    }
    takeFound(found, eye, isFollowed);
    setMoving(false);
    if (isOtherView) moveList({ kind: "reveal", row: found.eye.idx });
  }
  if (!hasUserMoved()) await openOnError(list, () => seq === syncSeq);
}

/** A list that is new may be moved to where it opens; a question of hers ends that. */
function noteOpening(isOtherView: boolean): void {
  const { sources } = app.snapshot.value;
  if (sources.length === 0) {
    startUnmoved();
    writable.place.value = null;
  } else if (isOtherView && choice.value.query !== "") {
    markMoved();
  }
}

function syncAgain(list: ShownList, tag: string): Promise<void> {
  return tag === listTag.value ? syncList(list, tag) : Promise.resolve();
}

/** The row under the eye as things stand. */
function captured(isOtherView: boolean): Eye | null {
  const scroll = app.scroll.value;
  const place = app.place.value;
  const isPlaceUsed = place !== null && (isOtherView || isInView(scroll, place.idx));
  const idx = isPlaceUsed ? place.idx : rowWindow(scroll).first;
  const key = isPlaceUsed ? place.key : (rowAt(app.rowsAtHand.value, idx)?.key ?? null);
  if (key === null) return null;
  const offsetPx = offsetOf(scroll, idx);
  const epoch = lastSources.get(key.source)?.epoch ?? epochOf(key);
  return { key, epoch, offsetPx, idx, isPlace: isPlaceUsed, isThere: true };
}

/** What was found of the eye, and of a place that is out of view. */
interface Found {
  readonly eye: Eye;
  readonly placeIdx: number | null;
}

function takeFound(found: Found, before: Eye, isFollowed: boolean): void {
  const { eye, placeIdx } = found;
  const place = app.place.value;
  batch(() => {
    if (!isFollowed) {
      setEye(eye);
      moveList({ kind: "stand", row: eye.idx, offsetPx: eye.offsetPx });
    }
    // What is still drawn from before moves along until the new rows are here.
    const stale = app.rowsAtHand.value;
    if (stale.tag !== rowsTag.value)
      writable.rowsAtHand.value = { ...stale, first: stale.first + eye.idx - before.idx };
    if (eye.isPlace) writable.place.value = eye.isThere ? { idx: eye.idx, key: eye.key } : null;
    else if (place !== null && placeIdx !== null)
      writable.place.value = { ...place, idx: placeIdx };
  });
}

/** Where the row under the eye is in the list of now, or the nearest in time; null if it cannot be told. */
async function located(list: ShownList, eye: Eye, isOtherView: boolean): Promise<Found | null> {
  const epoch = epochOf(eye.key);
  // A source that was read anew may have other times.
  const fresh = epoch === eye.epoch ? eye.key : await quietly(list.keyNow(eye.key));
  const key = fresh ?? eye.key;
  const idx = await quietly(list.indexOf(key));
  if (idx === null) return null;
  const isSure = eye.isThere && !isOtherView && epoch === eye.epoch;
  if (isSure) return withPlace(list, { ...eye, idx });
  const first = Math.max(0, idx - 1);
  const rows = await quietly(list.rows(first, 3));
  if (rows === null) return null;
  const at = rows.findIndex((row) => isSame(row.key, key));
  const isThere = at >= 0;
  const next = { ...eye, key, idx: first + (isThere ? at : nearestInTime(rows, key)), isThere };
  // Until it is there again it may still be read: what it was like then is kept.
  return withPlace(list, isThere ? { ...next, epoch } : next);
}

/** A place out of view moves with its rows, too. */
async function withPlace(list: ShownList, eye: Eye): Promise<Found | null> {
  const place = app.place.value;
  if (eye.isPlace || place?.key == null) return { eye, placeIdx: null };
  const placeIdx = await quietly(list.indexOf(place.key));
  return placeIdx === null ? null : { eye, placeIdx };
}

function nearestInTime(rows: readonly Row[], { nanos }: EntryKey): number {
  const away = (row: Row): bigint => {
    if (nanos === null || row.key.nanos === null) return nanos === row.key.nanos ? 0n : FAR;
    const span = row.key.nanos - nanos;
    return span < 0n ? -span : span;
  };
  return rows.reduce((best, row, idx) => {
    const other = rows[best];
    return other !== undefined && away(other) <= away(row) ? best : idx;
  }, 0);
}

/** Further away than any two times are. */
const FAR = 2n ** 65n;

function isSame(a: EntryKey, b: EntryKey): boolean {
  return a.source === b.source && a.offset === b.offset;
}

function epochOf(key: EntryKey): number {
  return sourceById.peek().get(key.source)?.epoch ?? 0;
}

/** Chosen rows stay chosen while more is read; in another view they are other rows. */
async function followAnchor(list: ShownList, isOtherView: boolean): Promise<void> {
  const chosen = app.chosen.value;
  if (chosen?.kind !== "from") {
    if (isOtherView) writable.chosen.value = null;
    return;
  }
  const { key } = chosen.anchor;
  const idx = isOtherView || key === null ? null : await quietly(list.indexOf(key));
  if (app.chosen.value !== chosen) return;
  writable.chosen.value = idx === null ? null : { kind: "from", anchor: { idx, key } };
}
