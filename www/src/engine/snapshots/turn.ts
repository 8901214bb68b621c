// What is told at once: whatever the user waits for. Figures that only grow can wait a little.

import type { Selection, Snapshot } from "../engine";

/** What is so now. */
export interface Now {
  readonly phase: Snapshot["phase"];
  readonly selection: Selection;
  /** Whether it is known about when the first entries are. */
  readonly hasEstimate: boolean;
}

/** Whether what was published last is not only behind but of something else. */
export function hasTurned(published: Snapshot, now: Now): boolean {
  const { view, error, isComplete, total } = now.selection;
  const isNewView = published.selection.view !== view || published.selection.error !== error;
  // An answer that was published is old news: figures beside it are no reason to draw at once.
  const isDone = now.phase !== "reading" && isComplete && published.selection !== now.selection;
  const isFirstChart = published.bounds === null && now.hasEstimate;
  const isFirstMatch = published.selection.total === 0 && total > 0;
  return published.phase !== now.phase || isNewView || isDone || isFirstChart || isFirstMatch;
}
