// Log entries as they are pasted into an issue: Markdown that says where they come from.

export interface PlacedText {
  readonly source: string;
  /** First line in the source; 0 if it is not known. */
  readonly line: number;
  readonly text: string;
}

/** More places than this are told by the first and the last of them. */
const MAX_PLACES = 8;

/** Entries in order; those of one source that follow each other share a block. */
export function markdownOf(entries: readonly PlacedText[]): string {
  const blocks: PlacedText[][] = [];
  for (const entry of entries) {
    const block = blocks.at(-1);
    if (block?.[0]?.source === entry.source) block.push(entry);
    else blocks.push([entry]);
  }
  return blocks.map(blockOf).join("\n");
}

function blockOf(entries: readonly PlacedText[]): string {
  const texts = entries.map(({ text }) => text.replace(/\r?\n$/, ""));
  const fence = "`".repeat(Math.max(3, 1 + longestRun(texts)));
  const head = `${codeOf(entries[0]?.source ?? "")}${placesOf(entries)}:`;
  return `${head}\n\n${fence}text\n${texts.join("\n")}\n${fence}\n`;
}

/** Where the entries stand: lines that follow each other as one range. */
function placesOf(entries: readonly PlacedText[]): string {
  if (entries.some(({ line }) => line === 0)) return "";
  const ranges: { first: number; last: number }[] = [];
  for (const { line, text } of entries) {
    const last = line + lineEnds(text.replace(/\r?\n$/, ""));
    const range = ranges.at(-1);
    if (range !== undefined && line === range.last + 1) range.last = last;
    else ranges.push({ first: line, last });
  }
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined) return "";
  if (ranges.length > MAX_PLACES) {
    return `, ${entries.length} entries from line ${first.first} to ${last.last}`;
  }
  const isOne = ranges.length === 1 && first.first === first.last;
  const named = ranges.map((range) =>
    range.first === range.last ? `${range.first}` : `${range.first}–${range.last}`,
  );
  return `, ${isOne ? "line" : "lines"} ${named.join(", ")}`;
}

function lineEnds(text: string): number {
  return text.split("\n").length - 1;
}

/** A name as code, whatever it holds. */
function codeOf(name: string): string {
  const oneLine = name.replaceAll(/\s/g, " ");
  const ticks = "`".repeat(1 + longestRun([oneLine]));
  const room = /^`|`$/.test(oneLine) ? " " : "";
  return `${ticks}${room}${oneLine}${room}${ticks}`;
}

/** The longest run of backticks. */
function longestRun(texts: readonly string[]): number {
  let longest = 0;
  for (const text of texts) {
    for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  }
  return longest;
}
