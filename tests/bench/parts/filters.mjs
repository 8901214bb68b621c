// Time, level and field together with a new timeline, over ten million entries of an access log that is read.

import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { benchFile, warm } from "../files.mjs";
import { askQuery, dragRange, openField, prepareAnswers } from "../measure/answers.mjs";
import { ingest } from "../measure/ingest.mjs";
import { workersText } from "./page.mjs";

/** Of this kind, ten million entries have 1.8 times the usual size. */
const TIMES_SIZE = 1.8;
const RANGES = [
  [0.2, 0.7],
  [0.45, 0.9],
  [0.1, 0.25],
];
const QUERIES = [
  "level:error status:503",
  "level>=warn method:POST",
  "level:info status:204",
  "level:warn client:198.51.100.7",
];

export const filters = {
  name: "filters",
  title: "filters, access log of 1.8 times the size (10 M entries at 1 GB)",
  async measure({ sizeBytes, rounds, progress }) {
    const figures = new Figures();
    const path = benchFile("access", Math.round(sizeBytes * TIMES_SIZE));
    warm(path);
    for (const workers of [1, 2]) {
      progress(`filters, ${workersText(workers)}`);
      const { counts } = await ingest(path, workers, (page) =>
        askAll(figures, page, workers, RANGES.slice(0, rounds)),
      );
      figures.add("entries", "", counts.entries);
    }
    return figures.summary();
  },
};

async function askAll(figures, page, workers, ranges) {
  await prepareAnswers(page);
  // The budget is for the machine as it is: all its workers.
  const budget = workers === 2 ? BUDGETS.filterMillis : null;
  const fieldBudget = workers === 2 ? BUDGETS.fieldValuesMillis : null;
  const by = workersText(workers);
  const add = (what, { countsMillis, rowsMillis }) => {
    figures.add(`${what}: counts and timeline, ${by}`, "ms", countsMillis, budget);
    figures.add(`${what}: rows too, ${by}`, "ms", rowsMillis ?? countsMillis);
  };
  for (const query of QUERIES.slice(0, 2)) {
    add("level + field", await askQuery(page, query));
  }
  await askQuery(page, "");
  for (const [from, end] of ranges) {
    add("time by drag", await dragRange(page, from, end));
    for (const query of QUERIES) {
      add("level + field within a time", await askQuery(page, query));
    }
    add("time by drag + level + field", await dragRange(page, from + 0.03, end - 0.04));
    await askQuery(page, "");
  }
  // Both have few values, and every entry has one: a column of numbers and a column of texts.
  for (const name of ["status", "method"])
    figures.add(`values of ${name}, ${by}`, "ms", await openField(page, name), fieldBudget);
}
