// Bookmarks: entries to come back to, with a note each; kept for as long as the page is open.

import { formatCounted } from "../base/number_format";
import { rowWindow } from "../base/scroll_model";
import { app, type Bookmark, writable } from "./app_state";
import { say } from "./detail_actions";
import type { EntryKey } from "./engine_types";
import { goToRow, placeAtRest, placesOf } from "./list_actions";

/** What names an entry, whatever its time turns out to be. */
function nameOf({ source, offset }: EntryKey): string {
  return `${source}:${offset}`;
}

/** The bookmark of an entry, or null. */
export function bookmarkOf(key: EntryKey): Bookmark | null {
  return app.bookmarks.value.get(nameOf(key)) ?? null;
}

/** Sets a bookmark on the row that is stood on, or takes it away. */
export async function toggleBookmark(): Promise<void> {
  await placeAtRest();
  const key = app.place.value?.key;
  if (key === null || key === undefined) {
    say("Choose a row first, then set a bookmark on it.");
    return;
  }
  const next = new Map(app.bookmarks.value);
  const hadOne = next.delete(nameOf(key));
  if (!hadOne) next.set(nameOf(key), { key, note: "" });
  writable.bookmarks.value = next;
  const all = formatCounted(next.size, "bookmark", "bookmarks");
  say(hadOne ? `Bookmark removed. ${all} left.` : `Bookmark set. ${all}; U goes to the next.`);
}

/** Sets the bookmark of an entry, with its note. */
export function setBookmark(key: EntryKey, note: string): void {
  writable.bookmarks.value = new Map(app.bookmarks.value).set(nameOf(key), { key, note });
}

/** Writes the note of a bookmark. */
export function noteBookmark(key: EntryKey, note: string): void {
  const found = bookmarkOf(key);
  if (found === null) return;
  writable.bookmarks.value = new Map(app.bookmarks.value).set(nameOf(key), { ...found, note });
}

/** Goes to the next (previous) bookmark of the list; after the last comes the first. */
export async function goToBookmark(direction: "next" | "previous"): Promise<void> {
  await placeAtRest();
  const { bookmarks } = app;
  const marks = [...bookmarks.value.values()].filter(({ key }) => isOpen(key));
  if (marks.length === 0) {
    say("There are no bookmarks. Choose a row and press M to set one.");
    return;
  }
  const places = await placesOf(marks.map(({ key }) => key));
  const listed = places.filter((idx) => idx !== null).sort((a, b) => a - b);
  if (listed.length === 0) {
    say(
      `${formatCounted(marks.length, "bookmark", "bookmarks")}, none in this list: the filter hides them.`,
    );
    return;
  }
  const here = app.place.value?.idx ?? rowWindow(app.scroll.value).first - 1;
  const next =
    direction === "next"
      ? (listed.find((idx) => idx > here) ?? listed[0])
      : (listed.findLast((idx) => idx < here) ?? listed.at(-1));
  if (next === undefined) return;
  await goToRow(next);
  sayWhere(listed.indexOf(next), listed.length, marks.length);
}

function sayWhere(at: number, listed: number, all: number): void {
  const hidden = all - listed;
  const rest = hidden === 0 ? "" : ` ${formatCounted(hidden, "is", "are")} hidden by the filter.`;
  const key = app.place.value?.key;
  const note = key == null ? "" : (bookmarkOf(key)?.note ?? "");
  say(`Bookmark ${at + 1} of ${listed}${note === "" ? "" : `: ${note}`}.${rest}`);
}

function isOpen({ source }: EntryKey): boolean {
  return app.snapshot.value.sources.some(({ id }) => id === source);
}
