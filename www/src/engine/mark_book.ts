// Remembers where in a list recent rows were, so that scrolling on needs no search.

import type { EntryKey } from "./engine";

/** A place whose rank was known at some time. */
export interface Mark {
  readonly key: EntryKey;
  readonly rank: number;
}

const MAX_MARKS = 64;

/** The last marks; whoever uses one must check its rank, since lists grow. */
export class MarkBook {
  private marks: readonly Mark[] = [];

  remember(mark: Mark): void {
    this.marks = [...this.marks.filter((known) => known.rank !== mark.rank), mark].slice(
      -MAX_MARKS,
    );
  }

  /** The closest place at most `reach` before row `first`, or null. */
  before(first: number, reach: number): Mark | null {
    let best: Mark | null = null;
    for (const mark of this.marks) {
      const isNear = mark.rank <= first && first - mark.rank <= reach;
      if (isNear && mark.rank >= (best?.rank ?? 0)) {
        best = mark;
      }
    }
    return best;
  }

  /** Another list is shown. */
  forget(): void {
    this.marks = [];
  }
}
