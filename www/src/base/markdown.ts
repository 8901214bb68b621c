// Log entries as they are pasted into an issue: Markdown that says where they come from.

export interface PlacedText {
  readonly source: string;
  /** First line in the source; 0 if it is not known. */
  readonly line: number;
  readonly text: string;
}

/** More places than this are told by the first and the last of them. */
const MAX_PLACES = 8;

/** Lines that follow each other. */
interface Lines {
  readonly first: number;
  last: number;
}

/** Entries of one source that follow each other. */
interface Block {
  readonly source: string;
  /** Their texts, those added at once as one; as bytes, since to encode all in the end would take long, too. */
  readonly texts: Uint8Array<ArrayBuffer>[];
  nEntries: number;
  /** The longest run of backticks in them. */
  longestRun: number;
  /** Where they stand; of many places all but the last have gone together. */
  readonly places: Lines[];
  nPlaces: number;
  /** Of each it is known where it stands. */
  isPlaced: boolean;
}

/** Entries in order, taken as they come: a hundred thousand at once would hold up the page. */
export class Markdown {
  private readonly blocks: Block[] = [];

  /** Takes the next entries; those of one source that follow each other share a block. */
  add(entries: readonly PlacedText[]): void {
    for (let first = 0; first < entries.length; ) {
      const { source } = entries[first] ?? { source: "" };
      let end = first + 1;
      while (entries[end]?.source === source) end += 1;
      const last = this.blocks.at(-1);
      const block = last?.source === source ? last : newBlock(source);
      if (block !== last) this.blocks.push(block);
      const texts = entries.slice(first, end).map((entry) => textIn(block, entry));
      block.texts.push(encoder.encode(texts.join("\n")));
      first = end;
    }
  }

  /** The whole text. */
  parts(): BlobPart[] {
    return this.blocks.flatMap((block, idx) => {
      const fence = "`".repeat(Math.max(3, 1 + block.longestRun));
      const head = `${idx === 0 ? "" : "\n"}${codeOf(block.source)}${placesOf(block)}:\n\n${fence}text`;
      const texts = block.texts.flatMap((text): BlobPart[] => ["\n", text]);
      return [head, ...texts, `\n${fence}\n`];
    });
  }
}

const encoder = new TextEncoder();

function newBlock(source: string): Block {
  const places: Lines[] = [];
  return { source, texts: [], nEntries: 0, longestRun: 0, places, nPlaces: 0, isPlaced: true };
}

/** Notes an entry in its block; its text without the line end behind it. */
function textIn(block: Block, { line, text }: PlacedText): string {
  const trimmed = text.replace(/\r?\n$/, "");
  const { places } = block;
  const last = places.at(-1);
  const end = line + lineEnds(trimmed);
  if (last !== undefined && line === last.last + 1) last.last = end;
  else {
    if (places.length > MAX_PLACES) places.pop();
    places.push({ first: line, last: end });
    block.nPlaces += 1;
  }
  block.nEntries += 1;
  block.isPlaced &&= line !== 0;
  block.longestRun = Math.max(block.longestRun, longestRun(trimmed));
  return trimmed;
}

/** Where the entries of a block stand: lines that follow each other as one range. */
function placesOf({ places, nPlaces, nEntries, isPlaced }: Block): string {
  const [first, last] = [places[0], places.at(-1)];
  if (!isPlaced || first === undefined || last === undefined) return "";
  if (nPlaces > MAX_PLACES) {
    return `, ${nEntries} entries from line ${first.first} to ${last.last}`;
  }
  const isOne = nPlaces === 1 && first.first === first.last;
  const named = places.map((range) =>
    range.first === range.last ? `${range.first}` : `${range.first}–${range.last}`,
  );
  return `, ${isOne ? "line" : "lines"} ${named.join(", ")}`;
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** A name as code, whatever it holds. */
function codeOf(name: string): string {
  const oneLine = name.replaceAll(/\s/g, " ");
  const ticks = "`".repeat(1 + longestRun(oneLine));
  const room = /^`|`$/.test(oneLine) ? " " : "";
  return `${ticks}${room}${oneLine}${room}${ticks}`;
}

/** The longest run of backticks. */
function longestRun(text: string): number {
  if (!text.includes("`")) return 0;
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
