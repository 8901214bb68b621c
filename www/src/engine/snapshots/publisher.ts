// Decides when to publish a snapshot to the page: soon, but not too often.

/** Runs `publish` at most once an interval, unless it is urgent; always after the running code. */
export class Publisher {
  private readonly publish: () => void;
  private readonly intervalMillis: () => number;
  private publishedAtMillis = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private dueAtMillis = 0;

  constructor(intervalMillis: () => number, publish: () => void) {
    this.intervalMillis = intervalMillis;
    this.publish = publish;
  }

  /** Publishes within the interval. */
  soon(): void {
    this.plan(this.publishedAtMillis + this.intervalMillis());
  }

  /** Publishes as soon as the running code is done. */
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
      this.publishedAtMillis = performance.now();
      this.publish();
    }, waitMillis);
  }
}
