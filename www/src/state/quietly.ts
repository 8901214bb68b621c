// Answers that may not come.

/** The engine rejects what was superseded: a newer question is on its way, so there is nothing to say. */
export async function quietly<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch {
    return null;
  }
}
