// What the pane shows of an entry, in the order in which it helps: message, trace, fields, original text.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
// biome-ignore-all lint/a11y/useSemanticElements: a fieldset is for forms

import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { parseJson } from "../../base/json_tree";
import { shownMessage } from "../../base/message_lines";
import { formatCount } from "../../base/number_format";
import type { TextMarks } from "../../base/text_marks";
import { app } from "../../state/app_state";
import type { EntryDetail } from "../../state/engine_types";
import { BookmarkNote } from "./bookmark_note";
import { FieldSection } from "./field_section";
import { JsonTree } from "./json_tree_view";
import { OriginalText } from "./original_text";
import { TextBlock } from "./text_block";
import { Trace } from "./trace";

export interface BodyProps {
  readonly entry: EntryDetail | null;
  readonly problem: string | null;
  readonly isStale: boolean;
}

/** The scrolled part of the pane; it goes to the first hit of an entry. */
export function Body({ entry, problem, isStale }: BodyProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const sought = app.entryMarks.value;
  // What it is drawn with is drawn by then, but for what opens only because a hit is in it.
  useLayoutEffect(() => {
    if (root.current !== null && entry !== null) goToHit(root.current);
  }, [entry, sought]);
  const classes = [
    "ls-detail__body",
    isStale ? "ls-detail__body--stale" : "",
    app.preferences.value.isWrapped ? "" : "ls-detail__body--unwrapped",
  ].join(" ");
  const key = entry === null ? "" : `${entry.key.source}:${entry.key.offset}`;
  return (
    <div ref={root} class={classes} tabIndex={0} role="group" aria-label="Entry in full">
      {problem === null ? null : <p class="ls-detail__problem">{problem}</p>}
      {entry === null ? null : <Parts key={key} entry={entry} marks={sought} />}
    </div>
  );
}

interface PartsProps {
  readonly entry: EntryDetail;
  readonly marks: TextMarks;
}

function Parts({ entry, marks: sought }: PartsProps): JSX.Element {
  const { fields, traces } = entry;
  const isHidden = useMemo(() => isInOriginalOnly(entry, sought), [entry, sought]);
  const ofFields = traces.flatMap((trace) =>
    trace.place.kind === "field" ? [{ trace, field: fields[trace.place.idx] }] : [],
  );
  const isOfText = traces.some(({ place }) => place.kind === "original");
  return (
    <>
      <BookmarkNote of={entry.key} />
      <Message entry={entry} marks={sought} />
      {ofFields.map(({ trace, field }) =>
        field === undefined ? null : (
          <Trace
            key={field[0]}
            trace={trace}
            text={trace.unfolded ?? field[1]}
            title={field[0]}
            marks={sought}
          />
        ),
      )}
      {isOfText
        ? traces.map((trace, idx) => (
            <Trace
              key={idx}
              trace={trace}
              text={trace.unfolded ?? entry.raw}
              title={null}
              marks={sought}
            />
          ))
        : null}
      {fields.length === 0 ? null : <FieldSection entry={entry} marks={sought} />}
      <OriginalText entry={entry} marks={sought} hasHiddenHit={isHidden} />
    </>
  );
}

/** What the entry says; where it holds a trace, that is drawn as one, and where it is JSON, as a tree. */
function Message({ entry, marks: sought }: PartsProps): JSX.Element {
  const text = entry.message.trim() === "" ? entry.raw : entry.message;
  const isEntry = text.trim() === entry.raw.trim();
  const json = useMemo(() => (isEntry ? null : parseJson(text)), [isEntry, text]);
  const trace = entry.traces.find(({ place }) => place.kind === "message");
  return (
    <section class="ls-detail__message" aria-label="Message">
      {trace !== undefined && entry.message.trim() !== "" ? (
        <Trace trace={trace} text={trace.unfolded ?? text} title={null} marks={sought} />
      ) : json !== null ? (
        <JsonTree root={json} label="Message as a tree" marks={sought} fields={NO_FIELDS} />
      ) : (
        <TextBlock text={shownMessage(text)} marks={sought} />
      )}
      {entry.isMessageClipped ? (
        <p class="ls-detail__clipped">
          The message goes on: the entry is {formatCount(entry.lengthBytes)} bytes long. “Copy the
          original text” takes all of it.
        </p>
      ) : null}
    </section>
  );
}

const NO_FIELDS: ReadonlyMap<string, string> = new Map();

/** Whether the text has hits that nothing parsed from it shows. */
function isInOriginalOnly(entry: EntryDetail, sought: TextMarks): boolean {
  const texts = [entry.message, ...entry.fields.map(([, value]) => value)];
  return sought.has(entry.raw) && !texts.some((text) => sought.has(text));
}

/** Scrolls so that the first hit is seen; without one, to the start. */
function goToHit(root: HTMLElement): void {
  root.scrollTop = 0;
  const hit = root.querySelector("mark");
  if (hit === null) return;
  const shown = root.getBoundingClientRect();
  const place = hit.getBoundingClientRect();
  const isSeen = place.top >= shown.top && place.bottom <= shown.bottom;
  if (!isSeen || place.right > shown.right)
    hit.scrollIntoView({ block: "center", inline: "nearest" });
}
