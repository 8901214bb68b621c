// By which a file is known again when it comes a second time: what it was like when it was first opened.
//
// Logs are appended to, replaced, cut short or copied over. Its first and last bytes and some between tell a file that
// was only appended to from all the others; what would fool them is an edit in place that changes none of these pieces.

import { partsOf, SMALL_FILE_BYTES } from "../workers";
import { sizeOfFile } from "./sizes";

/** A file as it was. */
export interface Fingerprint {
  readonly sizeBytes: number;
  readonly pieces: Uint8Array<ArrayBuffer>;
}

const END_BYTES = 2048;
const PIECE_BYTES = 256;
const PIECES_BETWEEN = 14;

/** Takes the pieces of a file, in one read. Rejects if it cannot be read. */
async function fingerprintOf(file: File): Promise<Fingerprint> {
  return { sizeBytes: file.size, pieces: await piecesOf(file, file.size) };
}

/** Takes the pieces of several files, of small ones in one read for all; null for one that cannot be read. */
export async function fingerprintsOf(
  files: readonly File[],
): Promise<readonly (Fingerprint | null)[]> {
  const wholes = files.length > 1 && files.every(isSmall) ? await wholesOf(files) : null;
  if (wholes === null) {
    return Promise.all(files.map((file) => fingerprintOf(file).catch(() => null)));
  }
  return wholes.map((whole) => ({
    sizeBytes: whole.length,
    pieces: piecesIn(whole, whole.length),
  }));
}

/** Whether a file is small enough to be read whole, with others. */
export function isSmall(file: File): boolean {
  return sizeOfFile(file) <= SMALL_FILE_BYTES;
}

/** All of several files; null if one of them cannot be read. */
async function wholesOf(files: readonly File[]): Promise<readonly Uint8Array[] | null> {
  try {
    return partsOf(new Uint8Array(await new Blob([...files]).arrayBuffer()), files);
  } catch {
    return null;
  }
}

/** Whether a file still begins with what it was. */
export async function beginsWith(file: File, { sizeBytes, pieces }: Fingerprint): Promise<boolean> {
  if (file.size < sizeBytes) {
    return false;
  }
  try {
    const now = await piecesOf(file, sizeBytes);
    return now.length === pieces.length && now.every((byte, idx) => byte === pieces[idx]);
  } catch {
    return false;
  }
}

/** The pieces of the first `sizeBytes` of a file. */
async function piecesOf(file: File, sizeBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  // Every slice is a message to another process and waits for it: a small file is read whole instead.
  if (isSmall(file)) {
    return piecesIn(new Uint8Array(await file.arrayBuffer()), sizeBytes);
  }
  const slices = rangesOf(sizeBytes).map(([start, end]) => file.slice(start, end));
  return new Uint8Array(await new Blob(slices).arrayBuffer());
}

/** The same of a file that was read whole. */
function piecesIn(whole: Uint8Array, sizeBytes: number): Uint8Array<ArrayBuffer> {
  return joined(rangesOf(sizeBytes).map(([start, end]) => whole.subarray(start, end)));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The start of a file, pieces of it and its end. */
function rangesOf(sizeBytes: number): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [[0, Math.min(END_BYTES, sizeBytes)]];
  const stepBytes = Math.floor(sizeBytes / (PIECES_BETWEEN + 1));
  // Smaller files have their ends in each other's reach.
  for (let at = stepBytes; stepBytes > END_BYTES && at < sizeBytes - END_BYTES; at += stepBytes) {
    ranges.push([at, at + PIECE_BYTES]);
  }
  ranges.push([Math.max(0, sizeBytes - END_BYTES), sizeBytes]);
  return ranges;
}
