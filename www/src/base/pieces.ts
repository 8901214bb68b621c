// Cuts log text into pieces to draw: plain, matched by the query, and what stands for characters that cannot be seen.

import { drawnLength, ForeignCutter, restPiece } from "./foreign_text";

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

/** A repeated group that repeats inside: can take time exponential in the length of the line here. */
const RISKY = /[+*}]\)?[+*{]|\([^)]*[+*|][^)]*\)[+*{]/;

/** A pattern that repeats something tries every length at every place: it looks at the beginning of a long text only. */
const LOOP = /[+*]|,\}/g;
const REACH_OF_ONE_LOOP = 10_000;
const REACH_OF_LOOPS = 1000;

interface Matcher {
  readonly pattern: RegExp;
  /** Matches that begin further on are not looked for. */
  readonly reach: number;
}

const matcherCache = new Map<string, Matcher | null>();

/** Cuts `text` into pieces that, `unseen` ones aside, add up to it as far as it is drawn. */
export function cutPieces(text: string, needles: readonly Needle[]): readonly Piece[] {
  const length = drawnLength(text);
  if (length === text.length) return cutAll(text, needles);
  return [...cutAll(text.slice(0, length), needles), restPiece(text.length - length)];
}

/** Whether anything of what is looked for stands in a text. */
export function hasMatch(text: string, needles: readonly Needle[]): boolean {
  const matcher = matcherOf(needles);
  return matcher !== null && matchesIn(text.slice(0, matcher.reach), matcher.pattern, 1).length > 0;
}

function cutAll(text: string, needles: readonly Needle[]): readonly Piece[] {
  const cutter = new ForeignCutter();
  const matcher = matcherOf(needles);
  if (matcher === null) return cutter.cut(text);
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of matchesIn(text.slice(0, matcher.reach), matcher.pattern)) {
    const marked = cutter
      .cut(match[0])
      .map((piece): Piece => (piece.kind === "plain" ? { ...piece, kind: "match" } : piece));
    pieces.push(...cutter.cut(text.slice(end, match.index)), ...marked);
    end = match.index + match[0].length;
  }
  pieces.push(...cutter.cut(text.slice(end)));
  return pieces;
}

/** The first matches that are not empty. */
function matchesIn(text: string, pattern: RegExp, most = MAX_MATCHES): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let tried = 0; tried < MAX_MATCHES && matches.length < most; tried += 1) {
    const match = pattern.exec(text);
    if (match === null) break;
    if (match[0] === "") pattern.lastIndex += 1;
    else matches.push(match);
  }
  return matches;
}

function matcherOf(needles: readonly Needle[]): Matcher | null {
  if (needles.length === 0) return null;
  const key = needles.map((needle) => `${needle.isRegex ? "r" : "t"}${needle.text}`).join("\u0000");
  const cached = matcherCache.get(key);
  if (cached !== undefined) return cached;
  const sources = needles
    .map((mark) => (mark.isRegex ? regexSource(mark.text) : escapeRegex(mark.text)))
    .filter((source) => source !== "");
  const matcher =
    sources.length === 0
      ? null
      : { pattern: new RegExp(sources.join("|"), "gi"), reach: reachOf(needles) };
  if (matcherCache.size > 20) matcherCache.clear();
  matcherCache.set(key, matcher);
  return matcher;
}

function reachOf(needles: readonly Needle[]): number {
  const loopsOf = ({ text, isRegex }: Needle): number =>
    isRegex ? [...text.matchAll(LOOP)].length : 0;
  const loops = Math.max(...needles.map(loopsOf));
  if (loops === 0) return Number.POSITIVE_INFINITY;
  return loops === 1 ? REACH_OF_ONE_LOOP : REACH_OF_LOOPS;
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
