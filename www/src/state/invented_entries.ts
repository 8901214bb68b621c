// What the invented entries of the made-up engine say, and what its sources are called.

import { type Example, type ExampleAsk, LEVEL_NAMES, type OwnFormat } from "./engine_types";
import { ALL_LEVELS } from "./level";

export const MESSAGES: readonly (readonly [level: number, text: string])[] = [
  [3, "GET /api/v2/cart 200 14ms"],
  [3, "checkout finished in 231 ms"],
  [3, "session renewed for user 8841"],
  [2, "cache hit ratio 0.93 over the last minute"],
  [3, "GET /api/v2/products?page=3 200 22ms"],
  [2, "pool: 14 of 40 connections in use"],
  [1, "enter PaymentClient.authorize"],
  [5, "slow answer from payments-b: 2,114 ms"],
];
export const FAILURES: readonly (readonly [level: number, text: string])[] = [
  [6, "payment authorisation failed: Read timed out after 3000 ms"],
  [6, "POST /api/v2/checkout 504 upstream timeout"],
  [5, "retrying authorize, attempt 2 of 3"],
  [7, "circuit breaker payments-b opened after 50 failures"],
];
export const NAMES = [
  "gateway-access.log",
  "payments.log",
  "orders.jsonl",
  "inventory.log",
  "search.log",
];

/** The same numbers every time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** A pattern that names how many marks there are; of nine lines it reads five. */
export function inventedExample(_source: number, _line: string, ask: ExampleAsk): Promise<Example> {
  const marks = ask.kind === "marks" ? ask.marks : [];
  const pattern = ask.kind === "pattern" ? ask.pattern : `${marks.length} marks`;
  const others = [{ line: 3, text: "stray" }];
  const counts = { nLines: 9, nRead: 5, nMore: 1, nOthers: 3, others };
  return Promise.resolve({ pattern, problem: null, marks, ...counts });
}

/** A format whose name is the text of its file; one with "bad" in it is not sound. */
export function inventedFormat(text: string): Promise<OwnFormat | string> {
  return Promise.resolve(
    text.includes("bad") ? "it is bad" : { name: "mine", pattern: text, example: "" },
  );
}

/** What is wrong with the first and the second source, where something is to be. */
export function troubleOf(id: number, name: string): string | null {
  if (id === 0)
    return `The gzip data end too early: 4,096 bytes are missing. What could be read is shown. ${name}`;
  return id === 1
    ? `${name} changed on disk at 10:41 UTC. What you see is the version that was read.`
    : null;
}

/** Levels that `level:x` or `level>=x` lets through, as bits. */
export function levelsOfQuery(query: string): number {
  const [, operator, name = ""] = /level(:|>=)([a-z]+)/.exec(query) ?? [];
  const names: readonly string[] = LEVEL_NAMES;
  const level = names.indexOf(name);
  if (level < 0) return ALL_LEVELS;
  return operator === ":" ? 1 << level : ALL_LEVELS & ~((1 << level) - 1);
}
