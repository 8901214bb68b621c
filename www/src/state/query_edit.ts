// Writes into the query box what a click means: level terms, `field:value`, exclusions.
//
// The engine alone understands queries. This reads only so much of one as is needed to change the terms that
// the page itself writes: words at the top level, before the first `|`.

import { LEVEL_NAMES } from "./engine_types";
import { ALL_LEVELS, levelName } from "./level";

interface Term {
  readonly text: string;
}

interface TopLevel {
  readonly terms: readonly Term[];
  /** From the first `|` on, as it was written. */
  readonly pipes: string;
}

/** Names that can stand before the colon as they are; the language has no quotes for names. */
const PLAIN_NAME = /^[A-Za-z_@$][A-Za-z0-9_.@$-]*$/;
const PLAIN_VALUE = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const WORDS_WITH_MEANING = new Set(["and", "or", "not"]);

/** Longest value that is offered as a filter; the rest is text to read, not to compare. */
export const MAX_FILTER_VALUE = 400;

/** Writes `field:value`, quoted where it has to be. */
export function fieldTerm(name: string, value: string): string {
  return `${name}:${quote(value)}`;
}

/** Whether a field and its value can be written into a query at all. */
export function canFilter(name: string, value: string): boolean {
  return (
    PLAIN_NAME.test(name) &&
    value !== "" &&
    value.length <= MAX_FILTER_VALUE &&
    !/[\r\n]/.test(value)
  );
}

/** The query with `term` added, or with `-term`; its opposite goes, and twice is once. */
export function withTerm(query: string, term: string, mode: "include" | "exclude"): string {
  const wanted = mode === "include" ? term : `-${term}`;
  const opposite = mode === "include" ? `-${term}` : term;
  const top = splitQuery(query);
  if (hasOr(top)) return join([{ text: `(${joinTerms(top.terms)})` }, { text: wanted }], top.pipes);
  const kept = top.terms.filter((other) => other.text !== opposite && other.text !== wanted);
  return join([...kept, { text: wanted }], top.pipes);
}

/** Levels that the query's own level terms let through, as bits; all if it has none. */
export function levelsOfQuery(query: string): number {
  const top = splitQuery(query);
  if (hasOr(top)) return ALL_LEVELS;
  return top.terms.reduce(
    (mask, term) => mask & (levelMaskOf(term.text) ?? ALL_LEVELS),
    ALL_LEVELS,
  );
}

/** The query with its level terms replaced by ones that let through `mask`. */
export function withLevels(query: string, mask: number): string {
  const top = splitQuery(query);
  const written = levelTerms(mask).map((text) => ({ text }));
  if (hasOr(top))
    return written.length === 0
      ? query
      : join([...written, { text: `(${joinTerms(top.terms)})` }], top.pipes);
  const others = top.terms.filter((term) => levelMaskOf(term.text) === null);
  return join([...written, ...others], top.pipes);
}

/** What a click on a level does: only this one; with others chosen, adds or removes it. */
export function toggleLevel(query: string, level: number): string {
  const mask = levelsOfQuery(query);
  if (mask === ALL_LEVELS) return withLevels(query, 1 << level);
  const toggled = mask ^ (1 << level);
  return withLevels(query, toggled === 0 ? ALL_LEVELS : toggled);
}

/** The query without this level. */
export function excludeLevel(query: string, level: number): string {
  const rest = levelsOfQuery(query) & ~(1 << level);
  return withLevels(query, rest === 0 ? ALL_LEVELS : rest);
}

/** The shortest way to write a set of levels. */
function levelTerms(mask: number): string[] {
  if (mask === ALL_LEVELS) return [];
  const chosen = levelsIn(mask);
  const lowest = chosen[0] ?? 0;
  if (chosen.length === 1) return [`level:${levelName(lowest)}`];
  const isUpTo = lowest > 0 && mask === (ALL_LEVELS & ~((1 << lowest) - 1));
  if (isUpTo) return [`level>=${levelName(lowest)}`];
  const missing = levelsIn(ALL_LEVELS & ~mask);
  return missing.length <= 2
    ? [`-level:${missing.map(levelName).join(",")}`]
    : [`level:${chosen.map(levelName).join(",")}`];
}

function levelsIn(mask: number): number[] {
  return LEVEL_NAMES.map((_, level) => level).filter((level) => (mask & (1 << level)) !== 0);
}

/** Bits of a term that is about levels only, or null. */
function levelMaskOf(term: string): number | null {
  const match = /^(-?)level(:|=|!=|>=|<=|>|<)([a-z]+(?:,[a-z]+)*)$/i.exec(term);
  const [, minus = "", operator = ":", names = ""] = match ?? [];
  const levels = names.split(",").map((name) => levelOfName(name));
  if (match === null || levels.includes(-1)) return null;
  const isAny = (level: number): boolean =>
    levels.some((bound) => compares(level, operator, bound));
  const mask = bitsOf(levelsIn(ALL_LEVELS).filter(isAny));
  const isNegated = (minus === "-") !== (operator === "!=");
  return isNegated ? ALL_LEVELS & ~mask : mask;
}

function levelOfName(name: string): number {
  const names: readonly string[] = LEVEL_NAMES;
  return names.indexOf(name.toLowerCase());
}

function bitsOf(levels: readonly number[]): number {
  return levels.reduce((bits, level) => bits | (1 << level), 0);
}

function compares(level: number, operator: string, bound: number): boolean {
  switch (operator) {
    case ">=":
      return level >= bound;
    case ">":
      return level > bound;
    // An unknown level is not a mild one.
    case "<=":
      return level <= bound && level > 0;
    case "<":
      return level < bound && level > 0;
    default:
      return level === bound;
  }
}

function quote(text: string): string {
  if (PLAIN_VALUE.test(text) && !WORDS_WITH_MEANING.has(text.toLowerCase())) return text;
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function hasOr(top: TopLevel): boolean {
  return top.terms.some((term) => term.text.toLowerCase() === "or");
}

function joinTerms(terms: readonly Term[]): string {
  return terms.map((term) => term.text).join(" ");
}

function join(terms: readonly Term[], pipes: string): string {
  return [joinTerms(terms), pipes].filter((part) => part !== "").join(" ");
}

/** Cuts a query at the spaces that stand in no quotes, no regex and no brackets. */
function splitQuery(query: string): TopLevel {
  const terms: Term[] = [];
  let text = "";
  let depth = 0;
  let closing: string | null = null;
  const finish = (): void => {
    if (text !== "") terms.push({ text });
    text = "";
  };
  for (let idx = 0; idx < query.length; idx += 1) {
    const character = query.charAt(idx);
    if (closing === null && depth === 0 && character === "|") {
      finish();
      return { terms, pipes: query.slice(idx).trim() };
    }
    if (closing === null && depth === 0 && /\s/.test(character)) {
      finish();
      continue;
    }
    const opensRegex = character === "/" && /(^|[-:(\s])$/.test(text);
    text += character;
    if (closing !== null) {
      if (character === "\\") {
        idx += 1;
        text += query.charAt(idx);
      } else if (character === closing) closing = null;
    } else if (character === '"') closing = '"';
    else if (opensRegex) closing = "/";
    else if (character === "(") depth += 1;
    else if (character === ")") depth = Math.max(0, depth - 1);
  }
  finish();
  return { terms, pipes: "" };
}
