// Cuts log text into pieces to draw: plain, marked as hits of the query, and what stands for characters that cannot be seen.

import { drawnLength, ForeignCutter, restPiece } from "./foreign_text";

/** Where to mark a text: starts and ends in turn, in order. */
export type Spans = readonly number[];

export interface Piece {
  readonly kind: "plain" | "match" | "unseen";
  readonly text: string;
}

/** Cuts `text` into pieces that, `unseen` ones aside, add up to it as far as it is drawn. */
export function cutPieces(text: string, spans: Spans): readonly Piece[] {
  const length = drawnLength(text);
  if (length === text.length) return cutAll(text, spans);
  return [...cutAll(text.slice(0, length), spans), restPiece(text.length - length)];
}

function cutAll(text: string, spans: Spans): readonly Piece[] {
  const cutter = new ForeignCutter();
  const pieces: Piece[] = [];
  let at = 0;
  for (let idx = 0; idx + 1 < spans.length; idx += 2) {
    const start = Math.max(at, spans[idx] ?? at);
    const end = Math.min(text.length, spans[idx + 1] ?? at);
    if (start >= end) continue;
    const marked = cutter
      .cut(text.slice(start, end))
      .map((piece): Piece => (piece.kind === "plain" ? { ...piece, kind: "match" } : piece));
    if (start > at) pieces.push(...cutter.cut(text.slice(at, start)));
    pieces.push(...marked);
    at = end;
  }
  pieces.push(...cutter.cut(text.slice(at)));
  return pieces;
}
