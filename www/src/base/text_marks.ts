// Where to mark the texts of an entry, and whatever is drawn of them line by line.

import type { Spans } from "./pieces";

/** Looks up what to mark in a text: one that is known as it is, or one made of lines of known texts. */
export class TextMarks {
  private readonly byText: ReadonlyMap<string, Spans>;
  /** Lines that have marks; what is drawn of a text may be some of its lines. */
  private readonly byLine = new Map<string, Spans>();

  constructor(known: readonly (readonly [text: string, spans: Spans])[] = []) {
    this.byText = new Map(known);
    for (const [text, spans] of known) {
      if (spans.length > 0) this.addLines(text, spans);
    }
  }

  of(text: string): Spans {
    const known = this.byText.get(text);
    if (known !== undefined || this.byLine.size === 0) return known ?? [];
    const spans: number[] = [];
    let start = 0;
    for (const line of text.split("\n")) {
      const found = this.byLine.get(line) ?? this.byLine.get(line.trim()) ?? [];
      // What is known of a line without its indent is counted from the end of that.
      const indent = this.byLine.has(line) ? 0 : line.length - line.trimStart().length;
      for (const place of found) spans.push(start + indent + place);
      start += line.length + 1;
    }
    return spans;
  }

  has(text: string): boolean {
    return this.of(text).length > 0;
  }

  private addLines(text: string, spans: Spans): void {
    let start = 0;
    for (const line of text.split("\n")) {
      const own = clipped(spans, start, line.length);
      if (own.length > 0 && !this.byLine.has(line)) this.byLine.set(line, own);
      const bare = line.trim();
      const indent = line.length - line.trimStart().length;
      const ofBare = clipped(own, indent, bare.length);
      if (ofBare.length > 0 && !this.byLine.has(bare)) this.byLine.set(bare, ofBare);
      start += line.length + 1;
    }
  }
}

/** Nothing to mark. */
export const NO_MARKS = new TextMarks();

/** What of the spans lies within `length` units from `start` on, counted from there. */
function clipped(spans: Spans, start: number, length: number): Spans {
  const found: number[] = [];
  for (let idx = 0; idx + 1 < spans.length; idx += 2) {
    const from = Math.max(0, (spans[idx] ?? 0) - start);
    const end = Math.min(length, (spans[idx + 1] ?? 0) - start);
    if (from < end) found.push(from, end);
  }
  return found;
}
