// Undo and redo for what the user looks at.

/** A value with what it was before and what was undone. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last change was part of: typing, one turn of the wheel. Null if it stands alone. */
  readonly gesture: string | null;
}

/** More steps than anybody goes back. */
const MAX_PAST = 200;

/** A history with nothing to undo. */
export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], gesture: null };
}

/** The history after a change; changes of the same gesture are undone as one. */
export function change<T>(history: History<T>, next: T, gesture: string | null): History<T> {
  const isSameGesture = gesture !== null && gesture === history.gesture;
  const past = isSameGesture ? history.past : [...history.past, history.present].slice(-MAX_PAST);
  return { past, present: next, future: [], gesture };
}

/** One step back, or the same history if there is none. */
export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    gesture: null,
  };
}

/** One step forward again. */
export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, gesture: null };
}
