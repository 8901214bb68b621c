// Cost by byte as files grow: reading them, and asking, at a tenth of the size and at the size, with 1 and 2 workers.

import { isDeepStrictEqual } from "node:util";
import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { benchFile, letGo, warm } from "../files.mjs";
import { ingest } from "../measure/ingest.mjs";
import { countsOf } from "../measure/native.mjs";
import { readOnly } from "../measure/read_only.mjs";
import { askForText } from "../measure/searching.mjs";
import { SEARCHES } from "../searches.mjs";
import { WORKER_COUNTS, workersText } from "./page.mjs";

const TEN_GIGABYTES = 1e10;
const SEARCH_BUDGETS = {
  literal: BUDGETS.literalGB,
  alternation: BUDGETS.alternationGB,
  "regex of alternatives": BUDGETS.alternationGB,
  "regex without literal": BUDGETS.regexGB,
};

export const growth = {
  name: "growth",
  title: "growth, log4j",
  async measure({ sizeBytes, isLarge, rounds, ours, isKept, progress }) {
    const figures = new Figures();
    const sizes = [sizeBytes / 10, sizeBytes, ...(isLarge ? [TEN_GIGABYTES] : [])];
    const costs = new Map(WORKER_COUNTS.map((workers) => [workers, []]));
    for (const size of sizes) {
      const path = benchFile("log4j", size);
      warm(path);
      const counts = await countsOf(ours, path);
      for (const workers of WORKER_COUNTS) {
        const by = `${nameOf(size)}, ${workersText(workers)}`;
        progress(`${by}: reading and asking`);
        const read = await readOnly(path, workers);
        // Searching through ten gigabytes takes its time: once is enough there.
        const searchRounds = size > sizeBytes ? 1 : rounds;
        const ask = (tab) => askForText(tab, path, { rounds, searchRounds });
        const page = await ingest(path, workers, ask);
        addIngest(figures, by, size, read, page, counts);
        // Budgets are for much text; below, the page's own way to the answer is what takes time.
        const isHeld = size >= sizeBytes;
        addAnswers(figures, by, { size, workers, isHeld, answers: page.after });
        costs.get(workers).push({
          "time of reading": page.seconds / size,
          "CPU of reading": 1 / page.browserRate,
          "time of a literal search": Math.min(...page.after.literal) / size,
        });
      }
      letGo(path, isKept);
    }
    for (const [workers, series] of costs) addGrowth(figures, sizes, workers, series);
    return figures.summary();
  },
};

function addIngest(figures, by, size, read, page, counts) {
  if (!isDeepStrictEqual(page.counts, counts)) {
    const [seen, said] = [page.counts, counts].map((each) => JSON.stringify(each));
    throw new Error(`${by}: the page counts ${seen}, the command ${said}`);
  }
  const isTen = size === TEN_GIGABYTES;
  figures.add(`page, ${by}`, "MB/s", page.rate);
  figures.add(`page ÷ read only, ${by}`, "", page.rate / read.rate);
  figures.add(`page, CPU of all by GB, ${by}`, "s", 1000 / page.browserRate);
  figures.add(`first chart, ${by}`, "ms", page.firstChartMillis, BUDGETS.firstChartMillis);
  figures.add(`main-thread tasks over 50 ms, ${by}`, "", page.longTaskCount, BUDGETS.longTasks);
  const peakBudget = isTen ? BUDGETS.tenGigabytesPeakMB : null;
  figures.add(`tab while reading, ${by}: peak PSS`, "MB", page.memory.peakPssMB, peakBudget);
}

/** How much dearer a byte is at each size than at the one before. */
function addGrowth(figures, sizes, workers, series) {
  for (const [idx, costs] of series.slice(1).entries()) {
    const by = `${nameOf(sizes[idx + 1])} ÷ ${nameOf(sizes[idx])}, ${workersText(workers)}`;
    for (const [what, cost] of Object.entries(costs)) {
      const budget = what === "CPU of reading" ? BUDGETS.growth : null;
      figures.add(`${what} by byte, ${by}`, "", cost / series[idx][what], budget);
    }
  }
}

function addAnswers(figures, by, { size, workers, isHeld, answers }) {
  const addAll = (what, unit, values, budget = null) => {
    for (const value of values) figures.add(`${what}, ${by}`, unit, value, isHeld ? budget : null);
  };
  addAll("one request id", "ms", answers.id, BUDGETS.requestIdMillis);
  addAll("by level", "ms", answers.level);
  for (const search of Object.keys(SEARCHES)) {
    const rates = answers[search].map((millis) => size / 1e6 / millis / workers);
    addAll(`${search}, each worker`, "GB/s", rates, SEARCH_BUDGETS[search]);
  }
}

const nameOf = (bytes) => (bytes >= 1e9 ? `${bytes / 1e9} GB` : `${bytes / 1e6} MB`);
