// What closed sources leave behind in workers, and which workers are replaced for it.
//
// The memory of a WASM core never shrinks: what a closed source took is used again by the next, but goes back to the
// system only with the worker. A worker is replaced when what was closed in it is worth it and is more than what it
// holds besides, which then has to be read again.

import { countIn } from "../figures";
import type { KnownSource } from "./known_source";

/** Less than this is not worth a new worker. */
const WORTH_BYTES = 32 * 1_048_576;

/** A worker to replace, and the sources of which it holds something that has to be read again. */
export interface Replacement {
  readonly slot: number;
  readonly others: readonly KnownSource[];
}

export class Leftovers {
  /** Bytes of text that each worker once read for sources that are closed now. */
  private readonly closed = new Map<number, number>();

  /** Workers that are worth replacing now that some sources are closed and `others` stay. */
  afterClosing(
    closed: readonly KnownSource[],
    others: readonly KnownSource[],
  ): readonly Replacement[] {
    for (const [slot, bytes] of bytesBySlot(closed)) {
      this.closed.set(slot, (this.closed.get(slot) ?? 0) + bytes);
    }
    const held = bytesBySlot(others);
    return [...this.closed]
      .filter(([slot, bytes]) => bytes >= WORTH_BYTES && bytes > (held.get(slot) ?? 0))
      .map(([slot]) => ({
        slot,
        others: others.filter((other) => bytesBySlot([other]).has(slot)),
      }));
  }

  /** The worker of a slot is another one now. */
  forget(slot: number): void {
    this.closed.delete(slot);
  }
}

/** What cannot be had again, since reading was cancelled or failed in it, counts as without end. */
function bytesBySlot(records: readonly KnownSource[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { slot, ledger, state } of records.flatMap((record) => record.tasks)) {
    if (slot !== null) {
      const isFinal = state === "cancelled" || state === "failed";
      const read = ledger === null ? 0 : countIn(ledger.ledger, "bytesDecoded");
      const bytes = isFinal ? Number.POSITIVE_INFINITY : read;
      sums.set(slot, (sums.get(slot) ?? 0) + bytes);
    }
  }
  return sums;
}
