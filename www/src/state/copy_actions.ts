// Copies rows of the list: their original lines, whole, or written otherwise.

import { Markdown, type PlacedText } from "../base/markdown";
import { formatBytes, formatCounted } from "../base/number_format";
import { app } from "./app_state";
import { CLIPBOARD_REFUSED, writeClipboard } from "./clipboard";
import { type RowSpan, sourceLabels, spanToCopy } from "./derived";
import { say } from "./detail_actions";
import { engine } from "./engine_link";
import type { EntryKey, WriteForm, WrittenPiece } from "./engine_types";
import { placesOf } from "./list_actions";
import { rowAt } from "./list_sync";
import { columnsToSave, openSave } from "./save_actions";
import { asCounted } from "./shown_list";

export type CopyForm = "text" | "jsonLines" | "csv" | "markdown";

/** More than this is for a file: clipboards hold it several times, and what is pasted into stops. */
const MAX_COPY_BYTES = 32 * 1_048_576;
/** Rows that got other numbers meanwhile are read again so often. */
const MAX_TRIES = 3;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** A copy that takes longer says that it is being made. */
const PATIENCE_MILLIS = 300;

const AS: Readonly<Record<CopyForm, string>> = {
  text: "",
  jsonLines: " as JSON lines",
  csv: " as CSV",
  markdown: " as Markdown",
};

/** Too much for the clipboard. */
class TooMuch extends Error {}
/** Some of it can no longer be read: a copy of the rest would pass for all. */
class Gone extends Error {}

/** Copies the rows that are chosen, or the one that is stood on. */
export async function copyRows(form: CopyForm, span = spanToCopy.value): Promise<void> {
  if (span === null || span.end <= span.first) {
    say("Nothing is chosen. Click a row, or drag over several, and copy again.");
    return;
  }
  const entries = formatCounted(span.end - span.first, "entry", "entries");
  const timer = setTimeout(() => say(`Reading ${entries} to copy…`), PATIENCE_MILLIS);
  const text = steadyText(form, span);
  const written = writeClipboard(text);
  // What goes wrong with the text goes wrong with both.
  written.catch(() => {});
  try {
    await text;
  } catch (error) {
    clearTimeout(timer);
    tellFailure(error, entries, span);
    return;
  }
  try {
    await written;
    say(`${entries} copied${AS[form]}.`);
  } catch {
    say(CLIPBOARD_REFUSED);
  } finally {
    clearTimeout(timer);
  }
}

function tellFailure(error: unknown, entries: string, span: RowSpan): void {
  if (error instanceof TooMuch) {
    const limit = formatBytes(MAX_COPY_BYTES);
    const isAll = span.end - span.first === app.lastGood.value.total;
    openSave(
      isAll ? "result" : "chosen",
      `Nothing was copied: ${entries} are more than ${limit} of text, too much for the clipboard. Save them as a file instead.`,
    );
  } else if (error instanceof Gone) {
    say(
      "Nothing was copied: the text of some of these entries can no longer be read. Their source may have changed on disk.",
    );
  } else {
    say("Nothing was copied: the list changed meanwhile. Copy again.");
  }
}

/** The text of the rows meant: while more is read, rows get other numbers, but their keys tell where they are. */
async function steadyText(form: CopyForm, span: RowSpan): Promise<Blob> {
  const keys = keysOf(span);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const before = await spanOf(keys, span);
    const text = await textOf(form, before);
    const after = await spanOf(keys, span);
    if (before.first === after.first && before.end === after.end) return text;
  }
  throw new Error("the list does not come to rest");
}

/** First and last row as they were read, where both are known; else their numbers have to do. */
function keysOf({ first, end }: RowSpan): readonly EntryKey[] {
  const keyAt = (idx: number): EntryKey | null => {
    const places = [
      app.place.value,
      app.chosen.value?.kind === "from" ? app.chosen.value.anchor : null,
    ];
    const place = places.find((known) => known?.idx === idx && known.key !== null);
    return place?.key ?? rowAt(app.rowsAtHand.value, idx)?.key ?? null;
  };
  return [keyAt(first), keyAt(end - 1)].flatMap((key) => key ?? []);
}

async function spanOf(keys: readonly EntryKey[], span: RowSpan): Promise<RowSpan> {
  if (keys.length < 2 || app.chosen.value?.kind === "all") return span;
  const [first, last] = await placesOf(keys);
  if (first == null || last == null) throw new Error("rows are gone");
  return { first, end: last + 1 };
}

/** As bytes, as they came: a text of many mebibytes need not become a string. */
async function textOf(form: CopyForm, span: RowSpan): Promise<Blob> {
  const names = sourceLabels.value;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const markdown = new Markdown();
  let head = "";
  let nBytes = 0;
  let nEntries = 0;
  for await (const piece of engine().write({ form: formOf(form), ...asCounted(span) })) {
    nBytes += piece.bytes.length;
    nEntries += piece.ends.length;
    if (nBytes > MAX_COPY_BYTES) throw new TooMuch();
    if (piece.nGone > 0) throw new Gone();
    ({ head } = piece);
    if (form === "markdown") markdown.add(placedIn(piece, (id) => names.get(id)?.name ?? ""));
    else if (piece.bytes.length > 0) parts.push(piece.bytes);
  }
  if (nEntries !== span.end - span.first) throw new Error("rows are missing");
  const all = form === "markdown" ? markdown.parts() : [head, ...withoutLineEnd(parts)];
  return new Blob(all, { type: "text/plain" });
}

/** The end of the last line is not copied: what is pasted goes on where it ends. */
function withoutLineEnd(
  parts: readonly Uint8Array<ArrayBuffer>[],
): readonly Uint8Array<ArrayBuffer>[] {
  const last = parts.at(-1);
  if (last?.at(-1) !== LINE_FEED) return parts;
  const end = last.at(-2) === CARRIAGE_RETURN ? -2 : -1;
  return [...parts.slice(0, -1), last.subarray(0, end)];
}

function formOf(form: CopyForm): WriteForm {
  if (form === "csv") return { kind: "csv", columns: columnsToSave.value };
  return { kind: form === "markdown" ? "textWithLines" : form };
}

function placedIn(piece: WrittenPiece, nameOf: (source: number) => string): PlacedText[] {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return Array.from(piece.ends, (end, idx) => ({
    source: nameOf(piece.sources[idx] ?? 0),
    line: piece.lines[idx] ?? 0,
    text: decoder.decode(piece.bytes.subarray(idx === 0 ? 0 : piece.ends[idx - 1], end)),
  }));
}
