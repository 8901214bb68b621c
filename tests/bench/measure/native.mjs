// Commands on a file: how long they take, how much memory they need.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryOf, processSeconds } from "./machine.mjs";

const POLL_MILLIS = 5;
/** Of what a command prints, this much is kept. */
const KEPT_CHARS = 1 << 20;

/**
 * Seconds, MB/s, MB by CPU second, peak of memory and output of a command that reads the file at `path`.
 *
 * `argsIn` gives its arguments; it gets a folder that is deleted afterwards.
 */
export async function timeCommand(command, argsIn, path) {
  // Peers keep settings and caches at home: each run begins without.
  const home = mkdtempSync(join(tmpdir(), "logscry-bench-"));
  const begunMillis = performance.now();
  const child = spawn(command, argsIn(home), {
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaint = "";
  let peakMB = 0;
  let cpuSeconds = 0;
  child.stdout.on("data", (chunk) => {
    if (output.length < KEPT_CHARS) output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    if (complaint.length < KEPT_CHARS) complaint += chunk;
  });
  const poll = setInterval(() => {
    peakMB = Math.max(peakMB, memoryOf([child.pid]).peakMB);
    cpuSeconds = Math.max(cpuSeconds, processSeconds(child.pid));
  }, POLL_MILLIS);
  try {
    const code = await new Promise((done, fail) => {
      child.on("error", fail);
      child.on("close", done);
    });
    const seconds = (performance.now() - begunMillis) / 1000;
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${complaint}`);
    const sizeMB = statSync(path).size / 1e6;
    // The clock of CPU time ticks too slowly for what is over at once.
    const cpuRate = cpuSeconds < 0.5 ? null : sizeMB / cpuSeconds;
    return { seconds, rate: sizeMB / seconds, cpuRate, peakMB: peakMB || null, output };
  } finally {
    clearInterval(poll);
    rmSync(home, { recursive: true, force: true });
  }
}

/** What `logscry summary` counts in the file at `path`: entries in all and by level, those levels that occur. */
export async function countsOf(ours, path) {
  const { output } = await timeCommand(ours, () => ["summary", "--json", path], path);
  const { entries, levels } = JSON.parse(output).ledger;
  const found = Object.entries(levels).filter(([, count]) => count > 0);
  return { entries, levels: Object.fromEntries(found) };
}
