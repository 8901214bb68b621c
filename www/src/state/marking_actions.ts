// A format by example: from an open entry to a pattern, tried with every mark.

import { app, type Marking, writable } from "./app_state";
import { engine } from "./engine_link";
import type { ExampleAsk, ExampleMark, OwnFormat } from "./engine_types";
import { useFormat } from "./format_actions";
import { ownFormat } from "./own_formats";
import { showDialog } from "./page_actions";

/** Longer lines are marked in their beginning. */
const MAX_LINE = 2000;

let askSeq = 0;

/** Whether an entry is open whose line could be marked. */
export function canMark(): boolean {
  return app.detail.value.kind === "shown";
}

/** Opens the dialog on the first line of the entry that is shown. */
export function openMarking(): void {
  const detail = app.detail.value;
  if (detail.kind !== "shown") return;
  const { entry } = detail;
  const line = firstLine(entry.raw);
  const { source } = entry.key;
  writable.marking.value = {
    source,
    line,
    name: freeName(source),
    marks: [],
    example: null,
    failure: null,
  };
  showDialog("format");
  void ask({ kind: "suggestion" });
}

/** Replaces what is marked. */
export function setMarks(marks: readonly ExampleMark[]): void {
  change({ marks });
  void ask({ kind: "marks", marks });
}

/** Takes a pattern as it was written. */
export function setPattern(pattern: string): void {
  change({ marks: null });
  void ask({ kind: "pattern", pattern });
}

/** Names the format. */
export function setFormatName(name: string): void {
  change({ name });
}

/** The format as it stands; null while there is none. */
export function markedFormat(): OwnFormat | null {
  const marking = app.marking.value;
  const pattern = marking?.example?.pattern ?? null;
  if (marking === null || pattern === null || nameProblem(marking.name) !== null) return null;
  return { name: marking.name, pattern, example: marking.line };
}

/** What is wrong with a format's name, as the core has it. */
export function nameProblem(name: string): string | null {
  if (app.builtIn.value.some(({ id }) => id === name.toLowerCase()))
    return "A built-in format has this name. Choose another.";
  return /^[\p{L}\p{N}_.-]([\p{L}\p{N} _.-]{0,58}[\p{L}\p{N}_.-])?$/u.test(name)
    ? null
    : "A name may contain letters, digits, spaces and _ . -";
}

/** Reads the source, or every one that it fits, by the format. */
export function useMarked(isForAll: boolean): void {
  const format = markedFormat();
  const marking = app.marking.value;
  if (format === null || marking === null) return;
  closeMarking();
  useFormat(format, marking.source, isForAll);
}

/** Leaves everything as it was. */
export function closeMarking(): void {
  askSeq += 1;
  showDialog(null);
}

async function ask(what: ExampleAsk): Promise<void> {
  askSeq += 1;
  const seq = askSeq;
  const marking = app.marking.value;
  if (marking === null) return;
  try {
    const example = await engine().example(marking.source, marking.line, what);
    if (seq !== askSeq) return;
    const { marks } = example;
    change({ example, failure: null, ...(what.kind === "pattern" ? {} : { marks }) });
  } catch {
    const failure =
      "The start of this source could not be read. It may have changed on disk or been closed.";
    if (seq === askSeq) change({ failure });
  }
}

function change(changes: Partial<Marking>): void {
  const marking = app.marking.value;
  if (marking !== null) writable.marking.value = { ...marking, ...changes };
}

function firstLine(raw: string): string {
  const [line = ""] = raw.split(/\r?\n/, 1);
  // Never half of a pair of surrogates.
  return line.length > MAX_LINE ? line.slice(0, MAX_LINE).replace(/[\ud800-\udbff]$/u, "") : line;
}

/** A name after the source, that no known format has. */
function freeName(source: number): string {
  const file = app.snapshot.value.sources.find(({ id }) => id === source)?.name ?? "log";
  const stem = file
    .replace(/\.[^.]*$/, "")
    .replace(/[^\p{L}\p{N}_.-]+/gu, " ")
    .trim();
  const base = `${stem === "" ? "my" : stem.slice(0, 40)} format`;
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base} ${n}`;
    if (ownFormat(name) === null) return name;
  }
}
