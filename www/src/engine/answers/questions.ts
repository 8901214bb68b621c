// What is asked of the workers: a selection and questions about it, and questions about other entries.
//
// Every question has a generation, which rises whenever what it is about changes. The desk is told
// of a question before the workers are, so that it knows what their parts are of.

import type { Answered } from "../engine";
import type { FoldAsk } from "../wire";
import type { Pool } from "../workers";
import type { Desk, DeskAnswer } from "./desk";

interface Question {
  readonly ask: FoldAsk;
  /** Which entries it is about. */
  readonly selection: number;
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

type Selected = SelectionSpec & { readonly generation: number };

/** The selection that the list shows. */
export const LIST = 0;
/** What is looked for in the list, without hiding anything. */
export const FOUND = 1;
/** Folds, and selections besides the main ones, have other numbers in each set of questions. */
const NUMBERS_OF_EACH = 1_000_000;
const NOTHING: Selected = { query: "", asText: [], from: null, end: null, generation: 0 };

export class Questions {
  private readonly pool: Pool;
  private readonly desk: Desk;
  private readonly byFold = new Map<number, Question>();
  private readonly selection: number;
  private nextFold: number;
  private nextSelection: number;
  private generation = 0;
  private readonly selected = new Map<number, Selected>();

  constructor(pool: Pool, desk: Desk, selection = LIST) {
    this.pool = pool;
    this.desk = desk;
    this.selection = selection;
    this.nextFold = selection * NUMBERS_OF_EACH;
    this.nextSelection = (selection + 1) * NUMBERS_OF_EACH;
    // The workers always have that of the list.
    if (selection === LIST) {
      this.selected.set(LIST, NOTHING);
    }
  }

  /** Forgets the selection. */
  end(): void {
    this.unselect(this.selection);
  }

  /** Sets what is selected; the desk has read the query already. All questions about it start over. */
  select(spec: SelectionSpec): void {
    this.setSelection(this.selection, spec);
    for (const [fold, { selection }] of this.byFold) {
      if (selection === this.selection) {
        this.begin(fold);
      }
    }
  }

  /** Asks about what is selected, now and whenever that changes; returns the way to stop. */
  ask(ask: FoldAsk, onAnswer: (answer: DeskAnswer) => void): () => void {
    const fold = this.add(this.selection, ask, onAnswer);
    return () => this.stop(fold);
  }

  /** Asks about other entries; returns the way to stop. */
  askOf(spec: SelectionSpec, ask: FoldAsk, onAnswer: (answer: DeskAnswer) => void): () => void {
    const selection = this.nextSelection;
    this.nextSelection += 1;
    this.setSelection(selection, spec);
    const fold = this.add(selection, ask, onAnswer);
    return () => {
      this.stop(fold);
      this.unselect(selection);
    };
  }

  /** Asks about other entries for good; returns the number of the question. */
  askAlways(spec: SelectionSpec, ask: FoldAsk, onAnswer: (answer: DeskAnswer) => void): number {
    const selection = this.nextSelection;
    this.nextSelection += 1;
    this.setSelection(selection, spec);
    return this.add(selection, ask, onAnswer);
  }

  /** Gives a new worker all questions. */
  onStarted(slot: number): void {
    for (const selection of this.selected.keys()) {
      this.tellSelection(slot, selection);
    }
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

  /** An answer as whoever asked sees it. */
  answered(answer: DeskAnswer): Answered {
    const { lookedAt, unsearched, isComplete, bulk } = answer;
    const isWhole = isComplete && this.isWhole(answer);
    return { lookedAt, unsearched, isComplete: isWhole, answer: answer.answer, bulk };
  }

  /** Whether parts of all workers are in an answer. */
  isWhole(answer: DeskAnswer): boolean {
    return answer.nWorkers === this.pool.live.length;
  }

  private setSelection(selection: number, spec: SelectionSpec): void {
    this.generation += 1;
    this.selected.set(selection, { ...spec, generation: this.generation });
    for (const slot of this.pool.live) {
      this.tellSelection(slot, selection);
    }
  }

  private unselect(selection: number): void {
    if (this.selected.delete(selection)) {
      this.pool.tellAll({ kind: "unselect", selection });
    }
  }

  private add(selection: number, ask: FoldAsk, onAnswer: Question["onAnswer"]): number {
    const fold = this.nextFold;
    this.nextFold += 1;
    this.byFold.set(fold, { ask, selection, generation: 0, onAnswer, answer: null });
    this.begin(fold);
    return fold;
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

  private tellSelection(slot: number, selection: number): void {
    const selected = this.selected.get(selection);
    if (selected !== undefined) {
      const asText = [...selected.asText];
      this.pool.tell(slot, { kind: "select", selection, ...selected, asText });
    }
  }

  private tellFold(slot: number, fold: number, { generation, selection, ask }: Question): void {
    this.pool.tell(slot, { kind: "fold", fold, selection, generation, ask });
  }
}
