// What reading tells the engine.

export interface ReadingEvents {
  /** A worker's place has a new one that knows nothing: what the old one told is void. */
  onForgotten(slot: number): void;
  /** What the tasks that start at or after `from` read of a source is void. */
  onVoid(source: number, from: number): void;
  /** Something about a source changed. */
  onChange(): void;
  /** The present time, for sentences. */
  now(): Date;
}
