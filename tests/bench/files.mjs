// The files that are measured on: generated once, kept in the cache outside the checkout.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLog } from "./generate.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "logscry/bench");

/** Larger files are made anew each time unless they are to be kept. */
const KEPT_BYTES = 4e9;

/** The path of a generated file; made anew if it is missing or the generator is another one. */
export function benchFile(kind, sizeBytes) {
  const beginning = `${kind}-${sizeBytes}-`;
  return made(`${beginning}${generatorHash()}.log`, beginning, (path) =>
    writeLog(kind, sizeBytes, path),
  );
}

/** The same file compressed, as `gzip -6` does. */
export function gzippedFile(kind, sizeBytes) {
  const beginning = `gz-${kind}-${sizeBytes}-`;
  const plain = benchFile(kind, sizeBytes);
  return made(`${beginning}${generatorHash()}.log.gz`, beginning, (path) => {
    const { status } = spawnSync("gzip", ["-6", "-c", plain], {
      stdio: ["ignore", openSync(path, "w"), "inherit"],
    });
    if (status !== 0) throw new Error(`gzip ended with ${status}`);
  });
}

/** Deletes a generated file if it is too large to lie about. */
export function letGo(path, isKept) {
  if (!isKept && statSync(path).size > KEPT_BYTES) rmSync(path);
}

/** Reads the file once, so that all who are measured find it in the system's cache. */
export function warm(path) {
  spawnSync("cat", [path], { stdio: "ignore" });
}

function made(wanted, beginning, write) {
  mkdirSync(cache, { recursive: true });
  const path = join(cache, wanted);
  for (const old of readdirSync(cache)) {
    if (old.startsWith(beginning) && old !== wanted) rmSync(join(cache, old));
  }
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    process.stderr.write(`  making ${path}\n`);
    write(`${path}.part`);
    renameSync(`${path}.part`, path);
  }
  return path;
}

function generatorHash() {
  const folder = join(here, "generator");
  const sources = [
    join(here, "generate.mjs"),
    ...readdirSync(folder).map((name) => join(folder, name)),
  ];
  const hash = createHash("sha256");
  for (const source of sources.sort()) hash.update(readFileSync(source));
  return hash.digest("hex").slice(0, 12);
}
