// What the command does, counted by valgrind instead of timed: the same on a busy machine as on an idle one.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const hasValgrind = () => spawnSync("valgrind", ["--version"]).error === undefined;

/** Instructions of `ours` with these arguments, without those of starting (on an empty file they are a few millions). */
export function instructionsOf(ours, args) {
  const said = valgrind(["--tool=callgrind", "--callgrind-out-file=/dev/null"], ours, args);
  return numberAfter(said, /Collected : (\d+)/);
}

/** How often `ours` asks for memory. */
export function allocationsOf(ours, args) {
  const said = valgrind(["--tool=memcheck", "--undef-value-errors=no"], ours, args);
  return numberAfter(said, /total heap usage: ([\d,]+) allocs/);
}

export const sizeOf = (path) => statSync(path).size;

function valgrind(options, ours, args) {
  const folder = mkdtempSync(join(tmpdir(), "logscry-bench-"));
  try {
    const { status, stderr } = spawnSync("valgrind", [...options, ours, ...args], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "ignore", "pipe"],
    });
    if (status !== 0) throw new Error(`valgrind ended with ${status}: ${stderr.slice(-2000)}`);
    return stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function numberAfter(text, pattern) {
  const match = pattern.exec(text);
  if (match === null) throw new Error(`valgrind did not say ${pattern}: ${text.slice(-2000)}`);
  return Number(match[1].replaceAll(",", ""));
}
