// Reads large files forward through byte streams, where the browser is best at that.
//
// In Chromium a stream of a file runs 2 MiB ahead by itself, in memory that it shares with the
// process that reads; what is there is copied once into a buffer that is used again and again. By
// measurement a worker pays 0.2 to 0.5 s of CPU time a GB for that, against 0.6 to 2.6 s for slices
// of any size, and never waits for the disk. Firefox is faster by slices (research/browsers.md, 2.2).

import type { Want } from "../wire";
import type { Bytes } from "./pump";

/** As much as Chromium keeps ready. */
const BUFFER_BYTES = 2 * 1_048_576;
/** Less is not worth a step of the core, but the first bytes are wanted at once. */
const MIN_PIECE_BYTES = 512 * 1024;
/** Smaller files come in one slice anyway. */
const MIN_FILE_BYTES = 4 * 1_048_576;

/** A stream that is open does not notice that the file has changed: it is looked at again so often, and at the end. */
const CHECK_BYTES = 16 * 1_048_576;
/** Beyond its end a range is read on for the rest of its last entry. */
const TAIL_BYTES = 64 * 1024;

/** Part of a source that will be read from front to back. */
export interface Stretch {
  readonly source: number;
  readonly start: number;
  readonly end: number;
}

/** What the loop needs to let the browser read ahead. */
export interface Streams {
  /** Takes a file if it is better read through a stream; says whether. */
  take(source: number, file: File): boolean;
  has(source: number): boolean;
  /** A stretch will be read some time from now. */
  expect(stretch: Stretch): void;
  /** The bytes at `want.start`, at least one; their buffer is used again by the next call. Rejects if there are none. */
  next(want: Want): Promise<Bytes>;
  /** Gives a file up and says which it was. */
  drop(source: number): File | null;
  /** Nothing more is wanted for now. */
  rest(): void;
}

interface OpenStream {
  readonly source: number;
  readonly reader: ReadableStreamBYOBReader;
  /** Where the next piece starts. */
  at: number;
  /** Up to here the file was what it had been. */
  checkedAt: number;
  readonly end: number;
}

export class ByteStreams implements Streams {
  private readonly files = new Map<number, File>();
  private expected: Stretch[] = [];
  private open: OpenStream | null = null;
  private buffer = new ArrayBuffer(0);

  take(source: number, file: File): boolean {
    const isTaken = file.size >= MIN_FILE_BYTES && isBestStreamed(file);
    if (isTaken) {
      this.files.set(source, file);
    }
    return isTaken;
  }

  has(source: number): boolean {
    return this.files.has(source);
  }

  expect(stretch: Stretch): void {
    this.expected.push(stretch);
  }

  async next({ source, start }: Want): Promise<Bytes> {
    const isFirst = this.open?.source !== source || this.open.at !== start;
    const stream = isFirst ? this.openAt(source, start) : this.open;
    if (stream === null) {
      throw new Error("this source has no stream");
    }
    const min = Math.min(isFirst ? 1 : MIN_PIECE_BYTES, stream.end - start);
    const buffer =
      this.buffer.byteLength === BUFFER_BYTES ? this.buffer : new ArrayBuffer(BUFFER_BYTES);
    // Until the answer is there the buffer belongs to the stream.
    this.buffer = new ArrayBuffer(0);
    const { value } = await stream.reader.read(new Uint8Array(buffer), { min });
    if (value === undefined || value.length === 0) {
      throw new Error("the file is shorter than it was");
    }
    stream.at += value.length;
    if (stream.at >= stream.end || stream.at - stream.checkedAt >= CHECK_BYTES) {
      // Rejects if the file was changed since it was dropped.
      await this.files.get(source)?.slice(0, 1).arrayBuffer();
      stream.checkedAt = stream.at;
    }
    if (stream.at >= stream.end && this.open === stream) {
      this.close();
    }
    this.buffer = value.buffer;
    return value;
  }

  drop(source: number): File | null {
    const file = this.files.get(source) ?? null;
    this.files.delete(source);
    this.expected = this.expected.filter((stretch) => stretch.source !== source);
    if (this.open?.source === source) {
      this.close();
    }
    return file;
  }

  rest(): void {
    this.close();
    this.buffer = new ArrayBuffer(0);
  }

  private openAt(source: number, start: number): OpenStream | null {
    this.close();
    const file = this.files.get(source);
    if (file === undefined) {
      return null;
    }
    const end = Math.min(file.size, this.endOf(source, start) + TAIL_BYTES);
    const stream = file.slice(start, end).stream();
    const reader = stream.getReader({ mode: "byob" });
    this.open = { source, reader, at: start, checkedAt: start, end };
    return this.open;
  }

  /** End of the stretch that a place is in, or a byte before for the sake of its first line. */
  private endOf(source: number, start: number): number {
    const holds = (stretch: Stretch): boolean =>
      stretch.source === source && stretch.start <= start + 1 && start < stretch.end;
    const idx = this.expected.findIndex(holds);
    // Stretches are read in the order in which they were told.
    this.expected = this.expected.slice(Math.max(0, idx));
    return idx < 0 ? start : (this.expected[0]?.end ?? start);
  }

  private close(): void {
    this.open?.reader.cancel().catch(() => undefined);
    this.open = null;
  }
}

/** Whether this browser has streams that fill a given buffer, and is not better at slices. */
function isBestStreamed(file: File): boolean {
  if (/Firefox\//.test(globalThis.navigator?.userAgent ?? "")) {
    return false;
  }
  try {
    const reader = file.slice(0, 0).stream().getReader({ mode: "byob" });
    void reader.cancel();
    return true;
  } catch {
    return false;
  }
}
