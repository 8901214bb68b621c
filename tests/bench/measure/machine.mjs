// What the operating system says: of the machine, of processes. Linux only; elsewhere figures are missing.

import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

export const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cores: availableParallelism(),
  memoryMB: Math.round(totalmem() / 1e6),
});

/** Processes that wanted a core, on average over the last minute. */
export const load = () => Math.round(loadavg()[0] * 100) / 100;

/** Memory of several processes together, in MB: resident, shared parts divided among their users, and the sum of the peaks. */
export function memoryOf(pids) {
  const sum = (file, field) =>
    pids.reduce((total, pid) => total + kilobytes(pid, file, field) / 1000, 0);
  return {
    rssMB: sum("status", "VmRSS"),
    pssMB: sum("smaps_rollup", "Pss"),
    peakMB: sum("status", "VmHWM"),
  };
}

/** Ticks of /proc a second; the same on every Linux. */
const TICKS_PER_SECOND = 100;

/** CPU time that the threads of several processes have had so far, in seconds: of workers and of main threads. */
export function threadSeconds(pids) {
  const seconds = { workers: 0, main: 0 };
  for (const pid of pids) {
    for (const thread of threadsOf(pid)) {
      if (thread.name === "DedicatedWorker") seconds.workers += thread.seconds;
      else if (thread.id === pid) seconds.main += thread.seconds;
    }
  }
  return seconds;
}

/** CPU time of one process so far, in seconds; zero if there is no such process any more. */
export function processSeconds(pid) {
  try {
    return statOf(`/proc/${pid}/stat`).seconds;
  } catch {
    return 0;
  }
}

/** CPU time that this process's main thread has had so far, in seconds, to a few milliseconds. */
export function mainThreadSeconds() {
  const [nanos] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ");
  return Number(nanos) / 1e9;
}

function threadsOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).map((id) => ({
      id: Number(id),
      ...statOf(`/proc/${pid}/task/${id}/stat`),
    }));
  } catch {
    return [];
  }
}

function statOf(path) {
  const text = readFileSync(path, "utf8");
  const nameEnd = text.lastIndexOf(")");
  // After the name: state, ten figures more, then time in user mode and in the kernel.
  const words = text.slice(nameEnd + 2).split(" ");
  return {
    name: text.slice(text.indexOf("(") + 1, nameEnd),
    seconds: (Number(words[11]) + Number(words[12])) / TICKS_PER_SECOND,
  };
}

/** A figure of a process in kB (1000 bytes); zero if there is no such process any more. */
function kilobytes(pid, file, field) {
  try {
    const text = readFileSync(`/proc/${pid}/${file}`, "utf8");
    const match = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(text);
    return (Number(match?.[1] ?? 0) * 1024) / 1000;
  } catch {
    return 0;
  }
}
