// A stack trace: what was thrown and why, the program's own frames, the rest folded.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatCounted } from "../../base/number_format";
import type { TextMarks } from "../../base/text_marks";
import { type TraceRun, traceRuns, traceStart } from "../../base/trace_runs";
import type { EntryTrace } from "../../state/engine_types";
import { Icon } from "../../widgets/icons";
import { NameText } from "../../widgets/marked_text";
import { TextBlock } from "./text_block";

export interface TraceProps {
  readonly trace: EntryTrace;
  /** The text that the trace's lines are of. */
  readonly text: string;
  /** The field that it is the value of; null for the message. */
  readonly title: string | null;
  readonly marks: TextMarks;
}

/** The text of the trace in full, with folds. */
export function Trace({ trace, text, title, marks }: TraceProps): JSX.Element {
  const lines = text.trimEnd().split("\n");
  const start = Math.min(lines.length, traceStart(trace, lines));
  const message = lines.slice(0, start).join("\n").trimEnd();
  const runs = traceRuns(lines.length, trace).flatMap((run) => beyond(run, start));
  return (
    <section class={title === null ? "" : "ls-detail__section"} aria-label="Stack trace">
      {title === null ? null : (
        <h3 class="ls-detail__section-title">
          <span>
            <NameText name={title} />
          </span>
          <span class="ls-detail__size">{trace.language} stack trace</span>
        </h3>
      )}
      {message === "" ? null : <TextBlock text={message} marks={marks} />}
      <RootCause trace={trace} />
      {runs.map((run) => (
        <Run key={run.first} run={run} lines={lines} marks={marks} />
      ))}
    </section>
  );
}

/** What of a run does not belong to the message before the trace. */
function beyond(run: TraceRun, start: number): readonly TraceRun[] {
  return run.end <= start ? [] : [{ ...run, first: Math.max(run.first, start) }];
}

/** The end of a chain of causes, said before the chain: it is what broke. */
function RootCause({ trace }: { readonly trace: EntryTrace }): JSX.Element | null {
  const root = trace.exceptions[trace.rootCause];
  if (trace.rootCause === 0 || root === undefined || root.name + root.message === "") return null;
  const said = [root.name, root.message.split("\n")[0] ?? ""].filter((part) => part !== "");
  return (
    <p class="ls-detail__root-cause">
      <span class="ls-detail__root-label">Root cause</span>
      <span class="ls-detail__root-text">
        <NameText name={said.join(": ")} />
      </span>
    </p>
  );
}

interface RunProps {
  readonly run: TraceRun;
  readonly lines: readonly string[];
  readonly marks: TextMarks;
}

function Run({ run, lines, marks }: RunProps): JSX.Element {
  const own = lines.slice(run.first, run.end);
  if (run.isFolded) return <Fold run={run} text={own.join("\n")} marks={marks} />;
  switch (run.kind) {
    case "head":
      return <TextBlock text={own.join("\n")} marks={marks} kind="head" />;
    case "own":
    case "library":
      // A line of its own each, so that what wraps is indented.
      return (
        <>
          {withoutIndent(own).map((line, idx) => (
            <TextBlock
              key={idx}
              text={line}
              marks={marks}
              kind={run.kind === "own" ? "frame" : "library"}
            />
          ))}
        </>
      );
    default:
      // What is left out is said where it would be.
      return own.every((line) => /^\s*\.\.\. /.test(line)) ? (
        <TextBlock text={withoutIndent(own).join("\n")} marks={marks} kind="library" />
      ) : (
        <TextBlock text={own.join("\n")} marks={marks} />
      );
  }
}

/** Lines without what the first of them is indented by: code below a frame keeps its place to it. */
function withoutIndent(lines: readonly string[]): readonly string[] {
  const indent = /^\s*/.exec(lines[0] ?? "")?.[0].length ?? 0;
  return lines.map((line) => {
    const own = /^\s*/.exec(line)?.[0].length ?? 0;
    return line.slice(Math.min(indent, own));
  });
}

function Fold(props: {
  readonly run: TraceRun;
  readonly text: string;
  readonly marks: TextMarks;
}): JSX.Element {
  const { run, text, marks } = props;
  const hasHit = marks.has(text);
  const [chosen, choose] = useState<boolean | null>(null);
  const isOpen = chosen ?? hasHit;
  const what = run.kind === "own" ? "more own frame" : "library frame";
  return (
    <>
      <button
        type="button"
        class={`ls-detail__fold ${isOpen ? "ls-detail__fold--open" : ""}`}
        aria-expanded={isOpen}
        onClick={() => choose(!isOpen)}
      >
        <Icon name="fold" />
        {formatCounted(run.frames, what)}
      </button>
      {isOpen ? <TextBlock text={text} marks={marks} kind="library" /> : null}
    </>
  );
}
