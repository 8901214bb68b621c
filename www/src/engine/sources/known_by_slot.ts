// Which sources the worker of a slot was told of; a new worker knows none.

export class KnownBySlot {
  private readonly sources = new Map<number, Set<number>>();

  /** Notes that a worker knows a source from now on; says whether that is new. */
  add(slot: number, source: number): boolean {
    const known = this.sources.get(slot) ?? new Set();
    this.sources.set(slot, known);
    const isNew = !known.has(source);
    known.add(source);
    return isNew;
  }

  /** All forget a source; those that knew it are the answer. */
  withdraw(source: number): readonly number[] {
    return [...this.sources].filter(([, known]) => known.delete(source)).map(([slot]) => slot);
  }

  /** The worker of a slot is another one now. */
  forget(slot: number): void {
    this.sources.delete(slot);
  }
}
