// Reads many small files at once: each read waits for another process of the browser, whatever the size.

/** A file of this size is small: it is read whole, together with others. */
export const SMALL_FILE_BYTES = 64 * 1024;

/** The bytes of files that are read as one; null if that fails, as it does when one of them has changed. */
export function readTogether(files: readonly File[]): readonly Uint8Array[] | null {
  try {
    const buffer = new FileReaderSync().readAsArrayBuffer(new Blob([...files]));
    return partsOf(new Uint8Array(buffer), files);
  } catch {
    return null;
  }
}

/** What each file has of the bytes of all; null if they are fewer or more than all have. */
export function partsOf(
  bytes: Uint8Array<ArrayBuffer>,
  files: readonly File[],
): readonly Uint8Array<ArrayBuffer>[] | null {
  let end = 0;
  const parts = files.map(({ size }) => {
    end += size;
    return bytes.subarray(end - size, end);
  });
  return end === bytes.length ? parts : null;
}
