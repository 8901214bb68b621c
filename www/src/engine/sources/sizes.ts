// The sizes of files, each asked for once: for one that was dropped the browser may ask the system, a tenth of a
// millisecond each time, and sizes are wanted of thousands at every change.

const known = new WeakMap<File, number>();

/** So many are asked for at once: on a busy machine each may take half a millisecond. */
const AT_ONCE = 25;

/** The size of a file. */
export function sizeOfFile(file: File): number {
  const size = known.get(file) ?? file.size;
  known.set(file, size);
  return size;
}

/** The same, but zero as long as it has not been asked for. */
export function knownSizeOfFile(file: File): number {
  return known.get(file) ?? 0;
}

/** Asks for the sizes of files: of the first at once, of the others by and by; tells whose came later. */
export async function measure<Item>(
  items: readonly Item[],
  fileOf: (item: Item) => File,
  onSize: (item: Item) => void,
): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) {
    if (at > 0) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    for (const item of items.slice(at, at + AT_ONCE)) {
      sizeOfFile(fileOf(item));
      if (at > 0) {
        onSize(item);
      }
    }
  }
}
