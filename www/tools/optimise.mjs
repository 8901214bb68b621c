// Runs Binaryen's wasm-opt over the engine.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const { version } = require("binaryen/package.json");
const wasmOpt = require.resolve("binaryen/bin/wasm-opt");

// Beside the level: the features that rustc's WebAssembly target uses by default, plus SIMD, which the build turns on.
const FLAGS = [
  "-O3",
  // A large function with one caller stays a function: else all that a worker does becomes one of
  // 137 kB, which a browser compiles for a second before any of it is fast.
  "--one-caller-inline-max-function-size=400",
  "--enable-bulk-memory",
  "--enable-bulk-memory-opt",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-mutable-globals",
  "--enable-reference-types",
  "--enable-multivalue",
  "--enable-simd",
  "--strip-producers",
];

/**
 * The optimised bytes of `path`, kept in `cache` by what they were made from; `isFresh` makes them anew.
 *
 * With `hasNames` functions keep their names, which the page has no use for.
 */
export function optimise(path, cache, { isFresh, hasNames = false }) {
  const flags = [...FLAGS, hasNames ? "--debuginfo" : "--strip-debug"];
  const key = createHash("sha256")
    .update(readFileSync(path))
    .update(version)
    .update(flags.join())
    .digest("hex")
    .slice(0, 16);
  const result = join(cache, `${key}.wasm`);
  if (isFresh || !existsSync(result)) {
    mkdirSync(cache, { recursive: true });
    const unfinished = `${result}.${process.pid}`;
    execFileSync(process.execPath, [wasmOpt, ...flags, path, "-o", unfinished], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    renameSync(unfinished, result);
  }
  return readFileSync(result);
}
