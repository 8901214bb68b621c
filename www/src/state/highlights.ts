// Words that are highlighted wherever they are on screen, in up to six colours, without hiding anything.

import { app, writable } from "./app_state";
import { say } from "./detail_actions";

/** As many colours as tokens.css has for them. */
export const COLOUR_COUNT = 6;
/** Longer texts are no words. */
const MAX_LENGTH = 200;

/** Highlights the marked text, or what the find bar looks for; takes the colour from one that has it. */
export function toggleHighlight(): void {
  const marked = globalThis.getSelection?.()?.toString() ?? "";
  const word = (marked.trim() === "" ? (app.find.value?.draft ?? "") : marked).trim();
  if (word === "") say("Mark some text first, by mouse or in the find bar, then press H.");
  else if (word.includes("\n") || word.length > MAX_LENGTH)
    say(`Only words on one line, of up to ${MAX_LENGTH} letters, can be highlighted.`);
  else switchHighlight(word);
}

/** Highlights a word in a colour that is free, or no more. */
export function switchHighlight(word: string): void {
  const before = app.highlights.value;
  const others = before.filter((known) => known.word.toLowerCase() !== word.toLowerCase());
  if (others.length < before.length) {
    writable.highlights.value = others;
    return;
  }
  const free = Array.from({ length: COLOUR_COUNT }, (_, colour) => colour).find(
    (colour) => !before.some((known) => known.colour === colour),
  );
  if (free === undefined) say("Six words are highlighted. Take one away first.");
  else writable.highlights.value = [...before, { word, colour: free }];
}
