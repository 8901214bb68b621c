// What is looked for in the list without hiding anything: a selection beside that of the list.

import type { ListedView, Selection } from "../engine";
import type { Pool } from "../workers";
import type { Desk } from "./desk";
import { FOUND, Questions } from "./questions";
import { Viewing, type ViewingParts } from "./viewing";

/** What a query may depend on. */
type FindingKnown = Pick<ViewingParts, "bounds" | "groups">;

export class Finding {
  /** Told of workers and answers as those of the list are. */
  readonly questions: Questions;
  private readonly parts: {
    readonly pool: Pool;
    readonly desk: Desk;
  } & FindingKnown;
  private current: Viewing | null = null;

  constructor(pool: Pool, desk: Desk, known: FindingKnown) {
    this.parts = { pool, desk, ...known };
    this.questions = new Questions(pool, desk, FOUND);
  }

  /** What is looked for; null while nothing is. */
  get viewing(): Viewing | null {
    return this.current;
  }

  /** Looks for what matches both, the list's query and another one, in the list's range. */
  set(list: ListedView, query: string, onFound: (found: Selection) => void): void {
    this.end();
    const viewing = new Viewing({
      ...this.parts,
      questions: this.questions,
      onChange: () => {
        // What a viewing begins with is about everything.
        if (viewing.selection.view === view) onFound(viewing.selection);
      },
    });
    const both = list.query === "" ? `(${query})` : `(${list.query}) (${query})`;
    const view = { query: both, range: list.range, grid: null };
    this.current = viewing;
    viewing.set(view);
  }

  /** Looks for nothing any more. */
  end(): void {
    if (this.current === null) return;
    this.current.stop();
    this.current = null;
    this.questions.end();
  }
}
