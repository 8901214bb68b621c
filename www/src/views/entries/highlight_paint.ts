// Paints highlighted words over what is drawn: the browser colours ranges of text, and no node is changed.

import { effect } from "@preact/signals";
import { occurrences } from "../../base/occurrences";
import { app } from "../../state/app_state";
import { COLOUR_COUNT } from "../../state/highlights";

/** Where words are looked for. */
const PLACES = ".ls-entries__cell--message, [aria-label='Entry in full']";
/** Of a longer text only the start is looked at: the find bar finds the rest. */
const MAX_TEXT = 200_000;

/** Whether this browser can. */
export function canPaint(): boolean {
  return typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight !== "undefined";
}

/** Keeps the colours where the words are; returns the way to stop. */
export function paintHighlights(): () => void {
  if (!canPaint()) return () => undefined;
  let frame = 0;
  const soon = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(paint);
  };
  const observer = new MutationObserver(soon);
  const stop = effect(() => {
    observer.disconnect();
    soon();
    if (app.highlights.value.length === 0) return;
    const main = document.querySelector("main");
    if (main !== null)
      observer.observe(main, { childList: true, characterData: true, subtree: true });
  });
  return () => {
    stop();
    observer.disconnect();
    cancelAnimationFrame(frame);
    CSS.highlights.clear();
  };
}

function paint(): void {
  const words = app.highlights.value;
  const ranges = new Map<number, Range[]>(words.map(({ colour }) => [colour, []]));
  if (words.length > 0) {
    for (const place of document.querySelectorAll(PLACES)) {
      const nodes = textsIn(place);
      const text = nodes
        .map(({ data }) => data)
        .join("")
        .slice(0, MAX_TEXT);
      for (const { word, colour } of words) {
        for (const at of occurrences(text, word))
          ranges.get(colour)?.push(rangeOf(nodes, at, at + word.length));
      }
    }
  }
  for (let colour = 0; colour < COLOUR_COUNT; colour += 1) {
    const found = ranges.get(colour) ?? [];
    if (found.length === 0) CSS.highlights.delete(nameOf(colour));
    else CSS.highlights.set(nameOf(colour), new Highlight(...found));
  }
}

function nameOf(colour: number): string {
  return `ls-word-${colour + 1}`;
}

/** The texts of a place, in order, up to a length. */
function textsIn(place: Element): readonly Text[] {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  let length = 0;
  while (length < MAX_TEXT && walker.nextNode() !== null) {
    const { currentNode } = walker;
    if (!(currentNode instanceof Text)) continue;
    found.push(currentNode);
    length += currentNode.data.length;
  }
  return found;
}

/** A range of the joined texts; matches of the query cut them. */
function rangeOf(nodes: readonly Text[], start: number, end: number): Range {
  const range = document.createRange();
  let before = 0;
  for (const node of nodes) {
    const after = before + node.data.length;
    if (start >= before && start < after) range.setStart(node, start - before);
    if (end > before && end <= after) {
      range.setEnd(node, end - before);
      break;
    }
    before = after;
  }
  return range;
}
