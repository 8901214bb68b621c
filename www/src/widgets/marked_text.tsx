// Foreign text on the page: text nodes only, matches marked, unseen characters named.

import type { JSX } from "preact";
import { cutName } from "../base/foreign_text";
import { cutPieces, type Piece, type Spans } from "../base/pieces";

/** One run of log text. */
export function MarkedText({
  text,
  spans = NONE,
}: {
  readonly text: string;
  /** What of it to mark. */
  readonly spans?: Spans;
}): JSX.Element {
  return <Pieces pieces={cutPieces(text, spans)} />;
}

const NONE: Spans = [];

/** The name of a field: on one line, and not too long. */
export function NameText({ name }: { readonly name: string }): JSX.Element {
  return <Pieces pieces={cutName(name)} />;
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }): JSX.Element {
  return (
    <>
      {pieces.map((piece, idx) => {
        if (piece.kind === "match")
          return (
            <mark key={idx} class="ls-mark">
              {piece.text}
            </mark>
          );
        if (piece.kind === "unseen")
          return (
            <span
              key={idx}
              class="ls-unseen"
              title="Stands for what cannot be seen or would be slow to draw"
            >
              {piece.text}
            </span>
          );
        return piece.text;
      })}
    </>
  );
}
