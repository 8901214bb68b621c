import assert from "node:assert/strict";
import { test } from "node:test";
import { type AnyHandle, walk, walkHandle } from "./drop";
import type { InputFile } from "./engine_types";

function file(path: string) {
  return {
    isFile: true,
    isDirectory: false,
    fullPath: path,
    file: (found: (file: File) => void) => found(new File(["x"], path)),
  };
}

function folder(path: string, batches: readonly (readonly object[])[]) {
  const createReader = () => {
    const left = [...batches];
    return {
      readEntries: (found: (entries: readonly never[]) => void) =>
        found((left.shift() ?? []) as readonly never[]),
    };
  };
  return { isFile: false, isDirectory: true, fullPath: path, createReader };
}

test("folders are walked to the end, over several batches and levels", async () => {
  const found: InputFile[] = [];
  const root = folder("/logs", [
    [file("/logs/a.log"), folder("/logs/old", [[file("/logs/old/b.log")]])],
    [file("/logs/c.log")],
  ]);
  assert.equal(await walk(root, found), 0);
  assert.deepEqual(
    found.map((input) => input.path),
    ["logs/a.log", "logs/old/b.log", "logs/c.log"],
  );
});

test("what cannot be opened is counted and the rest goes on", async () => {
  const found: InputFile[] = [];
  const broken = {
    isFile: true,
    isDirectory: false,
    fullPath: "/logs/x",
    file: (_: unknown, failed: (error: unknown) => void) => failed(new Error("no")),
  };
  assert.equal(await walk(folder("/logs", [[broken, file("/logs/a.log")]]), found), 1);
  assert.equal(found.length, 1);
});

function fileHandle(name: string, isBroken = false): AnyHandle {
  const getFile = (): Promise<File> =>
    isBroken ? Promise.reject(new Error("no")) : Promise.resolve(new File(["x"], name));
  return Object.assign({ kind: "file" as const, name }, { getFile });
}

function folderHandle(name: string, children: readonly AnyHandle[]): AnyHandle {
  async function* values(): AsyncGenerator<AnyHandle> {
    yield* children;
  }
  return Object.assign({ kind: "directory" as const, name }, { values });
}

test("folders that come as handles are walked to the end, past what cannot be opened", async () => {
  const found: InputFile[] = [];
  const root = folderHandle("logs", [
    fileHandle("a.log"),
    folderHandle("old", [fileHandle("gone.log", true), fileHandle("b.log")]),
    fileHandle("c.log"),
  ]);
  assert.equal(await walkHandle(root, "", found), 1);
  assert.deepEqual(
    found.map((input) => input.path),
    ["logs/a.log", "logs/old/b.log", "logs/c.log"],
  );
});
