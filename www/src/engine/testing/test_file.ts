// For tests: files whose bytes are at hand at once, as a worker's reader wants them, and that do what files may do: come
// only so far, change on disk, or hold what kills a worker.

import type { Want } from "../wire";
import type { Bytes } from "../workers";
import type { Streams } from "../workers/byte_streams";

const MAX_PIECE_BYTES = 256 * 1024;

export interface FileTroubles {
  /** Its bytes come through a stream, up to here; the rest when it is let go. */
  readonly heldAt?: number;
  /** The byte that kills the worker that reads it. */
  readonly lethalAt?: number;
}

export class TestFile extends File {
  private readonly content: Bytes;
  private readonly lethalAt: number | null;
  private end: number;
  readonly isHeld: boolean;
  private hasChanged = false;
  private readonly waiting = new Set<() => void>();
  /** How often a worker has read it. */
  reads = 0;
  /** Up to here a stream has given it. */
  givenEnd = 0;

  constructor(name: string, text: string, troubles: FileTroubles = {}) {
    const bytes = new TextEncoder().encode(text);
    super([bytes], name, { lastModified: 0 });
    this.content = bytes;
    this.lethalAt = troubles.lethalAt ?? null;
    this.isHeld = troubles.heldAt !== undefined;
    this.end = troubles.heldAt ?? bytes.length;
    // A small file is read without a slice.
    origins.set(this, { file: this, start: 0, end: bytes.length });
  }

  override slice(start = 0, end = this.size): Blob {
    const slice = super.slice(start, end);
    origins.set(slice, { file: this, start, end });
    return slice;
  }

  get isLethal(): boolean {
    return this.lethalAt !== null;
  }

  /** Somebody waits for what is held. */
  get isAwaited(): boolean {
    return this.waiting.size > 0;
  }

  /** Gives all of it from now on, or all before `end`. */
  letGo(end = this.content.length): void {
    this.end = end;
    for (const go of this.waiting) go();
    this.waiting.clear();
  }

  /** It is another file on disk now: no byte of it can be read any more. */
  change(): void {
    this.hasChanged = true;
    this.letGo();
  }

  /** The file is on disk what it was. */
  changeBack(): void {
    this.hasChanged = false;
  }

  /** The next bytes at a place, once they are let through. */
  async take(start: number): Promise<Bytes> {
    while (start >= this.end && start < this.content.length) {
      await new Promise<void>((go) => this.waiting.add(go));
    }
    const end = Math.min(this.end, start + MAX_PIECE_BYTES);
    this.givenEnd = end;
    return new Uint8Array(this.read(start, end));
  }

  /** Bytes at once; throws what a browser throws. */
  read(start: number, end: number): ArrayBuffer {
    this.reads += 1;
    if (this.hasChanged) throw new DOMException("the file changed", "NotReadableError");
    if (this.lethalAt !== null && this.lethalAt >= start && this.lethalAt < end) {
      isLethalRead = true;
    }
    return this.content.slice(start, end).buffer;
  }
}

/** Which part of which file a slice is. */
const origins = new WeakMap<Blob, { file: TestFile; start: number; end: number }>();

let isLethalRead = false;

/** Whether `work` read what kills. */
export function readsLethal(work: () => void): boolean {
  isLethalRead = false;
  work();
  return isLethalRead;
}

/** What workers of a browser read with; Node has none. */
class TestReader {
  readAsArrayBuffer(slice: Blob): ArrayBuffer {
    const origin = origins.get(slice);
    if (origin === undefined) throw new Error("this is no slice of a test's file");
    return origin.file.read(origin.start, origin.end);
  }
}

Object.assign(globalThis, { FileReaderSync: TestReader });

/** Small files whole, as a worker of a browser reads them at once; but what kills is read by the step that parses it. */
export function readTogether(files: readonly File[]): readonly Uint8Array[] | null {
  try {
    return files.map((file) => {
      if (!(file instanceof TestFile) || file.isLethal) throw new Error("read it by itself");
      return new Uint8Array(file.read(0, file.size));
    });
  } catch {
    return null;
  }
}

/** Streams of held files, for the workers of tests; other files are read by slices. */
export class TestStreams implements Streams {
  private readonly files = new Map<number, TestFile>();

  take(source: number, file: File): boolean {
    const isTaken = file instanceof TestFile && file.isHeld;
    if (isTaken) this.files.set(source, file);
    return isTaken;
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
    const file = this.files.get(source) ?? null;
    this.files.delete(source);
    return file;
  }

  expect(): void {}
  rest(): void {}
}
