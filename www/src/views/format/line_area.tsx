// The line in which pieces are marked: with the mouse, or with a caret of its own and the keys.
//
// Every unit of the text is an element, so that the place under the pointer is known without asking the browser's
// selection; characters that cannot be seen are drawn as their names and stay one unit.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { shownName } from "../../base/foreign_text";
import { freeFieldName, runsOf, step, withMark, wordAt, wordStep } from "../../base/line_marks";
import { cutPieces } from "../../base/pieces";
import type { Marking } from "../../state/app_state";
import type { ExampleMark } from "../../state/engine_types";
import { setMarks } from "../../state/marking_actions";

type Role = ExampleMark["role"];

const ROLES: readonly { role: Role; key: string; title: string }[] = [
  { role: "time", key: "t", title: "Time" },
  { role: "level", key: "l", title: "Level" },
  { role: "message", key: "m", title: "Message" },
  { role: "field", key: "f", title: "Field" },
];

/** Caret and anchor of the selection. */
interface Selected {
  readonly anchor: number;
  readonly caret: number;
}

/** The line, and the buttons that mark what is selected in it. */
export function LineArea(props: {
  readonly marking: Marking;
  /** Told the name that a new field got, or null for another mark. */
  readonly onMarked: (field: string | null) => void;
}): JSX.Element {
  const { marking, onMarked } = props;
  const { line } = marking;
  const [selected, select] = useState<Selected>({ anchor: 0, caret: 0 });
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => area.current?.focus(), []);
  const piece = pieceOf(line, selected);
  const marks = marking.marks ?? [];

  const mark = (role: Role): void => {
    if (piece === null) return;
    const name = role === "field" ? freeFieldName(marks) : "";
    setMarks(withMark(marks, { ...piece, role, name }));
    select({ anchor: piece.end, caret: piece.end });
    onMarked(role === "field" ? name : null);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const caret = caretAfter(event, line, selected.caret);
    const role = ROLES.find(({ key }) => key === event.key.toLowerCase());
    if (caret !== null) select({ anchor: event.shiftKey ? selected.anchor : caret, caret });
    else if (isPlain(event) && role !== undefined) mark(role.role);
    else if (event.key === "Delete" || event.key === "Backspace")
      setMarks(marks.filter(({ start, end }) => selected.caret < start || selected.caret > end));
    else return;
    event.preventDefault();
  };
  const onPointer = (event: PointerEvent, kind: "down" | "move"): void => {
    const at = placeUnder(event, line);
    const isPressed = (event.buttons & 1) !== 0;
    if (at === null || !isPressed) return;
    const isLonger = kind === "move" || event.shiftKey;
    select({ anchor: isLonger ? selected.anchor : at, caret: at });
  };
  return (
    <section aria-label="Line">
      <p class="ls-format__hint" id="ls-format-hint">
        Select part of the line with the mouse, or with Shift and the arrow keys, then press T, L, M
        or F to say what it is. The rest of the line becomes the message.
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: no field draws its text in pieces */}
      <div
        ref={area}
        class="ls-format__line"
        role="textbox"
        aria-readonly="true"
        aria-label="First line of the entry"
        aria-describedby="ls-format-hint"
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => onPointer(event, "down")}
        onPointerMove={(event) => onPointer(event, "move")}
        onDblClick={() => {
          const word = wordAt(line, selected.caret);
          if (word !== null) select({ anchor: word.start, caret: word.end });
        }}
      >
        <Line line={line} marks={marks} selected={selected} />
      </div>
      <div class="ls-format__roles">
        {ROLES.map(({ role, key, title }) => (
          <button
            key={role}
            type="button"
            class={`ls-button ls-button--small ls-format__role-button ls-format__role-button--${role}`}
            disabled={piece === null}
            onClick={() => mark(role)}
          >
            {title} <kbd class="ls-key">{key.toUpperCase()}</kbd>
          </button>
        ))}
        <span class="ls-format__selected" aria-live="polite">
          {piece === null
            ? "Nothing selected."
            : `“${shownName(line.slice(piece.start, piece.end))}”`}
        </span>
      </div>
    </section>
  );
}

function Line(props: {
  readonly line: string;
  readonly marks: readonly ExampleMark[];
  readonly selected: Selected;
}): JSX.Element {
  const { line, marks, selected } = props;
  return (
    <>
      {runsOf(line, marks).map(({ start, end, mark }) => {
        const known = mark === null ? undefined : marks[mark];
        if (known === undefined)
          return <Units key={start} line={line} start={start} end={end} selected={selected} />;
        return (
          <span key={start} class={`ls-format__run ls-format__run--${known.role}`}>
            <span class="ls-format__label">
              {known.role === "field" ? shownName(known.name) || "field" : known.role}
            </span>
            <Units line={line} start={start} end={end} selected={selected} />
          </span>
        );
      })}
      <span
        class={`ls-format__end ${selected.caret >= line.length ? "ls-format__unit--caret" : ""}`}
        data-at={line.length}
      />
    </>
  );
}

function Units(props: {
  readonly line: string;
  readonly start: number;
  readonly end: number;
  readonly selected: Selected;
}): JSX.Element {
  const { line, start, end, selected } = props;
  const from = Math.min(selected.anchor, selected.caret);
  const to = Math.max(selected.anchor, selected.caret);
  const units: JSX.Element[] = [];
  for (let at = start; at < end; at = step(line, at, 1)) {
    const [piece] = cutPieces(line.slice(at, step(line, at, 1)), []);
    const classes = [
      "ls-format__unit",
      at >= from && at < to ? "ls-format__unit--on" : "",
      at === selected.caret ? "ls-format__unit--caret" : "",
      piece?.kind === "unseen" ? "ls-unseen" : "",
    ];
    units.push(
      <span key={at} class={classes.filter((name) => name !== "").join(" ")} data-at={at}>
        {piece?.text}
      </span>,
    );
  }
  return <>{units}</>;
}

/** What is selected; without a selection the word at the caret. */
function pieceOf(
  line: string,
  { anchor, caret }: Selected,
): { readonly start: number; readonly end: number } | null {
  const start = Math.min(anchor, caret);
  const end = Math.max(anchor, caret);
  if (start === end) return wordAt(line, caret);
  return line.slice(start, end).trim() === "" ? null : { start, end };
}

function caretAfter(event: KeyboardEvent, line: string, caret: number): number | null {
  const isByWord = event.ctrlKey || event.altKey;
  const move = isByWord ? wordStep : step;
  if (event.key === "ArrowLeft") return move(line, caret, -1);
  if (event.key === "ArrowRight") return move(line, caret, 1);
  if (event.key === "Home") return 0;
  return event.key === "End" ? line.length : null;
}

function isPlain(event: KeyboardEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.altKey);
}

/** The place in the line under the pointer: before a unit, or behind it on its right half. */
function placeUnder(event: PointerEvent, line: string): number | null {
  const { target, clientX } = event;
  const unit = target instanceof Element ? target.closest<HTMLElement>("[data-at]") : null;
  if (unit === null) return null;
  const at = Number(unit.dataset["at"]);
  const { left, width } = unit.getBoundingClientRect();
  return clientX > left + width / 2 ? step(line, at, 1) : at;
}
