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
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { zipOf } from "../e2e/boxes.mjs";
import { pieces, writeLog } from "./generate.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "logscry/bench");

/** A small log takes at least so much. */
const SMALL_BYTES = 2500;

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

/** A zip of so many small logs. */
export function manyMembers(count) {
  const beginning = `zip-${count}-`;
  return made(`${beginning}${generatorHash()}.zip`, beginning, (path) => {
    const named = smallLogs(count).map((text, idx) => [
      `var/log/app-${idx % 100}/${idx}.log`,
      text,
    ]);
    writeFileSync(path, zipOf(named));
  });
}

/** The paths of so many small logs in folders. */
export function manyFiles(count) {
  const beginning = `files-${count}-`;
  const folder = made(`${beginning}${generatorHash()}`, beginning, (path) => {
    for (const [idx, text] of smallLogs(count).entries()) {
      mkdirSync(join(path, String(idx % 50)), { recursive: true });
      writeFileSync(join(path, String(idx % 50), `app-${idx}.log`), text);
    }
  });
  return Array.from({ length: count }, (_, idx) =>
    join(folder, String(idx % 50), `app-${idx}.log`),
  );
}

/** Logs of some twenty entries each, all of them different. */
function smallLogs(count) {
  const logs = [];
  let rest = Buffer.alloc(0);
  // Twice as much as the least: an entry may be long.
  for (const next of pieces("log4j", 2 * count * SMALL_BYTES)) {
    rest = Buffer.concat([rest, next]);
    for (let end = rest.indexOf("\n20", SMALL_BYTES); end > 0 && logs.length < count; ) {
      logs.push(rest.subarray(0, end + 1));
      rest = rest.subarray(end + 1);
      end = rest.indexOf("\n20", SMALL_BYTES);
    }
  }
  return logs;
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
    if (old.startsWith(beginning) && old !== wanted) rmSync(join(cache, old), { recursive: true });
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
