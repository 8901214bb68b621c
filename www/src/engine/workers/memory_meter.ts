// How much memory the workers hold, and how much they may.
//
// Each worker keeps to its share of the budget. Its figures are asked for when it has news, at most once a second,
// and once more when it has been at rest for a moment: right after an answer its rows are asked for, and those come first.

import type { MemoryUse } from "../engine";
import type { Reply } from "../wire";
import type { Answer } from "./messages";
import type { Pool } from "./pool";

type Figures = Reply & { readonly kind: "memory" };

const ASK_INTERVAL_MILLIS = 1000;
/** So long a worker rests before it is asked. */
export const REST_MILLIS = 250;
/** Before the page has said anything. */
const FIRST_BUDGET_BYTES = 2 * 1024 ** 3;

export class MemoryMeter {
  private readonly pool: Pool;
  private readonly onChange: () => void;
  private readonly figures = new Map<number, Figures>();
  private readonly askedAtMillis = new Map<number, number>();
  private readonly resting = new Map<number, ReturnType<typeof setTimeout>>();
  private budgetBytes = FIRST_BUDGET_BYTES;
  private sum: MemoryUse | null = null;

  constructor(pool: Pool, onChange: () => void) {
    this.pool = pool;
    this.onChange = onChange;
  }

  /** The figures of all workers together. */
  get use(): MemoryUse {
    this.sum ??= sumOf([...this.figures.values()], this.budgetBytes);
    return this.sum;
  }

  setBudget(budgetBytes: number): void {
    this.budgetBytes = budgetBytes;
    for (const slot of this.pool.live) {
      this.onStarted(slot);
    }
    this.changed();
  }

  /** A new worker holds nothing and knows of no budget. */
  onStarted(slot: number): void {
    this.forget(slot);
    const budgetBytes = Math.floor(this.budgetBytes / this.pool.size);
    this.pool.tell(slot, { kind: "budget", budgetBytes }, (answer) => this.take(slot, answer));
  }

  onNews(slot: number, isIdle: boolean): void {
    const askedAtMillis = this.askedAtMillis.get(slot) ?? Number.NEGATIVE_INFINITY;
    clearTimeout(this.resting.get(slot));
    if (isIdle) {
      this.resting.set(
        slot,
        setTimeout(() => this.ask(slot), REST_MILLIS),
      );
    } else if (performance.now() - askedAtMillis >= ASK_INTERVAL_MILLIS) {
      this.ask(slot);
    }
  }

  /** Asks nothing more. */
  stop(): void {
    for (const timer of this.resting.values()) {
      clearTimeout(timer);
    }
  }

  private ask(slot: number): void {
    this.askedAtMillis.set(slot, performance.now());
    this.pool.tell(slot, { kind: "memory" }, (answer) => this.take(slot, answer));
  }

  forget(slot: number): void {
    this.figures.delete(slot);
    this.changed();
  }

  private take(slot: number, { head }: Answer): void {
    if (head.kind === "memory") {
      this.figures.set(slot, head);
      this.changed();
    }
  }

  private changed(): void {
    this.sum = null;
    this.onChange();
  }
}

function sumOf(parts: readonly Figures[], budgetBytes: number): MemoryUse {
  const sum = (figure: (held: Figures["held"]) => number): number =>
    parts.reduce((total, { held }) => total + figure(held), 0);
  const indexBytes = sum((held) => held.indexBytes + held.answerBytes);
  const fieldBytes = sum((held) => held.fieldBytes);
  const textBytes = sum((held) => held.textBytes + held.readingBytes + held.cacheBytes);
  const dropped = new Set(parts.flatMap((part) => part.dropped.map(({ name }) => name)));
  return {
    indexBytes,
    fieldBytes,
    textBytes,
    totalBytes: indexBytes + fieldBytes + textBytes,
    budgetBytes,
    isOver: parts.some((part) => part.isOver),
    dropped: [...dropped].sort(),
  };
}
