// The groups of all that is read: which entries are in one that a query names, and in which one an entry is.
//
// Asked about only once somebody wants to know, and from then on: what is in a group depends on everything.

import type { EntryAbout, EntryGroup } from "../engine";
import { asked } from "./asked";
import type { Desk, DeskAnswer } from "./desk";
import type { Questions, SelectionSpec } from "./questions";

const EVERYTHING: SelectionSpec = { query: "", asText: [], from: null, end: null };

export interface KnownGroupsParts {
  readonly desk: Desk;
  readonly questions: Questions;
  /** More is known of the groups. */
  readonly onKnown: () => void;
}

export class KnownGroups {
  private readonly parts: KnownGroupsParts;
  private asked: number | null = null;
  private answer: DeskAnswer | null = null;
  private waiting: (() => void)[] = [];

  constructor(parts: KnownGroupsParts) {
    this.parts = parts;
  }

  /** The question, once it is answered. */
  get fold(): number | null {
    return this.answer === null ? null : this.asked;
  }

  /** Whether every entry read so far is known. */
  get isComplete(): boolean {
    return this.answer !== null && this.parts.questions.answered(this.answer).isComplete;
  }

  /** How many entries are known. */
  get lookedAt(): number {
    return this.answer?.lookedAt ?? 0;
  }

  /** Finds out from now on. */
  want(): void {
    const { questions, onKnown } = this.parts;
    this.asked ??= questions.askAlways(
      EVERYTHING,
      { fold: "groups", top: 0, window: null },
      (answer) => {
        if (!questions.isWhole(answer)) return;
        this.answer = answer;
        for (const wake of this.waiting) wake();
        this.waiting = [];
        onKnown();
      },
    );
  }

  /** The group of an entry; null if it has none yet. */
  async groupOf(about: EntryAbout): Promise<EntryGroup | null> {
    this.want();
    if (this.fold === null) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.fold === null) return null;
    const reply = await asked(this.parts.desk, { kind: "groupOf", groups: this.fold, about });
    if (reply?.kind !== "group" || reply.id === null) return null;
    return { id: reply.id, template: reply.template };
  }
}
