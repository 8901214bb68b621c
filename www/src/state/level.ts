// Levels by number, as the engine counts them: unknown, then trace to fatal.

import { LEVEL_NAMES, N_LEVELS } from "./engine_types";

export const UNKNOWN = 0;
export const WARN = 5;
export const ERROR = 6;
export const FATAL = 7;

/** Bits of every level. */
export const ALL_LEVELS = (1 << N_LEVELS) - 1;

/** Levels as the page lists them: worst first, what is unknown last. */
export const LEVELS_WORST_FIRST: readonly number[] = [7, 6, 5, 4, 3, 2, 1, 0];

/** Name of a level. */
export function levelName(level: number): string {
  return LEVEL_NAMES[level] ?? "unknown";
}
