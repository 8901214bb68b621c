// By which a file is known again when it comes a second time: what it was like when it was first opened.
//
// Logs are appended to, replaced, cut short or copied over. Its first and last bytes and some between tell a file that
// was only appended to from all the others; what would fool them is an edit in place that changes none of these pieces.

/** A file as it was. */
export interface Fingerprint {
  readonly sizeBytes: number;
  readonly pieces: Uint8Array<ArrayBuffer>;
}

const END_BYTES = 2048;
const PIECE_BYTES = 256;
const PIECES_BETWEEN = 14;
const WHOLE_BYTES = 64 * 1024;

/** Takes the pieces of a file, in one read. Rejects if it cannot be read. */
export async function fingerprintOf(file: File): Promise<Fingerprint> {
  return { sizeBytes: file.size, pieces: await piecesOf(file, file.size) };
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
  const ranges = rangesOf(sizeBytes);
  // Every slice is a message to another process and waits for it: a small file is read whole instead.
  if (file.size <= WHOLE_BYTES) {
    const whole = new Uint8Array(await file.arrayBuffer());
    return joined(ranges.map(([start, end]) => whole.subarray(start, end)));
  }
  const slices = ranges.map(([start, end]) => file.slice(start, end));
  return new Uint8Array(await new Blob(slices).arrayBuffer());
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
