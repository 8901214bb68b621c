// Log text on the page: text nodes only, matches marked, unseen characters named.

import type { JSX } from "preact";
import { cutPieces, type Needle } from "../base/pieces";

/** One run of log text. */
export function MarkedText({
  text,
  needles,
}: {
  readonly text: string;
  readonly needles: readonly Needle[];
}): JSX.Element {
  return (
    <>
      {cutPieces(text, needles).map((piece, idx) => {
        if (piece.kind === "match")
          return (
            <mark key={idx} class="ls-mark">
              {piece.text}
            </mark>
          );
        if (piece.kind === "unseen")
          return (
            <span key={idx} class="ls-unseen" title="A character that cannot be seen">
              {piece.text}
            </span>
          );
        return piece.text;
      })}
    </>
  );
}
