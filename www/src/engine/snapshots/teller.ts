// Decides when to tell the page: soon, but not too often.

/** Runs `tell` at most once an interval, unless it is urgent; always after the running code. */
export class Teller {
  private readonly tell: () => void;
  private readonly intervalMillis: () => number;
  private toldAtMillis = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private dueAtMillis = 0;

  constructor(intervalMillis: () => number, tell: () => void) {
    this.intervalMillis = intervalMillis;
    this.tell = tell;
  }

  /** Tells within the interval. */
  soon(): void {
    this.plan(this.toldAtMillis + this.intervalMillis());
  }

  /** Tells as soon as the running code is done. */
  urgently(): void {
    this.plan(Number.NEGATIVE_INFINITY);
  }

  stop(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  private plan(dueAtMillis: number): void {
    if (this.timer !== null && this.dueAtMillis <= dueAtMillis) {
      return;
    }
    this.stop();
    this.dueAtMillis = dueAtMillis;
    const waitMillis = Math.max(0, dueAtMillis - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      this.toldAtMillis = performance.now();
      this.tell();
    }, waitMillis);
  }
}
