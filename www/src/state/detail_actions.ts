// The entry in full, on demand.

import { batch, effect, untracked } from "@preact/signals";
import { formatBytes } from "../base/number_format";
import { NO_MARKS, type TextMarks } from "../base/text_marks";
import { app, writable } from "./app_state";
import { CLIPBOARD_REFUSED } from "./clipboard";
import { foundTag, hasMarks, viewTag } from "./derived";
import type { Engine, EntryDetail, EntryKey, SourceState } from "./engine_types";
import { marksOf } from "./entry_marks";

let detailSeq = 0;
let sayTimer: ReturnType<typeof setTimeout> | undefined;

const SAY_MILLIS = 6000;

/** Says a sentence beside the status, for a moment, and to screen readers. */
export function say(sentence: string): void {
  writable.announcement.value = sentence;
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => {
    writable.announcement.value = "";
  }, SAY_MILLIS);
}

/** Opens the pane on an entry. */
export async function openDetail(engine: Engine, key: EntryKey): Promise<void> {
  detailSeq += 1;
  const seq = detailSeq;
  writable.detail.value = { kind: "loading", last: lastShown() };
  const epoch = sourceOf(key)?.epoch ?? 0;
  try {
    const entry = await engine.entry(key);
    const marks = await marksShown(engine, entry);
    if (seq !== detailSeq) return;
    batch(() => {
      writable.detail.value = { kind: "shown", entry, epoch };
      writable.entryMarks.value = marks;
    });
  } catch {
    if (seq === detailSeq)
      writable.detail.value = {
        kind: "failed",
        reason: "The entry could not be read. Its source may have changed on disk or been closed.",
      };
  }
}

/** What the query marks in an entry; nothing is asked for if it looks for no text. */
function marksShown(engine: Engine, entry: EntryDetail): Promise<TextMarks> {
  return hasMarks.value ? marksOf(engine, entry) : Promise.resolve(NO_MARKS);
}

/** Marks the entry that is shown anew when another query is answered; returns the way to stop. */
export function watchMarks(engine: Engine): () => void {
  return effect(() => {
    void [viewTag.value, foundTag.value, hasMarks.value];
    untracked(() => {
      const entry = lastShown();
      if (entry === null) return;
      void marksShown(engine, entry).then((marks) => {
        if (lastShown() === entry) writable.entryMarks.value = marks;
      });
    });
  });
}

/** An entry that is shown is read anew with its source, and closed with it; returns the way to stop. */
export function watchDetail(engine: Engine): () => void {
  return effect(() => {
    const detail = app.detail.value;
    if (detail.kind !== "shown") return;
    const { key } = detail.entry;
    const source = sourceOf(key);
    if (source === null)
      untracked(() => {
        closeDetail();
        say("The source of the entry that was shown is closed.");
      });
    const isRead = source !== null && source.phase !== "reading" && source.phase !== "queued";
    if (isRead && source.epoch !== detail.epoch) untracked(() => void openDetail(engine, key));
  });
}

function sourceOf(key: EntryKey): SourceState | null {
  return app.snapshot.value.sources.find(({ id }) => id === key.source) ?? null;
}

/** If the pane is open, it shows the entry that the user moved to. */
export async function followDetail(engine: Engine, key: EntryKey): Promise<void> {
  if (app.detail.value.kind !== "closed") await openDetail(engine, key);
}

/** Puts the original text of an entry on the clipboard: all of it, or nothing. */
export async function copyEntry(engine: Engine, entry: EntryDetail): Promise<void> {
  let text = entry.raw;
  if (entry.isRawClipped) {
    say(`Reading all ${formatBytes(entry.lengthBytes)} of the entry…`);
    try {
      text = await engine.wholeText(entry);
    } catch {
      say(
        "Nothing was copied: the whole text of the entry cannot be read any more. Its source may have changed on disk or been closed.",
      );
      return;
    }
  }
  try {
    await navigator.clipboard.writeText(text);
    say(
      entry.isRawClipped
        ? `All ${formatBytes(entry.lengthBytes)} copied.`
        : "Original text copied.",
    );
  } catch {
    say(CLIPBOARD_REFUSED);
  }
}

/** Closes the pane. */
export function closeDetail(): void {
  detailSeq += 1;
  writable.detail.value = { kind: "closed" };
}

function lastShown(): EntryDetail | null {
  const detail = app.detail.value;
  return detail.kind === "shown" ? detail.entry : detail.kind === "loading" ? detail.last : null;
}
