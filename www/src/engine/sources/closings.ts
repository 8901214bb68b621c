// Sources whose closing a worker has not confirmed yet.
//
// What a worker says of such a source is of the past, even if the source is being read anew under
// the same number.

export class Closings {
  private readonly pending = new Map<string, number>();

  begin(slot: number, source: number): void {
    const key = keyOf(slot, source);
    this.pending.set(key, (this.pending.get(key) ?? 0) + 1);
  }

  confirm(slot: number, source: number): void {
    const key = keyOf(slot, source);
    const left = (this.pending.get(key) ?? 0) - 1;
    if (left > 0) {
      this.pending.set(key, left);
    } else {
      this.pending.delete(key);
    }
  }

  has(slot: number, source: number): boolean {
    return this.pending.has(keyOf(slot, source));
  }

  /** A dead worker confirms nothing, and says nothing. */
  forget(slot: number): void {
    for (const key of [...this.pending.keys()].filter((key) => key.startsWith(keyOf(slot, "")))) {
      this.pending.delete(key);
    }
  }
}

function keyOf(slot: number, source: number | ""): string {
  return `${slot}:${source}`;
}
