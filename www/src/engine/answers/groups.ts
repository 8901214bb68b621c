// All that the page asks about groups.

import type { Answered, EntryAbout, EntryGroup, GroupQuestions } from "../engine";
import type { FoldAsk } from "../wire";
import { BesideGroups } from "./beside_groups";
import type { Desk } from "./desk";
import { KnownGroups } from "./known_groups";
import type { Questions } from "./questions";

export class Groups implements GroupQuestions {
  readonly known: KnownGroups;
  readonly beside: BesideGroups;
  private readonly questions: Questions;

  constructor(desk: Desk, questions: Questions, onKnown: () => void) {
    this.questions = questions;
    this.known = new KnownGroups({ desk, questions, onKnown });
    this.beside = new BesideGroups(questions);
  }

  askBeside(ask: FoldAsk, onAnswer: (answered: Answered) => void): () => void {
    return this.beside.ask(ask, (answer) => onAnswer(this.questions.answered(answer)));
  }

  of(about: EntryAbout): Promise<EntryGroup | null> {
    return this.known.groupOf(about);
  }
}
