// A question about what would be listed if the query named no groups: the list of groups shows all that one
// can choose from, whichever is chosen.

import type { FoldAsk } from "../wire";
import type { DeskAnswer } from "./desk";
import type { Questions, SelectionSpec } from "./questions";

type OnAnswer = (answer: DeskAnswer) => void;

export class BesideGroups {
  private readonly questions: Questions;
  private spec: SelectionSpec = { query: "", asText: [], from: null, end: null };
  private readonly asked = new Map<
    number,
    { ask: FoldAsk; onAnswer: OnAnswer; stop: () => void }
  >();
  private next = 0;

  constructor(questions: Questions) {
    this.questions = questions;
  }

  /** What is listed now, but for groups. */
  set(spec: SelectionSpec): void {
    if (isSame(spec, this.spec)) return;
    this.spec = spec;
    for (const question of this.asked.values()) {
      question.stop();
      question.stop = this.questions.askOf(spec, question.ask, question.onAnswer);
    }
  }

  /** Asks now and whenever that changes; returns the way to stop. */
  ask(ask: FoldAsk, onAnswer: OnAnswer): () => void {
    const id = this.next;
    this.next += 1;
    this.asked.set(id, { ask, onAnswer, stop: this.questions.askOf(this.spec, ask, onAnswer) });
    return () => {
      this.asked.get(id)?.stop();
      this.asked.delete(id);
    };
  }
}

function isSame(one: SelectionSpec, other: SelectionSpec): boolean {
  return (
    one.query === other.query &&
    one.from === other.from &&
    one.end === other.end &&
    one.asText.join("\n") === other.asText.join("\n")
  );
}
