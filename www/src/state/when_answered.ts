// Waiting for the answer to a query.

import { effect } from "@preact/signals";
import { choice, isAnswered, queryError } from "./derived";

/**
 * Resolves once a query is answered and `isReady`, which may read signals; false if it cannot be read, or another is
 * asked before that.
 */
export function whenAnswered(query: string, isReady = (): boolean => true): Promise<boolean> {
  return new Promise((resolve) => {
    let isOver = false;
    const stop = effect(() => {
      const isGivenUp = choice.value.query !== query || queryError.value !== null;
      if (isOver || !(isGivenUp || (isAnswered.value && isReady()))) return;
      isOver = true;
      // The effect may run before there is a way to stop it.
      queueMicrotask(() => {
        stop();
        resolve(!isGivenUp);
      });
    });
  });
}
