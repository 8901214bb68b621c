// What unpacking alone costs within a whole ingest: a sampled profile of the core as WASM, by whose code it was in.
//
// The module is taken as the compiler wrote it, since Binaryen drops the names; that is rather slower than what ships.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const child = fileURLToPath(new URL("core_run.mjs", import.meta.url));
/** Crates that do nothing else here. */
const UNPACKING = /\b(?:zlib_rs|flate2)\b/;

/** Seconds spent in the code that unpacks a gzipped file. */
export function unpackingSeconds(path) {
  const folder = mkdtempSync(join(tmpdir(), "logscry-profile-"));
  try {
    const args = ["--cpu-prof", "--cpu-prof-dir", folder, child, "--named", path];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`the engine without the page: ${stderr}`);
    const [file] = readdirSync(folder);
    return secondsIn(JSON.parse(readFileSync(join(folder, file), "utf8")), UNPACKING);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Seconds of all samples whose innermost function has such a name. */
function secondsIn({ nodes, samples, timeDeltas }, pattern) {
  const wanted = new Set(
    nodes.filter(({ callFrame }) => pattern.test(callFrame.functionName)).map(({ id }) => id),
  );
  if (wanted.size === 0) throw new Error("the profile names no function that unpacks");
  const micros = samples.map((id, idx) => (wanted.has(id) ? timeDeltas[idx] : 0));
  return micros.reduce((sum, each) => sum + each, 0) / 1e6;
}
