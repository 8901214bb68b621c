// What is asked of the workers: a selection, and questions about it.
//
// Every question has a generation, which rises whenever what it is about changes. The desk is told
// of a question before the workers are, so that it knows what their parts are of.

import type { Answered } from "../engine";
import type { FoldAsk } from "../wire";
import type { Pool } from "../workers";
import type { Desk, DeskAnswer } from "./desk";

interface Question {
  readonly ask: FoldAsk;
  generation: number;
  readonly onAnswer: (answer: DeskAnswer) => void;
  /** What was handed on last. */
  answer: DeskAnswer | null;
}

/** What is selected. */
export interface SelectionSpec {
  readonly query: string;
  /** Names that it has without quotes and that are no fields here: their terms are text. */
  readonly asText: readonly string[];
  readonly from: string | null;
  readonly end: string | null;
}

/** The selection that the list shows. */
export const LIST = 0;
/** What is looked for in the list, without hiding anything. */
export const FOUND = 1;
/** Folds of different selections have different numbers. */
const FOLDS_OF_EACH = 1_000_000;

export class Questions {
  private readonly pool: Pool;
  private readonly desk: Desk;
  private readonly byFold = new Map<number, Question>();
  private readonly selection: number;
  /** Whether the workers know of the selection; they always have that of the list. */
  private isOn: boolean;
  private nextFold: number;
  private generation = 0;
  private selected: SelectionSpec & { readonly generation: number } = {
    query: "",
    asText: [],
    from: null,
    end: null,
    generation: 0,
  };

  constructor(pool: Pool, desk: Desk, selection = LIST) {
    this.pool = pool;
    this.desk = desk;
    this.selection = selection;
    this.isOn = selection === LIST;
    this.nextFold = selection * FOLDS_OF_EACH;
  }

  /** Forgets the selection. */
  end(): void {
    this.isOn = false;
    this.pool.tellAll({ kind: "unselect", selection: this.selection });
  }

  /** Sets what is selected; the desk has read the query already. All questions start over. */
  select(spec: SelectionSpec): void {
    this.isOn = true;
    this.generation += 1;
    this.selected = { ...spec, generation: this.generation };
    for (const slot of this.pool.live) {
      this.tellSelection(slot);
    }
    for (const fold of this.byFold.keys()) {
      this.begin(fold);
    }
  }

  /** Asks about what is selected, now and whenever that changes; returns the way to stop. */
  ask(ask: FoldAsk, onAnswer: (answer: DeskAnswer) => void): () => void {
    const fold = this.nextFold;
    this.nextFold += 1;
    this.byFold.set(fold, { ask, generation: 0, onAnswer, answer: null });
    this.begin(fold);
    return () => this.stop(fold);
  }

  /** Gives a new worker all questions. */
  onStarted(slot: number): void {
    this.tellSelection(slot);
    for (const [fold, question] of this.byFold) {
      this.tellFold(slot, fold, question);
    }
  }

  /** Asks a new desk, and has the workers tell it all that they know. */
  onDeskRestarted(): void {
    for (const [fold, { generation, ask }] of this.byFold) {
      this.desk.tell({ kind: "ask", fold, generation, ask });
    }
    for (const slot of this.pool.live) {
      this.desk.expectAgain(slot);
      this.pool.tell(slot, { kind: "resend" }, () => this.desk.onAskedAgain(slot));
    }
  }

  /** Hands answers to those who asked; what answers an older question is dropped. */
  onAnswers(answers: readonly DeskAnswer[]): void {
    for (const answer of answers) {
      const question = this.byFold.get(answer.fold);
      if (question !== undefined && question.generation === answer.generation) {
        question.answer = answer;
        question.onAnswer(answer);
      }
    }
  }

  /** A worker is gone and the desk knows: what is whole without it is handed on again. */
  onLost(): void {
    for (const { answer, onAnswer } of this.byFold.values()) {
      if (answer !== null && this.isWhole(answer)) {
        onAnswer(answer);
      }
    }
  }

  /** An answer as the page takes it. */
  answered(answer: DeskAnswer): Answered {
    const { lookedAt, unsearched, isComplete } = answer;
    const isWhole = isComplete && this.isWhole(answer);
    return { lookedAt, unsearched, isComplete: isWhole, answer: answer.answer };
  }

  /** Whether parts of all workers are in an answer. */
  isWhole(answer: DeskAnswer): boolean {
    return answer.nWorkers === this.pool.live.length;
  }

  private begin(fold: number): void {
    const question = this.byFold.get(fold);
    if (question === undefined) {
      return;
    }
    this.generation += 1;
    question.generation = this.generation;
    question.answer = null;
    this.desk.tell({ kind: "ask", fold, generation: question.generation, ask: question.ask });
    for (const slot of this.pool.live) {
      this.tellFold(slot, fold, question);
    }
  }

  private stop(fold: number): void {
    if (this.byFold.delete(fold)) {
      this.desk.tell({ kind: "unask", fold });
      this.pool.tellAll({ kind: "unfold", fold });
    }
  }

  private tellSelection(slot: number): void {
    if (!this.isOn) {
      return;
    }
    const asText = [...this.selected.asText];
    const { selection } = this;
    this.pool.tell(slot, { kind: "select", selection, ...this.selected, asText });
  }

  private tellFold(slot: number, fold: number, { generation, ask }: Question): void {
    const { selection } = this;
    this.pool.tell(slot, { kind: "fold", fold, selection, generation, ask });
  }
}
