// Reading on the page for workers that may not read files by themselves.
//
// Safari refuses a file in a worker of a page without an origin. Then the page reads the ranges that
// a worker asks for and pushes them: one is parsed while the next is read, never more, so that
// memory stays small however large the file is.

import type { Want } from "../wire";
import type { Port } from "./port";

export type Bytes = Uint8Array<ArrayBuffer>;

/** What a worker looks at to find out the format of a source. */
const HEAD_BYTES = 1_048_576;
const TAIL_BYTES = 65_536;

interface ReadAhead {
  readonly source: number;
  readonly start: number;
  readonly end: number;
  readonly bytes: Promise<Bytes>;
}

export class Pump {
  /** By worker: the range it will probably ask for next. */
  private readonly ahead = new Map<Port, ReadAhead>();

  /** Pushes the first and the last bytes of a source. Rejects if they cannot be read. */
  async pushEnds(port: Port, source: number, file: File): Promise<void> {
    const headEnd = Math.min(HEAD_BYTES, file.size);
    const tailStart = file.size - TAIL_BYTES;
    port.append(source, 0, await readRange(file, 0, headEnd));
    if (headEnd < file.size) {
      port.append(source, tailStart, await readRange(file, tailStart, file.size));
    }
  }

  /** Pushes what a worker asks for, then reads on. Rejects if it cannot be read. */
  async push(port: Port, file: File, want: Want): Promise<void> {
    const { source, start, end } = want;
    const ahead = this.ahead.get(port);
    this.ahead.delete(port);
    const isAhead = ahead?.source === source && ahead.start === start && ahead.end === end;
    const bytes = await (isAhead ? ahead.bytes : readRange(file, start, end));
    port.append(source, start, bytes);

    const nextEnd = Math.min(file.size, end + (end - start));
    if (nextEnd > end) {
      const next = readRange(file, end, nextEnd);
      // If it fails, it fails again when it is asked for.
      next.catch(() => this.ahead.delete(port));
      this.ahead.set(port, { source, start: end, end: nextEnd, bytes: next });
    }
  }

  /** Drops what was read for a worker that is gone or has nothing to read. */
  forget(port: Port): void {
    this.ahead.delete(port);
  }
}

/** Whether the page itself can read a file: not a folder, and still what it was. */
export async function canPageRead(file: File): Promise<boolean> {
  try {
    // A slice of nothing never asks the disk: only the whole tells an empty file from one that is gone.
    await (file.size === 0 ? file.arrayBuffer() : readRange(file, 0, 1));
    return true;
  } catch {
    return false;
  }
}

async function readRange(file: File, start: number, end: number): Promise<Bytes> {
  const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
  if (bytes.length !== end - start) {
    throw new Error("the file is shorter than it was");
  }
  return bytes;
}
