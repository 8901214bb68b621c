// Where a word occurs in a text, whatever the case of its letters.

/** More than this in one text is a pattern, and nothing to look at one by one. */
const MAX_PLACES = 500;

/** Starts of `word` in `text`, in UTF-16 units; what overlaps counts once. */
export function occurrences(text: string, word: string): readonly number[] {
  const places: number[] = [];
  if (word === "") return places;
  const lower = folded(text);
  const wanted = folded(word);
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    places.push(at);
    if (places.length === MAX_PLACES) break;
  }
  return places;
}

/** In small letters, where that keeps its length: places in it are places in the text. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
