// Cuts log text into pieces to draw: plain, matched by the query, and characters that cannot be seen.
//
// Log text is hostile: a control character or a bidirectional override could make a line read as
// something it does not say. They are drawn as a name instead.
// biome-ignore-all lint/suspicious/noControlCharactersInRegex: these are what is looked for

/** What to look for; words and phrases ignore case, as the query does. */
export interface Needle {
  readonly text: string;
  readonly isRegex: boolean;
}

export interface Piece {
  readonly kind: "plain" | "match" | "unseen";
  readonly text: string;
}

/** More than this in one line is noise, and costs. */
const MAX_MATCHES = 100;

/** Controls but tab and newline, bidirectional controls, zero-width characters, line separators. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

/** A repeated group that repeats inside: can take time exponential in the length of the line here. */
const RISKY = /[+*}]\)?[+*{]|\([^)]*[+*|][^)]*\)[+*{]/;

const matcherCache = new Map<string, RegExp | null>();

/** Cuts `text` into pieces that, `unseen` ones aside, add up to it. */
export function cutPieces(text: string, needles: readonly Needle[]): readonly Piece[] {
  const matcher = matcherOf(needles);
  if (matcher === null) return cutUnseen(text, "plain");
  const pieces: Piece[] = [];
  let end = 0;
  matcher.lastIndex = 0;
  for (let found = 0; found < MAX_MATCHES; found += 1) {
    const match = matcher.exec(text);
    if (match === null) break;
    if (match[0] === "") {
      matcher.lastIndex += 1;
      continue;
    }
    pieces.push(
      ...cutUnseen(text.slice(end, match.index), "plain"),
      ...cutUnseen(match[0], "match"),
    );
    end = match.index + match[0].length;
  }
  pieces.push(...cutUnseen(text.slice(end), "plain"));
  return pieces;
}

/** Names a character that cannot be seen: `U+202E`, or `ESC` for the one that colours terminals. */
export function nameUnseen(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x1b) return "ESC";
  if (code === 0) return "NUL";
  if (code === 0x0d) return "CR";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function cutUnseen(text: string, kind: "plain" | "match"): Piece[] {
  if (text === "") return [];
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > end) pieces.push({ kind, text: text.slice(end, match.index) });
    pieces.push({ kind: "unseen", text: nameUnseen(match[0]) });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind, text: text.slice(end) });
  return pieces;
}

function matcherOf(needles: readonly Needle[]): RegExp | null {
  if (needles.length === 0) return null;
  const key = needles.map((needle) => `${needle.isRegex ? "r" : "t"}${needle.text}`).join("\u0000");
  const cached = matcherCache.get(key);
  if (cached !== undefined) return cached;
  const sources = needles
    .map((mark) => (mark.isRegex ? regexSource(mark.text) : escapeRegex(mark.text)))
    .filter((source) => source !== "");
  const matcher = sources.length === 0 ? null : new RegExp(sources.join("|"), "gi");
  if (matcherCache.size > 20) matcherCache.clear();
  matcherCache.set(key, matcher);
  return matcher;
}

/** The engine's dialect differs a little from the browser's: what the browser cannot read is not marked. */
function regexSource(pattern: string): string {
  if (RISKY.test(pattern)) return "";
  try {
    new RegExp(pattern);
    return `(?:${pattern})`;
  } catch {
    return "";
  }
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
