// Commands on the same file: how long they take, how much memory they need.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryOf, processSeconds } from "./machine.mjs";

const POLL_MILLIS = 5;

/** MB/s, MB by CPU second, peak of memory and output of a command that reads the file at `path`; null if it is not installed. */
export async function timeCommand(command, args, path) {
  // Peers keep settings and caches at home: each run begins without.
  const home = mkdtempSync(join(tmpdir(), "logscry-bench-"));
  const begunMillis = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaint = "";
  let peakMB = 0;
  let cpuSeconds = 0;
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
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
    const millis = performance.now() - begunMillis;
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${complaint}`);
    const sizeMB = statSync(path).size / 1e6;
    // The clock of CPU time ticks too slowly for what is over at once.
    const cpuRate = cpuSeconds < 0.5 ? null : sizeMB / cpuSeconds;
    return { rate: (1000 * sizeMB) / millis, cpuRate, peakMB: peakMB || null, output };
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  } finally {
    clearInterval(poll);
    rmSync(home, { recursive: true, force: true });
  }
}

const LNAV_QUERY = ";select log_level, count(*) from all_logs group by log_level";

/** What is compared: our command, the least that any command has to do, and a peer. */
export const commands = (ours, path) => ({
  "logscry summary": () => timeCommand(ours, ["summary", path], path),
  "wc -l": () => timeCommand("wc", ["-l", path], path),
  "lnav count by level": () => timeCommand("lnav", ["-n", "-c", LNAV_QUERY, path], path),
});
