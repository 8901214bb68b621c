// Where a file that the page saves goes: straight to disk where the browser can, else by a download.

export interface FileSink {
  readonly name: string;
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  /** Leaves no file behind where the browser allows that. */
  abort(): Promise<void>;
}

/** What the types of this browser do not know yet. */
interface Picker {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** A download is put together of parts of this size, which the browser keeps where it likes. */
const PART_BYTES = 4 * 1_048_576;
/** Nobody closes a dialog so fast: the browser has shown none. */
const UNSEEN_MILLIS = 150;

/** Asks where the file is to go; null if the user thought better of it. */
export async function openSink(name: string): Promise<FileSink | null> {
  const picker = window as Picker;
  if (picker.showSaveFilePicker === undefined) return downloadSink(name);
  const askedAt = performance.now();
  try {
    const handle = await picker.showSaveFilePicker({ suggestedName: name });
    return await diskSink(handle);
  } catch (error) {
    const isClosed = error instanceof DOMException && error.name === "AbortError";
    if (isClosed && performance.now() - askedAt > UNSEEN_MILLIS) return null;
    return downloadSink(name);
  }
}

async function diskSink(handle: FileSystemFileHandle): Promise<FileSink> {
  const file = await handle.createWritable();
  return {
    name: handle.name,
    write: (bytes) => file.write(bytes),
    close: () => file.close(),
    abort: () => file.abort(),
  };
}

function downloadSink(name: string): FileSink {
  const parts: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let nWaiting = 0;
  const pack = (): void => {
    parts.push(new Blob(waiting));
    waiting = [];
    nWaiting = 0;
  };
  return {
    name,
    write: (bytes) => {
      waiting.push(bytes);
      nWaiting += bytes.length;
      if (nWaiting >= PART_BYTES) pack();
      return Promise.resolve();
    },
    close: () => {
      pack();
      download(new Blob(parts, { type: "application/octet-stream" }), name);
      return Promise.resolve();
    },
    abort: () => {
      parts.length = 0;
      waiting = [];
      return Promise.resolve();
    },
  };
}

/** Hands a file over as a download. */
export function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.download = name;
  link.href = address;
  link.click();
  // The browser takes the file's bytes a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
