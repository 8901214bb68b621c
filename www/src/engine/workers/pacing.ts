// How much a worker does in one step, and when it holds back.

export const STEP_TARGET_MILLIS = 12;
const FIRST_BUDGET_BYTES = 1_048_576;
const MIN_BUDGET_BYTES = 65_536;
// At 200 MB/s a step of this size takes 80 ms, still below the 100 ms that a cancel may take.
const MAX_BUDGET_BYTES = 16 * 1_048_576;
/** A search for rows asks several times in a row: reading waits so long for the next request … */
const PAUSE_MILLIS = 12;
/** … and for this share of its time at most, so that scrolling does not stop it. */
const PAUSE_SHARE = 0.2;
const MAX_CREDIT_MILLIS = 60;

/** Adapts the size of steps to their speed, and grants pauses. */
export class Pacer {
  /** Bytes for the next step. */
  budgetBytes = FIRST_BUDGET_BYTES;
  private pauseUntilMillis = 0;
  private creditMillis = MAX_CREDIT_MILLIS;

  /** A step is done. One that had little to do, not `isFull`, says nothing about the speed unless it was slow. */
  stepped(tookMillis: number, isFull: boolean): void {
    if (isFull || tookMillis > STEP_TARGET_MILLIS) {
      this.budgetBytes = nextBudget(this.budgetBytes, tookMillis);
    }
    const creditMillis = this.creditMillis + tookMillis * PAUSE_SHARE;
    this.creditMillis = Math.min(MAX_CREDIT_MILLIS, creditMillis);
  }

  /** Puts the next step off, as far as steps before have earned it. */
  pause(nowMillis: number): void {
    const fromMillis = Math.max(nowMillis, this.pauseUntilMillis);
    const pauseMillis = Math.min(nowMillis + PAUSE_MILLIS - fromMillis, this.creditMillis);
    this.creditMillis -= pauseMillis;
    this.pauseUntilMillis = fromMillis + pauseMillis;
  }

  /** How long the next step has to wait; zero or below: not at all. */
  waitMillis(nowMillis: number): number {
    return this.pauseUntilMillis - nowMillis;
  }
}

/** Aims at the target, by a factor of two at most, since one step may be slow by chance. */
export function nextBudget(budgetBytes: number, tookMillis: number): number {
  const factor = Math.min(2, Math.max(0.5, STEP_TARGET_MILLIS / Math.max(tookMillis, 0.1)));
  const wanted = budgetBytes * factor;
  return Math.round(Math.min(MAX_BUDGET_BYTES, Math.max(MIN_BUDGET_BYTES, wanted)));
}
