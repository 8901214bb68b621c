// Formats by example: asks one worker what a line and its marks make of the start of a source.

import type { Example, ExampleAsk, FormatTitle, OwnFormat } from "../engine";
import type { Request } from "../wire";
import { type Answer, type Pool, WorkerLost } from "../workers";
import type { ExampleRequest } from "./opener";
import type { Reading } from "./reading";

const MAX_TRIES = 2;

export class Examples {
  private readonly pool: Pool;
  private readonly reading: Pick<Reading, "known" | "opener">;

  constructor(pool: Pool, reading: Pick<Reading, "known" | "opener">) {
    this.pool = pool;
    this.reading = reading;
  }

  async example(source: number, line: string, ask: ExampleAsk): Promise<Example> {
    const marks = ask.kind === "marks" ? [...ask.marks] : null;
    const pattern = ask.kind === "pattern" ? ask.pattern : null;
    const answer = await retried(() => this.askAbout(source, { line, marks, pattern }));
    const { head } = answer;
    if (head.kind !== "example") {
      throw new Error(head.kind === "failed" ? head.message : `a worker answered ${head.kind}`);
    }
    const { kind: _, ...example } = head;
    return example;
  }

  /** Asks the worker that has read the start of a source, or any. */
  private askAbout(source: number, ask: ExampleRequest): Promise<Answer> {
    const { known, opener } = this.reading;
    const record = known.byId.get(source);
    const slot = known.taskAt(source, 0)?.slot ?? this.pool.live[0];
    return record === undefined || slot === undefined
      ? Promise.reject(new Error("the source cannot be read now"))
      : opener.askAbout(slot, record, ask);
  }

  async builtInFormats(): Promise<readonly FormatTitle[]> {
    const { head } = await this.askAny({ kind: "formats" });
    if (head.kind !== "formats") {
      throw new Error(`a worker answered ${head.kind}`);
    }
    return head.formats;
  }

  async readFormat(text: string): Promise<OwnFormat | string> {
    const { head } = await this.askAny({ kind: "readFormat", text });
    if (head.kind !== "format") {
      throw new Error(`a worker answered ${head.kind}`);
    }
    return head.format ?? head.problem ?? "The file cannot be read.";
  }

  /** What every worker knows. */
  private askAny(request: Request): Promise<Answer> {
    return retried(() => {
      const [slot] = this.pool.live;
      if (slot === undefined) {
        throw new Error("no worker is left");
      }
      return this.pool.ask(slot, request);
    });
  }
}

/** A worker may die and be replaced meanwhile. */
async function retried<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof WorkerLost) || tries >= MAX_TRIES) {
        throw error;
      }
    }
  }
}
