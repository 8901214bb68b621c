// The page beside the same browser that only reads: how fast, how soon, how smoothly, in how much memory.

import { BUDGETS } from "../budgets.mjs";
import { ingest } from "../measure/ingest.mjs";
import { longestTasks } from "../measure/main_tasks.mjs";
import { readOnly } from "../measure/read_only.mjs";

export const WORKER_COUNTS = [1, 2];
/** Where the peers' ratios find how long the page took. */
export const PAGE_SECONDS = "page: whole ingest, best of 1 and 2 workers";

/** Adds what there is to say of the page on the file at `path`. */
export async function pageFigures(figures, path, rounds, progress) {
  for (let round = 0; round < rounds; round += 1) {
    const read = [];
    const page = [];
    for (const workers of WORKER_COUNTS) {
      progress(`round ${round + 1}: read only and page, ${workersText(workers)}`);
      read.push(await readOnly(path, workers));
      page.push(await ingest(path, workers));
    }
    addRound(figures, read, page);
  }
  progress("tasks of the main thread, traced");
  const { cpuMillis, wallMillis } = await longestTasks(path, 2);
  const longest = "longest main-thread task, traced";
  figures.add(`${longest}: CPU time`, "ms", cpuMillis, BUDGETS.mainTaskMillis);
  figures.add(`${longest}: wall time`, "ms", wallMillis);
}

function addRound(figures, read, page) {
  const best = (runs, figure) => Math.max(...runs.map((run) => run[figure]));
  figures.add(PAGE_SECONDS, "s", Math.min(...page.map(({ seconds }) => seconds)));
  eachBy((by, idx) => figures.add(`read only, ${by}`, "MB/s", read[idx].rate));
  eachBy((by, idx) => figures.add(`page, ${by}`, "MB/s", page[idx].rate));
  eachBy((by, idx) => {
    const perWorker = page[idx].rate / WORKER_COUNTS[idx];
    figures.add(`page, each of ${by}`, "MB/s", perWorker, BUDGETS.perWorkerMB);
  });
  const ratio = best(page, "rate") / best(read, "rate");
  figures.add("page ÷ read only, best of each", "", ratio, BUDGETS.againstReadOnly);
  eachBy((by, idx) => figures.add(`page by CPU second of ${by}`, "MB", page[idx].workerRate));
  eachBy((by, idx) => {
    figures.add(`read only by CPU second of all, ${by}`, "MB", read[idx].browserRate);
    figures.add(`page by CPU second of all, ${by}`, "MB", page[idx].browserRate);
  });
  const cpuRatio = best(page, "browserRate") / best(read, "browserRate");
  figures.add("page ÷ read only, by CPU second of all", "", cpuRatio);
  eachBy((by, idx) => {
    const { mainShare, firstChartMillis, longTaskCount, longestTaskMillis, memory } = page[idx];
    figures.add(`first chart, ${by}`, "ms", firstChartMillis, BUDGETS.firstChartMillis);
    figures.add(`main-thread tasks over 50 ms, ${by}`, "", longTaskCount, BUDGETS.longTasks);
    if (longTaskCount > 0) figures.add(`longest of them, ${by}`, "ms", longestTaskMillis);
    figures.add(`main thread's share of a core, ${by}`, "%", mainShare);
    figures.add(`tab while reading, ${by}: peak PSS`, "MB", memory.peakPssMB);
    figures.add(`tab at the end, ${by}: PSS`, "MB", memory.pssMB);
  });
}

function eachBy(add) {
  for (const [idx, workers] of WORKER_COUNTS.entries()) add(workersText(workers), idx);
}

export const workersText = (count) => (count === 1 ? "1 worker" : `${count} workers`);
