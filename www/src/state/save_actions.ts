// Saves what the list shows as a file, however long it is: piece by piece, with progress, to be cancelled.

import { computed } from "@preact/signals";
import { formatBytes, formatCount, formatCounted } from "../base/number_format";
import { app, writable } from "./app_state";
import { choice, chosenSpan, type RowSpan, selection } from "./derived";
import { say } from "./detail_actions";
import { engine } from "./engine_link";
import type { WriteForm, WrittenPiece } from "./engine_types";
import { type FileSink, openSink } from "./file_sink";
import { csvColumns } from "./list_columns";
import { NOT_SAVING, type SaveForm, type SaveState } from "./save_state";
import { asCounted } from "./shown_list";

/** The bar moves so often. */
const TELL_MILLIS = 100;

/** More fields than anybody reads. */
const MAX_FIELDS = 1000;

const FILE_NAMES: Readonly<Record<SaveForm, string>> = {
  text: "logscry-entries.log",
  jsonLines: "logscry-entries.jsonl",
  csv: "logscry-entries.csv",
};

/** The save under way; another one, or none, if it was cancelled. */
let running: object | null = null;

/** The columns of a CSV: as they were typed, or else those of the list, where each entry stands, and what it says. */
export const columnsToSave = computed(
  () => app.save.value.columns ?? csvColumns(choice.value.columns),
);

/** Opens the dialog; `problem` says why, if it was not asked for. */
export function openSave(rows: SaveState["rows"], problem: string | null = null): void {
  const { form, columns } = app.save.value;
  writable.save.value = { ...NOT_SAVING, form, columns, rows, problem };
  writable.dialog.value = "save";
}

/** Changes what is to be saved. */
export function changeSave(changes: Partial<Pick<SaveState, "form" | "columns" | "rows">>): void {
  writable.save.value = { ...app.save.value, ...changes, problem: null, outcome: null };
}

/** Closes the dialog; what is being saved is cancelled. */
export function closeSave(): void {
  cancelSave();
  writable.dialog.value = null;
}

/** Stops saving. */
export function cancelSave(): void {
  if (running === null) return;
  running = null;
  tell({ progress: null, problem: "Cancelled. Nothing was saved." });
}

/** The rows that the dialog is about. */
export function spanToSave(): RowSpan {
  const all = { first: 0, end: selection.value.total };
  return app.save.value.rows === "chosen" ? (chosenSpan.value ?? all) : all;
}

/** Saves: asks where to, then writes. */
export async function startSave(): Promise<void> {
  if (running !== null) return;
  const self = {};
  running = self;
  const span = spanToSave();
  const { form } = app.save.value;
  const total = span.end - span.first;
  tell({ problem: null, outcome: null, progress: { entries: 0, total, bytes: 0 } });
  const pieces = engine().write({ form: formOf(app.save.value), ...asCounted(span) });
  let sink: FileSink | null = null;
  try {
    // What cannot be written is found out before anybody is asked for a place.
    const first = await pieces.next();
    sink = await openSink(FILE_NAMES[form]);
    if (sink === null || running !== self) {
      if (running === self) tell({ progress: null });
      await sink?.abort();
      return;
    }
    const written = await writeAll(sink, first, pieces, () => running === self);
    if (running !== self) {
      await sink.abort();
      return;
    }
    check(written, total);
    await sink.close();
    tell({ progress: null, outcome: outcomeOf(written, sink.name) });
    say(outcomeOf(written, sink.name));
  } catch (error) {
    await sink?.abort().catch(() => {});
    if (running === self) tell({ progress: null, problem: problemOf(error) });
  } finally {
    if (running === self) running = null;
    void pieces.return(undefined);
  }
}

/** Tells the names of the fields of what is listed, most frequent first, whenever they change; returns the way to stop. */
export function fieldNames(onNames: (names: readonly string[]) => void): () => void {
  return engine().ask({ fold: "fields", top: MAX_FIELDS }, ({ answer }) => {
    if (answer.fold === "fields") onNames(answer.fields.map(({ name }) => name));
  });
}

interface Written {
  entries: number;
  bytes: number;
  gone: number;
}

async function writeAll(
  sink: FileSink,
  start: IteratorResult<WrittenPiece>,
  pieces: AsyncGenerator<WrittenPiece>,
  goesOn: () => boolean,
): Promise<Written> {
  const written = { entries: 0, bytes: 0, gone: 0 };
  const total = app.save.value.progress?.total ?? 0;
  let toldAt = performance.now();
  for (let next = start; !next.done && goesOn(); next = await pieces.next()) {
    const { bytes, ends, nGone, head } = next.value;
    if (written.bytes === 0 && head !== "") await sink.write(new TextEncoder().encode(head));
    await sink.write(bytes);
    written.entries += ends.length;
    written.bytes += bytes.length;
    written.gone += nGone;
    if (performance.now() - toldAt > TELL_MILLIS) {
      toldAt = performance.now();
      const { entries, bytes: nBytes } = written;
      if (goesOn()) tell({ progress: { entries, total, bytes: nBytes } });
    }
  }
  return written;
}

/** A list that changed meanwhile leaves a gap: that is no result. */
function check({ entries, gone }: Written, total: number): void {
  if (entries + gone !== total) throw new Error("the list changed");
}

function outcomeOf({ entries, bytes, gone }: Written, name: string): string {
  const all = `${formatCounted(entries, "entry", "entries")} saved as ${name}, ${formatBytes(bytes)}.`;
  if (gone === 0) return all;
  return `${all} ${formatCount(gone)} are missing: their text can no longer be read.`;
}

function problemOf(error: unknown): string {
  const why = error instanceof Error ? error.message : "";
  // Sentences about columns come from the core.
  if (/^(A column|Columns|The quotes)/.test(why)) return `${why}.`;
  if (error instanceof DOMException) {
    return `The browser could not write the file (${error.name}). Nothing was saved.`;
  }
  return "Nothing was saved: the list changed meanwhile. Save again.";
}

function formOf({ form }: SaveState): WriteForm {
  return form === "csv" ? { kind: "csv", columns: columnsToSave.value } : { kind: form };
}

function tell(changes: Partial<SaveState>): void {
  writable.save.value = { ...app.save.value, ...changes };
}
