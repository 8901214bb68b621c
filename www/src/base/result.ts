// The outcome of something that can fail for a reason the user should read.

export type Result<T, E = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** Wraps a success. */
export function succeed<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** Wraps a failure. */
export function fail<E>(error: E): Result<never, E> {
  return { ok: false, error };
}
