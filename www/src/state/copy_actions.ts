// Copies rows of the list: their original lines, whole, or written otherwise.

import { markdownOf, type PlacedText } from "../base/markdown";
import { formatBytes, formatCounted } from "../base/number_format";
import { app } from "./app_state";
import { CLIPBOARD_REFUSED, writeClipboard } from "./clipboard";
import { type RowSpan, sourceLabels, spanToCopy } from "./derived";
import { say } from "./detail_actions";
import { engine } from "./engine_link";
import type { WriteForm, WrittenPiece } from "./engine_types";
import { openSave } from "./save_actions";
import { asCounted } from "./shown_list";

export type CopyForm = "text" | "jsonLines" | "csv" | "markdown";

/** More than this is for a file: clipboards hold it several times, and what is pasted into stops. */
const MAX_COPY_BYTES = 32 * 1_048_576;
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
  const text = textOf(form, span);
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

async function textOf(form: CopyForm, span: RowSpan): Promise<string> {
  const names = sourceLabels.value;
  const texts: string[] = [];
  const placed: PlacedText[] = [];
  // A byte order mark in a text is part of it, and a letter may be cut between two pieces.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let nBytes = 0;
  let nEntries = 0;
  for await (const piece of engine().write({ form: formOf(form), ...asCounted(span) })) {
    if (texts.length === 0) texts.push(piece.head);
    nBytes += piece.bytes.length;
    nEntries += piece.ends.length;
    if (nBytes > MAX_COPY_BYTES) throw new TooMuch();
    if (piece.nGone > 0) throw new Gone();
    if (form === "markdown") placed.push(...placedIn(piece, (id) => names.get(id)?.name ?? ""));
    else texts.push(decoder.decode(piece.bytes, { stream: true }));
  }
  if (nEntries !== span.end - span.first) throw new Error("rows are missing");
  if (form === "markdown") return markdownOf(placed);
  return (texts.join("") + decoder.decode()).replace(/\r?\n$/, "");
}

function formOf(form: CopyForm): WriteForm {
  if (form === "csv") return { kind: "csv", columns: app.save.value.columns };
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
