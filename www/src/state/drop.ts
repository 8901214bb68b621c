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

/** The parts of the browser's handles that are used. */
export interface AnyHandle {
  readonly kind: "file" | "directory";
  readonly name: string;
}
interface FileHandle extends AnyHandle {
  getFile(): Promise<File>;
}
interface FolderHandle extends AnyHandle {
  values(): AsyncIterable<AnyHandle>;
}

/** One thing of a drop, in every way that the browser can give it. */
interface Taken {
  readonly file: File | null;
  readonly entry: AnyEntry | null;
  /** Null where the browser has none. */
  readonly handle: Promise<AnyHandle | null> | null;
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
  // The list is emptied when the event is over: everything is taken before the first wait.
  const taken = [...transfer.items].filter((item) => item.kind === "file").map(take);
  const found: InputFile[] = [];
  let unreadable = 0;
  for (const one of taken) unreadable += await collect(one, found);
  found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { files: found, unreadable };
}

function take(item: DataTransferItem): Taken {
  const { getAsFileSystemHandle } = item as {
    getAsFileSystemHandle?: () => Promise<AnyHandle | null>;
  };
  return {
    file: item.getAsFile(),
    entry: item.webkitGetAsEntry(),
    handle: getAsFileSystemHandle?.call(item).catch(() => null) ?? null,
  };
}

/** On a page from disk Chromium opens no entries: files come as they are, folders by their handle if there is one. */
async function collect({ file, entry, handle }: Taken, found: InputFile[]): Promise<number> {
  if (entry?.isDirectory === true) {
    const folder = await handle;
    return folder === null ? walk(entry, found) : walkHandle(folder, "", found);
  }
  if (file === null) return 1;
  // Not waited for: reading begins at once, and a handle that never comes costs nothing but reading on.
  found.push({ file, path: file.name, ...(handle === null ? {} : reopenerOf(handle)) });
  return 0;
}

/** Collects the files under `handle`, which lies in `parent`; returns how many could not be opened. */
export async function walkHandle(
  handle: AnyHandle,
  parent: string,
  found: InputFile[],
): Promise<number> {
  const path = parent + handle.name;
  let unreadable = 0;
  try {
    if (isFileHandle(handle))
      found.push({ file: await handle.getFile(), path, ...reopenerOf(handle) });
    else if (isFolderHandle(handle)) {
      const children: AnyHandle[] = [];
      for await (const child of handle.values()) children.push(child);
      unreadable += await walkAll(children, found, (child, into) =>
        walkHandle(child, `${path}/`, into),
      );
    }
  } catch {
    unreadable += 1;
  }
  return unreadable;
}

/** Opens so many at once: the browser answers each after a moment. */
const AT_ONCE = 64;

/** Walks through what lies in a folder, in its order; returns how many could not be opened. */
async function walkAll<Child>(
  children: readonly Child[],
  found: InputFile[],
  walkOne: (child: Child, found: InputFile[]) => Promise<number>,
): Promise<number> {
  let unreadable = 0;
  for (let at = 0; at < children.length; at += AT_ONCE) {
    const walks = children.slice(at, at + AT_ONCE).map(async (child) => {
      const below: InputFile[] = [];
      return { below, count: await walkOne(child, below) };
    });
    for (const { below, count } of await Promise.all(walks)) {
      for (const input of below) found.push(input);
      unreadable += count;
    }
  }
  return unreadable;
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
    return await walkAll(await listFolder(entry), found, walk);
  } catch {
    return 1;
  }
}

/** A handle can be asked for the file again later; it is asked for nothing else. */
function reopenerOf(
  handle: FileHandle | Promise<AnyHandle | null>,
): Required<Pick<InputFile, "reopen">> {
  return {
    reopen: async () => {
      const known = await handle;
      if (known === null || !isFileHandle(known)) throw new Error("there is no handle");
      return known.getFile();
    },
  };
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

function isFileHandle(handle: AnyHandle): handle is FileHandle {
  return handle.kind === "file";
}

function isFolderHandle(handle: AnyHandle): handle is FolderHandle {
  return handle.kind === "directory";
}
