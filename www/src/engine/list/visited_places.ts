// Remembers where in a list recent rows were, so that scrolling on needs no search.

import type { EntryKey } from "../engine";

/** A place whose rank was known at some time. */
export interface VisitedPlace {
  readonly key: EntryKey;
  readonly rank: number;
}

const MAX_PLACES = 64;

/** The last places; whoever uses one must check its rank, since lists grow. */
export class VisitedPlaces {
  private places: readonly VisitedPlace[] = [];

  remember(place: VisitedPlace): void {
    this.places = [...this.places.filter((known) => known.rank !== place.rank), place].slice(
      -MAX_PLACES,
    );
  }

  /** The closest place at most `reach` before row `first`, or null. */
  before(first: number, reach: number): VisitedPlace | null {
    let best: VisitedPlace | null = null;
    for (const place of this.places) {
      const isNear = place.rank <= first && first - place.rank <= reach;
      if (isNear && place.rank >= (best?.rank ?? 0)) {
        best = place;
      }
    }
    return best;
  }

  /** Another list is shown. */
  forget(): void {
    this.places = [];
  }
}
