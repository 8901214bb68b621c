// The files that are measured on: generated once, kept in the cache outside the checkout.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLog } from "./generate.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "logscry/bench");

/** The path of a generated file; made anew if it is missing or the generator is another one. */
export function benchFile(kind, sizeBytes) {
  mkdirSync(cache, { recursive: true });
  const beginning = `${kind}-${sizeBytes}-`;
  const wanted = `${beginning}${generatorHash()}.log`;
  const path = join(cache, wanted);
  for (const old of readdirSync(cache)) {
    if (old.startsWith(beginning) && old !== wanted) rmSync(join(cache, old));
  }
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    process.stderr.write(`making ${path}\n`);
    writeLog(kind, sizeBytes, `${path}.part`);
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
