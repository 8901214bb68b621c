// How foreign text is shown: log text, and the names of files, members and fields.
//
// Whoever writes a log or packs an archive chooses these. A control character or a bidirectional override could make
// text read as something it does not say, so that such characters are drawn as a name instead. A browser takes seconds
// for thousands of marks on one letter, or of Arabic or Thai letters in one line: long runs are folded and counted.
// biome-ignore-all lint/suspicious/noControlCharactersInRegex: these are what is looked for

import { formatCount } from "./number_format";

/** A piece of foreign text: shown as it is, or something said in place of what is better not drawn. */
export interface ForeignPiece {
  readonly kind: "plain" | "unseen";
  readonly text: string;
}

/** Controls but tab and line feed, bidirectional controls, characters without width, fillers, tags, line separators. */
const UNSEEN_CLASS =
  "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u2028-\\u202e" +
  "\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\u{e0000}-\\u{e007f}";

/** What joins the character before it: marks, skin tones, halves of flags, parts of Hangul syllables. */
const JOINING_CLASS =
  "\\p{M}\\p{Emoji_Modifier}\\p{Regional_Indicator}\\u1100-\\u115e\\u1161-\\u11ff\\ua960-\\ua97f\\ud7b0-\\ud7ff";

/** No script needs so many in a row. */
const MOST_JOINED = 32;

const SPECIAL = new RegExp(`([${UNSEEN_CLASS}])\\1*|[${JOINING_CLASS}]{${MOST_JOINED + 1},}`, "gu");

/** The same where a name should stand on one line. */
const LINE_SPECIAL = new RegExp(
  `([${UNSEEN_CLASS}\\t\\n])\\1*|[${JOINING_CLASS}]{${MOST_JOINED + 1},}`,
  "gu",
);

/** More names than this in one text are noise, and cost: a sign stands in for each from there on. */
const MOST_NAMED = 200;
const STAND_IN = "·";

/** Scripts that browsers lay out in time that grows with the square of a line's length: from right to left, or without spaces. */
const SLOW_CLASS =
  `${JOINING_CLASS}\\u0590-\\u10ff\\u1780-\\u17ff\\u1900-\\u1aff\\ufb1d-\\ufdff\\ufe70-\\ufefe` +
  "\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}";

/** What needs no other font than Latin, mostly: changing fonts thousands of times in a line is as slow. */
const LATIN_CLASS = "\\u0000-\\u024f\\u1e00-\\u1eff\\u2000-\\u2bff";

const COSTLY = new RegExp(`\\n|([${SLOW_CLASS}]+)|[^${LATIN_CLASS}${SLOW_CLASS}]+`, "gu");

/** Of slow characters so many of a line and of a text are drawn; Chromium takes some tenths of a second for such a line. */
const COST_OF_LINE = 8000;
const COST_OF_TEXT = 100_000;
/** A run of slow characters costs as much as so many of them at least; one in another font than Latin as much as these. */
const COST_OF_SLOW_RUN = 4;
const COST_OF_OTHER_FONT = 16;

/** Characters that a name may take, in a list as in a tooltip; then its middle is left out. */
const NAME_LENGTH = 240;
const NAME_END_LENGTH = 60;

/** How much of a text can be drawn; the rest is folded as a whole. */
export function drawnLength(text: string): number {
  if (text.length <= COST_OF_LINE) return text.length;
  let inLine = 0;
  let inText = 0;
  for (const { 0: run, 1: slow, index } of text.matchAll(COSTLY)) {
    if (run === "\n") {
      inLine = 0;
      continue;
    }
    const left = Math.min(COST_OF_LINE - inLine, COST_OF_TEXT - inText);
    const cost = slow === undefined ? COST_OF_OTHER_FONT : Math.max(COST_OF_SLOW_RUN, slow.length);
    if (cost > left) return index + (slow === undefined ? 0 : startOf(slow, left).length);
    inLine += cost;
    inText += cost;
  }
  return text.length;
}

/** What stands for the rest of a text that is not drawn. */
export function restPiece(length: number): ForeignPiece {
  return { kind: "unseen", text: `${formatCount(length)} more characters, not drawn` };
}

/** Cuts a text, or several in a row that are drawn as one, into what can be drawn. */
export class ForeignCutter {
  private left = MOST_NAMED;

  cut(text: string, special: RegExp = SPECIAL): ForeignPiece[] {
    const pieces: ForeignPiece[] = [];
    let plain = "";
    let end = 0;
    for (const match of text.matchAll(special)) {
      const [run, unseen] = match;
      const kept = unseen === undefined ? startOf(run, MOST_JOINED) : "";
      plain += text.slice(end, match.index) + kept;
      end = match.index + run.length;
      if (this.left === 0) {
        plain += STAND_IN;
        continue;
      }
      this.left -= 1;
      if (plain !== "") pieces.push({ kind: "plain", text: plain });
      plain = "";
      const name = unseen === undefined ? foldedName(run) : runName(run, unseen);
      pieces.push({ kind: "unseen", text: name });
    }
    plain += text.slice(end);
    if (plain !== "") pieces.push({ kind: "plain", text: plain });
    return pieces;
  }
}

/** A name of a file, a member or a field, on one line and not too long, in pieces. */
export function cutName(name: string): readonly ForeignPiece[] {
  return new ForeignCutter().cut(shortened(name), LINE_SPECIAL);
}

/** The same as text, for labels, tooltips and sentences: `[U+202E]` stands for what cannot be seen. */
export function shownName(name: string): string {
  return textOf(cutName(name));
}

/** A sentence of ours that quotes foreign text, as text. */
export function shownSentence(sentence: string): string {
  return textOf(new ForeignCutter().cut(sentence, LINE_SPECIAL));
}

function textOf(pieces: readonly ForeignPiece[]): string {
  return pieces.map(({ kind, text }) => (kind === "plain" ? text : `[${text}]`)).join("");
}

/** Names a character that cannot be seen: `U+202E`, or `ESC` for the one that colours terminals. */
export function nameUnseen(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return NAMES.get(code) ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

const NAMES: ReadonlyMap<number, string> = new Map([
  [0, "NUL"],
  [9, "TAB"],
  [10, "LF"],
  [13, "CR"],
  [27, "ESC"],
]);

function runName(run: string, unseen: string): string {
  const times = run.length / unseen.length;
  const name = nameUnseen(unseen);
  return times === 1 ? name : `${name} × ${formatCount(times)}`;
}

function foldedName(run: string): string {
  let count = -MOST_JOINED;
  for (const _ of run) count += 1;
  return `${formatCount(count)} more joined characters`;
}

/** So many characters from the start, or all. */
function startOf(run: string, count: number): string {
  let end = 0;
  for (let taken = 0; taken < count && end < run.length; taken += 1) {
    end += (run.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return run.slice(0, end);
}

/** Without its middle if it is long: how a name ends says what it is. Never half of a pair of surrogates. */
function shortened(name: string): string {
  if (name.length <= NAME_LENGTH) return name;
  const start = name.slice(0, NAME_LENGTH - NAME_END_LENGTH).replace(/[\ud800-\udbff]$/, "");
  return `${start}…${name.slice(-NAME_END_LENGTH).replace(/^[\udc00-\udfff]/, "")}`;
}
