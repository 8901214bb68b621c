// For tests: a file that gives its bytes only as far as the test lets it, so that reading is under way for as long as
// the test needs that.

import type { Streams } from "./byte_streams";
import type { Bytes } from "./pump";
import type { Want } from "./wire";

const MAX_PIECE_BYTES = 256 * 1024;

export class HeldFile {
  readonly file: File;
  private readonly bytes: Bytes;
  private end: number;
  private readonly waiting = new Set<() => void>();
  /** Up to here workers were given it, if one reads it from its start. */
  givenEnd = 0;

  /** A file that is held at byte `end`. */
  constructor(name: string, text: string, end: number) {
    this.file = new File([text], name, { lastModified: 0 });
    this.bytes = new TextEncoder().encode(text);
    this.end = end;
    held.set(this.file, this);
  }

  /** Gives all of it from now on. */
  letGo(): void {
    this.end = this.bytes.length;
    for (const go of this.waiting) go();
    this.waiting.clear();
  }

  /** The next bytes at a place, once they are let through. */
  async take(start: number): Promise<Bytes> {
    while (start >= this.end && start < this.bytes.length) {
      await new Promise<void>((go) => this.waiting.add(go));
    }
    const piece = this.bytes.slice(start, Math.min(this.end, start + MAX_PIECE_BYTES));
    this.givenEnd = start + piece.length;
    return piece;
  }
}

const held = new WeakMap<File, HeldFile>();

/** Streams of held files, for a worker of a test; other files are read by slices. */
export class HeldStreams implements Streams {
  private readonly files = new Map<number, HeldFile>();

  take(source: number, file: File): boolean {
    const known = held.get(file);
    if (known !== undefined) this.files.set(source, known);
    return known !== undefined;
  }

  has(source: number): boolean {
    return this.files.has(source);
  }

  async next({ source, start }: Want): Promise<Bytes> {
    const piece = await this.files.get(source)?.take(start);
    if (piece === undefined || piece.length === 0) throw new Error("there is nothing more");
    return piece;
  }

  drop(source: number): File | null {
    const file = this.files.get(source)?.file ?? null;
    this.files.delete(source);
    return file;
  }

  expect(): void {}
  rest(): void {}
}
