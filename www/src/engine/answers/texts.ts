// What is asked of the text of queries: each question is a request or two, and its answer.

import type { PastedQuery, QueryCompletion, QueryTexts, TypedMoment } from "../engine";
import type { FoldAnswer, FoldAsk } from "../wire";
import type { Pool } from "../workers";
import type { Desk } from "./desk";
import { pastedQuery } from "./pasting";
import type { Questions } from "./questions";
import type { Viewing } from "./viewing";

const EVERYTHING = { query: "", asText: [], from: null, end: null };

export class Texts implements QueryTexts {
  private readonly parts: {
    readonly pool: Pool;
    readonly desk: Desk;
    readonly questions: Questions;
    /** Whose hits are marked. */
    readonly viewing: () => Viewing;
  };

  constructor(parts: Texts["parts"]) {
    this.parts = parts;
  }

  paste(
    query: string,
    range: readonly [start: number, end: number],
    text: string,
  ): Promise<PastedQuery | null> {
    return pastedQuery(this.parts, query, range, text);
  }

  async complete(query: string, cursor: number): Promise<QueryCompletion | null> {
    const reply = await this.parts.desk.ask({ kind: "complete", query, cursor }).catch(() => null);
    return reply?.kind === "completion" ? reply.completion : null;
  }

  moment(text: string, near: bigint | null): Promise<TypedMoment | null> {
    return this.parts.viewing().moment(text, near);
  }

  marks(
    entry: string,
    message: string,
    parts: readonly string[],
  ): Promise<readonly (readonly number[])[]> {
    return this.parts.viewing().marks(entry, message, parts);
  }

  askOfAll(ask: FoldAsk): Promise<Readonly<FoldAnswer>> {
    const { questions } = this.parts;
    return new Promise((resolve) => {
      const stop = questions.askOf(EVERYTHING, ask, (answer) => {
        if (!(answer.isComplete && questions.isWhole(answer))) return;
        resolve(answer.answer);
        // The question may be answered before there is a way to stop it.
        queueMicrotask(() => stop());
      });
    });
  }
}
