// Tasks of the page's main thread by the CPU time they take: on a busy machine a task lasts long because it has to wait.
//
// Tracing costs time, so this is a run of its own.

import { inBrowser } from "./browser.mjs";
import { openPage, readFile } from "./ingest.mjs";

const CATEGORIES = ["toplevel", "devtools.timeline", "blink.user_timing"];

/** Milliseconds of CPU time and of wall time of the longest tasks while the file at `path` is read. */
export function longestTasks(path, workerCount) {
  return inBrowser(async (page, browser) => {
    await openPage(page, workerCount);
    await browser.startTracing(page, { categories: CATEGORIES });
    await readFile(page, path);
    const { traceEvents } = JSON.parse(await browser.stopTracing());
    const tasks = mainTasks(traceEvents);
    return {
      cpuMillis: Math.max(...tasks.map((task) => task.tdur ?? 0)) / 1000,
      wallMillis: Math.max(...tasks.map((task) => task.dur)) / 1000,
    };
  });
}

/** What ran on the main thread from choosing the file until it was read, without what ran within it. */
function mainTasks(events) {
  const chosen = events.find(({ name }) => name === "bench-chosen");
  const done = events.find(({ name }) => name === "bench-done");
  const during = events
    .filter(({ ph, pid, tid }) => ph === "X" && pid === chosen.pid && tid === chosen.tid)
    .filter(({ ts, dur }) => ts + dur > chosen.ts && ts <= done.ts)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const tasks = [];
  let endMicros = 0;
  for (const event of during) {
    if (event.ts < endMicros) continue;
    tasks.push(event);
    endMicros = event.ts + event.dur;
  }
  return tasks;
}
