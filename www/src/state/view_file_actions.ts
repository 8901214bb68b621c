// Saves the view as a small file, and takes one that is dropped: bookmarks wait until their source is read.

import { effect, untracked } from "@preact/signals";
import { shownName } from "../base/foreign_text";
import { formatCounted } from "../base/number_format";
import { app, writable } from "./app_state";
import { setBookmark } from "./bookmarks";
import { choice, sources } from "./derived";
import { say } from "./detail_actions";
import { engine } from "./engine_link";
import type { InputFile, SourceState } from "./engine_types";
import { download } from "./file_sink";
import { quietly } from "./quietly";
import { ownFilesAmong } from "./small_files";
import { setLook } from "./view_actions";
import { type KeptMark, MAX_VIEW_BYTES, readView, VIEW_MARK, viewText } from "./view_file";

const NAME = "logscry-view.json";

/** Bookmarks of a view whose source is not read yet, by its path. */
let waiting: ReadonlyMap<string, readonly KeptMark[]> = new Map();

/** Saves query, range, zoom, zone, columns, order and bookmarks, to be dropped on the page again. */
export function saveView(): void {
  const { query, range, zoom, zone, columns, lines } = choice.value;
  const paths = new Map(sources.value.map(({ id, path }) => [id, path]));
  const bookmarks = [...app.bookmarks.value.values()].flatMap(({ key, note }) => {
    const source = paths.get(key.source);
    return source === undefined ? [] : [{ source, offset: key.offset, note }];
  });
  const list = { zone, columns, lines, isNewestFirst: app.isNewestFirst.value };
  const view = { query, range, zoom, ...list, bookmarks };
  download(new Blob([viewText(view)], { type: "application/json" }), NAME);
  const marks = bookmarks.length === 0 ? "" : ` and ${formatCounted(bookmarks.length, "bookmark")}`;
  say(
    `Saved the view${marks} as ${NAME}. It has no log text but what query and notes say, and the names of columns.`,
  );
}

/** Takes the views out of dropped or chosen files and shows the last; what is left are logs. */
export async function takeViews(files: readonly InputFile[]): Promise<readonly InputFile[]> {
  const isView = await ownFilesAmong(
    files.map(({ file }) => file),
    VIEW_MARK,
    MAX_VIEW_BYTES,
  );
  for (const { file, path } of files.filter((_, idx) => isView[idx])) {
    const view = readView((await quietly(file.text())) ?? "");
    if (typeof view === "string") {
      writable.openProblem.value = `${shownName(path)} was not taken as a view: ${view}.`;
      continue;
    }
    const { isNewestFirst, bookmarks, ...look } = view;
    setLook(look);
    writable.isNewestFirst.value = isNewestFirst;
    waiting = bySource(bookmarks);
    say("The view is set as the file says. Undo to go back.");
    setWaiting(sources.value);
  }
  return files.filter((_, idx) => !isView[idx]);
}

function bySource(marks: readonly KeptMark[]): ReadonlyMap<string, readonly KeptMark[]> {
  const found = new Map<string, KeptMark[]>();
  for (const mark of marks) found.set(mark.source, [...(found.get(mark.source) ?? []), mark]);
  return found;
}

/** Sets the bookmarks of a view once their sources are read; returns the way to stop. */
export function watchWaiting(): () => void {
  return effect(() => {
    const all = sources.value;
    untracked(() => setWaiting(all));
  });
}

function setWaiting(all: readonly SourceState[]): void {
  if (waiting.size === 0) return;
  for (const { id, path, phase } of all) {
    const marks = waiting.get(path);
    if (marks === undefined || phase === "reading" || phase === "queued") continue;
    waiting = new Map([...waiting].filter(([other]) => other !== path));
    void setMarks(id, path, marks);
  }
}

async function setMarks(source: number, path: string, marks: readonly KeptMark[]): Promise<void> {
  let lost = 0;
  for (const { offset, note } of marks) {
    const entry = await quietly(engine().entry({ source, offset, nanos: null }));
    if (entry?.key.offset === offset) setBookmark(entry.key, note);
    else lost += 1;
  }
  if (lost > 0)
    say(
      `${formatCounted(lost, "bookmark")} of ${shownName(path)} could not be set: no entry starts there. Is it the same file?`,
    );
}
