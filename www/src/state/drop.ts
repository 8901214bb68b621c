// Files out of what was dropped or chosen: several at once, folders to any depth.

import type { InputFile } from "./engine_types";

export interface Dropped {
  readonly files: readonly InputFile[];
  /** Folders and files that the browser refused to open. */
  readonly unreadable: number;
}

/** The parts of the browser's directory entries that are used. */
interface AnyEntry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly fullPath: string;
}
interface FileEntry extends AnyEntry {
  file(found: (file: File) => void, failed: (error: unknown) => void): void;
}
interface FolderEntry extends AnyEntry {
  createReader(): {
    readEntries(
      found: (entries: readonly AnyEntry[]) => void,
      failed: (error: unknown) => void,
    ): void;
  };
}

/** Files of a picker; those out of a folder keep their path in it. */
export function inputsFromFiles(files: readonly File[]): readonly InputFile[] {
  return files.map((file) => ({
    file,
    path:
      file.webkitRelativePath === "" || file.webkitRelativePath === undefined
        ? file.name
        : file.webkitRelativePath,
  }));
}

/** Every file in a drop, sorted by path. */
export async function collectDropped(transfer: DataTransfer): Promise<Dropped> {
  // The list is emptied when the event is over: all entries are taken before the first wait.
  const taken = [...transfer.items]
    .filter((item) => item.kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: InputFile[] = [];
  let unreadable = 0;
  for (const { entry, file } of taken) {
    if (entry === null) {
      if (file !== null) found.push({ file, path: file.name });
    } else unreadable += await walk(entry, found);
  }
  found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { files: found, unreadable };
}

/** Collects the files under `entry`; returns how many entries could not be opened. */
export async function walk(entry: AnyEntry, found: InputFile[]): Promise<number> {
  try {
    if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
      found.push({ file, path: entry.fullPath.replace(/^\//, "") });
      return 0;
    }
    if (!isFolder(entry)) return 1;
    let unreadable = 0;
    for (const child of await listFolder(entry)) unreadable += await walk(child, found);
    return unreadable;
  } catch {
    return 1;
  }
}

async function listFolder(folder: FolderEntry): Promise<readonly AnyEntry[]> {
  const reader = folder.createReader();
  const all: AnyEntry[] = [];
  // Chromium hands out at most 100 at a time; an empty batch is the end.
  for (;;) {
    const batch = await new Promise<readonly AnyEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

function isFile(entry: AnyEntry): entry is FileEntry {
  return entry.isFile;
}

function isFolder(entry: AnyEntry): entry is FolderEntry {
  return entry.isDirectory;
}
