// Assertions for bugs of our own; never for what a user or a log can cause.

/** Marks a branch that the types rule out. */
export function assertUnreachable(value: never): never {
  throw new Error(`A case was not dealt with: ${String(value)}`);
}

/** Returns `value`, or stops with `what` if there is none. */
export function ensureExists<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`There is no ${what}`);
  return value;
}
