// The lines of a stack trace in runs: what is shown, and what is folded.

/** A trace, as far as folding needs it. */
export interface TraceShape {
  /** Whether the call that failed is the last of the frames. */
  readonly hasFailedCallLast: boolean;
  readonly exceptions: readonly {
    readonly line: number | null;
    readonly frames: readonly {
      readonly first: number;
      readonly end: number;
      readonly isOwn: boolean;
    }[];
  }[];
}

/** Adjacent lines of one kind. */
export interface TraceRun {
  /** `head` names an exception; `own` and `library` are frames; the rest is `text`. */
  readonly kind: "text" | "head" | "own" | "library";
  readonly first: number;
  readonly end: number;
  readonly frames: number;
  readonly isFolded: boolean;
}

/** So many own frames in a row are a recursion: only their ends are shown. */
const MOST_OWN = 40;
const OWN_AT_START = 16;
const OWN_AT_END = 8;

type Kind = TraceRun["kind"];

/** The runs of a text of so many lines. */
export function traceRuns(lineCount: number, trace: TraceShape): readonly TraceRun[] {
  const kinds: Kind[] = Array.from({ length: lineCount }, () => "text");
  const starts = new Set<number>();
  const mark = (first: number, end: number, kind: Kind): void => {
    kinds.fill(kind, Math.min(first, lineCount), Math.min(end, lineCount));
  };
  for (const { line, frames } of trace.exceptions) {
    const failed = trace.hasFailedCallLast ? frames.at(-1) : frames[0];
    const hasOwn = frames.some(({ isOwn }) => isOwn);
    for (const frame of frames) {
      // Where nothing is the program's own, the call that failed says most.
      const isShown = frame.isOwn || (!hasOwn && frame === failed);
      mark(frame.first, frame.end, isShown ? "own" : "library");
      starts.add(frame.first);
    }
    if (line !== null && kinds[line] === "text") mark(line, line + 1, "head");
  }
  return runsOf(kinds, starts).flatMap(folded);
}

/** What announces a trace in a line of its own. */
const ANNOUNCES = /^.{0,40}\b(?:stack ?)?(?:trace|traceback|backtrace|stacktrace)\b.{0,30}$/i;

/** The line where the trace begins: what stands before it is the message. */
export function traceStart(trace: TraceShape, textLines: readonly string[]): number {
  const lines = trace.exceptions.flatMap(({ line, frames }) => [
    line ?? Number.POSITIVE_INFINITY,
    frames[0]?.first ?? Number.POSITIVE_INFINITY,
  ]);
  const first = Math.min(textLines.length, ...lines);
  return ANNOUNCES.test(textLines[first - 1] ?? "") ? first - 1 : first;
}

function runsOf(kinds: readonly Kind[], starts: ReadonlySet<number>): TraceRun[] {
  const runs: TraceRun[] = [];
  for (const [at, kind] of kinds.entries()) {
    const last = runs.at(-1);
    const frames = starts.has(at) ? 1 : 0;
    if (last !== undefined && last.kind === kind && kind !== "head")
      runs[runs.length - 1] = { ...last, end: at + 1, frames: last.frames + frames };
    else runs.push({ kind, first: at, end: at + 1, frames, isFolded: false });
  }
  return runs;
}

/** A run as it is shown: one library frame alone takes no more room than saying that it is there. */
function folded(run: TraceRun): readonly TraceRun[] {
  if (run.kind === "library") return [{ ...run, isFolded: run.frames > 1 }];
  const lines = run.end - run.first;
  if (run.kind !== "own" || lines <= MOST_OWN) return [run];
  const start = run.first + OWN_AT_START;
  const end = run.end - OWN_AT_END;
  const perLine = run.frames / lines;
  const part = (first: number, partEnd: number, isFolded: boolean): TraceRun => ({
    ...run,
    first,
    end: partEnd,
    frames: Math.round((partEnd - first) * perLine),
    isFolded,
  });
  return [part(run.first, start, false), part(start, end, true), part(end, run.end, false)];
}
