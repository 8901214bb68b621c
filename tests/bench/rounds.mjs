// What is measured on one file: in each round everything once, in turn, so that ratios compare the same minutes.

import { Figures } from "./figures.mjs";
import { ingest } from "./measure/ingest.mjs";
import { longestTasks } from "./measure/main_tasks.mjs";
import { commands } from "./measure/native.mjs";
import { readOnly } from "./measure/read_only.mjs";

const WORKER_COUNTS = [1, 2];

/** Figures of the page and of the browser that only reads. */
export async function browserFigures(path, roundCount, progress) {
  const figures = new Figures();
  for (let round = 0; round < roundCount; round += 1) {
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
  figures.add("longest main-thread task, traced: CPU time", "ms", cpuMillis, "≤ 50");
  figures.add("longest main-thread task, traced: wall time", "ms", wallMillis);
  return figures.summary();
}

function addRound(figures, read, page) {
  const best = (runs, figure) => Math.max(...runs.map((run) => run[figure]));
  eachBy((by, idx) => figures.add(`read only, ${by}`, "MB/s", read[idx].rate));
  eachBy((by, idx) => figures.add(`page, ${by}`, "MB/s", page[idx].rate));
  eachBy((by, idx) => {
    const perWorker = page[idx].rate / WORKER_COUNTS[idx];
    figures.add(`page, each of ${by}`, "MB/s", perWorker, "≥ 100");
  });
  const ratio = best(page, "rate") / best(read, "rate");
  figures.add("page ÷ read only, best of each", "", ratio, "≥ 0.5, goal 0.8");
  eachBy((by, idx) => figures.add(`page by CPU second of ${by}`, "MB", page[idx].workerRate));
  eachBy((by, idx) => {
    figures.add(`read only by CPU second of all, ${by}`, "MB", read[idx].browserRate);
    figures.add(`page by CPU second of all, ${by}`, "MB", page[idx].browserRate);
  });
  const cpuRatio = best(page, "browserRate") / best(read, "browserRate");
  figures.add("page ÷ read only, by CPU second of all", "", cpuRatio);
  eachBy((by, idx) => {
    const { mainShare, firstChartMillis, longTaskCount, longestTaskMillis, memory } = page[idx];
    figures.add(`first chart, ${by}`, "ms", firstChartMillis, "≤ 500");
    figures.add(`main-thread tasks over 50 ms, ${by}`, "", longTaskCount, "0");
    if (longTaskCount > 0) figures.add(`longest of them, ${by}`, "ms", longestTaskMillis);
    figures.add(`main thread's share of a core, ${by}`, "%", mainShare);
    figures.add(`tab at the end, ${by}: PSS`, "MB", memory.pssMB);
    figures.add(`tab at its peak, ${by}: RSS`, "MB", memory.peakMB);
  });
}

function eachBy(add) {
  for (const [idx, workers] of WORKER_COUNTS.entries()) add(workersText(workers), idx);
}

/** Figures of the command, of `wc -l` and of peers. */
export async function nativeFigures(ours, path, roundCount, progress) {
  const figures = new Figures();
  for (let round = 0; round < roundCount; round += 1) {
    const seen = {};
    for (const [name, run] of Object.entries(commands(ours, path))) {
      progress(`round ${round + 1}: ${name}`);
      seen[name] = await run();
      if (seen[name] === null) figures.note(name, "MB/s", "not installed");
      else {
        figures.add(name, "MB/s", seen[name].rate);
        figures.add(`${name} by CPU second`, "MB", seen[name].cpuRate);
        figures.add(`${name}: peak RSS`, "MB", seen[name].peakMB);
      }
    }
    addRatios(figures, seen);
  }
  return figures.summary();
}

function addRatios(figures, seen) {
  const { "logscry summary": ours, "wc -l": wc, "lnav count by level": lnav } = seen;
  if (ours === null) return;
  if (wc !== null) figures.add("logscry: times as long as wc -l", "", wc.rate / ours.rate);
  if (lnav === null) return;
  const what = "lnav: times as long as logscry";
  // A header and at least one level; lnav knows only the JSON formats that someone described to it.
  if (lnav.output.trim().split("\n").length === 1) {
    figures.note(what, "", "lnav does not know this format");
    return;
  }
  figures.add(what, "", ours.rate / lnav.rate, "≥ 2");
  const canDivide = ours.cpuRate !== null && lnav.cpuRate !== null;
  figures.add(`${what}, CPU time`, "", canDivide ? ours.cpuRate / lnav.cpuRate : null, "≥ 2");
}

const workersText = (count) => (count === 1 ? "1 worker" : `${count} workers`);
