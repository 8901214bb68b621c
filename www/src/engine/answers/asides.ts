// What is said beside an answer: which term leaves nothing, and how many values are no numbers.
//
// Both take questions about other entries than those of the list, asked only once the list has its answer.

import type { EmptyingTerm, ViewSpec } from "../engine";
import type { FoldAsk, NumbersAnswer, WireTerm } from "../wire";
import type { Desk, DeskAnswer } from "./desk";
import type { Parsed } from "./hints";
import type { Questions, SelectionSpec } from "./questions";

/** More terms than this are not tried one by one. */
const MAX_TERMS = 8;
const COUNTS: FoldAsk = { fold: "counts", grid: null };

/** What an answer is of. */
export interface Answered {
  readonly view: ViewSpec;
  readonly asText: readonly string[];
  /** With the fields that the query compares, each with the quantity as it is written. */
  readonly parsed: Pick<Parsed, "compared" | "settled">;
}

export interface AsidesParts {
  readonly desk: Desk;
  readonly questions: Questions;
  readonly onChange: () => void;
}

export class Asides {
  private readonly parts: AsidesParts;
  private about: Answered | null = null;
  private isEmptyAsked = false;
  private stops: (() => void)[] = [];
  private terms: readonly EmptyingTerm[] = [];
  private readonly numbersOf = new Map<string, NumbersAnswer>();

  constructor(parts: AsidesParts) {
    this.parts = parts;
  }

  /** How many entries there would be without each of the terms, as far as that is known. */
  get emptying(): readonly EmptyingTerm[] {
    return this.terms;
  }

  /** For each comparison how many values it can be made with. */
  get numbers(): readonly NumbersAnswer[] {
    return [...this.numbersOf.values()];
  }

  /** The list has its answer: what there is to say beside it is asked for. */
  begin(about: Answered, isEmpty: boolean): void {
    if (this.about !== about) {
      this.stop();
      this.about = about;
      for (const [field, bound] of about.parsed.compared) this.askNumbers(about, field, bound);
    }
    if (isEmpty && !this.isEmptyAsked) {
      this.isEmptyAsked = true;
      void this.askTerms(about);
    }
  }

  /** Another answer is awaited. */
  stop(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
    this.about = null;
    this.isEmptyAsked = false;
    this.terms = [];
    this.numbersOf.clear();
  }

  private askNumbers(about: Answered, field: string, bound: string): void {
    const everything = specOf(about, "", about.view.range);
    this.askOf(everything, { fold: "numbers", field, bound }, ({ answer }) => {
      if (answer.fold === "numbers") this.numbersOf.set(`${field} ${bound}`, answer);
    });
  }

  private async askTerms(about: Answered): Promise<void> {
    const { view, parsed } = about;
    const [typed, settled] = await Promise.all([
      this.termsOf(view.query),
      this.termsOf(parsed.settled),
    ]);
    if (this.about !== about || typed.length !== settled.length) return;
    if (typed.length + (view.range === null ? 0 : 1) < 2) return;
    for (const [idx, { text, without }] of typed.slice(0, MAX_TERMS).entries()) {
      const term = { text, query: without, total: 0, isRange: false };
      this.askTerm(about, term, settled[idx]?.without ?? without);
    }
    if (view.range !== null) {
      const term = { text: "", query: view.query, total: 0, isRange: true };
      this.askTerm(about, term, parsed.settled);
    }
  }

  private async termsOf(query: string): Promise<readonly WireTerm[]> {
    const reply = await this.parts.desk.ask({ kind: "terms", query }).catch(() => null);
    return reply?.kind === "terms" ? reply.terms : [];
  }

  /** `query` is what the workers are asked: without the term, and with instants for times. */
  private askTerm(about: Answered, term: EmptyingTerm, query: string): void {
    const range = term.isRange ? null : about.view.range;
    this.askOf(specOf(about, query, range), COUNTS, ({ answer }) => {
      if (answer.fold !== "counts") return;
      const isOther = ({ text, isRange }: EmptyingTerm): boolean =>
        text !== term.text || isRange !== term.isRange;
      const found = { ...term, total: answer.total };
      this.terms = [...this.terms.filter(isOther), found].sort((a, b) => b.total - a.total);
    });
  }

  private askOf(spec: SelectionSpec, ask: FoldAsk, take: (answer: DeskAnswer) => void): void {
    const { questions, onChange } = this.parts;
    this.stops.push(
      questions.askOf(spec, ask, (answer) => {
        if (!(answer.isComplete && questions.isWhole(answer))) return;
        take(answer);
        onChange();
      }),
    );
  }
}

function specOf({ asText }: Answered, query: string, range: ViewSpec["range"]): SelectionSpec {
  return {
    query,
    asText,
    from: range?.from.toString() ?? null,
    end: range?.end.toString() ?? null,
  };
}
