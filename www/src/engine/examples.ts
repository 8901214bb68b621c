// Formats by example: asks one worker what a line and its marks make of the start of a source.

import type { Example, ExampleAsk, FormatTitle, OwnFormat } from "./engine";
import type { Answer } from "./messages";
import type { Pool } from "./pool";
import { WorkerLost } from "./port";
import type { Reading } from "./reading";
import type { Request } from "./wire";

const MAX_TRIES = 2;

export class Examples {
  private readonly pool: Pool;
  private readonly reading: Reading;

  constructor(pool: Pool, reading: Reading) {
    this.pool = pool;
    this.reading = reading;
  }

  async example(source: number, line: string, ask: ExampleAsk): Promise<Example> {
    const marks = ask.kind === "marks" ? [...ask.marks] : null;
    const pattern = ask.kind === "pattern" ? ask.pattern : null;
    const answer = await retried(() => this.reading.askAbout(source, { line, marks, pattern }));
    const { head } = answer;
    if (head.kind !== "example") {
      throw new Error(head.kind === "failed" ? head.message : `a worker answered ${head.kind}`);
    }
    const { kind: _, ...example } = head;
    return example;
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
