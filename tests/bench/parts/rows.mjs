// A list of a hundred million entries: any window of it, scrolling through it, memory by entry.

import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { benchFile, warm } from "../files.mjs";
import { SHORT_LINE_BYTES } from "../generator/short.mjs";
import { jumpTo, prepareAnswers } from "../measure/answers.mjs";
import { ingest } from "../measure/ingest.mjs";
import { scrollFrames } from "../measure/scrolling.mjs";

/** A hundred million entries at the usual size of 1 GB. */
const TIMES_SIZE = 3.2;
const JUMPS = 30;
/** Steps by the golden ratio reach all parts of the list, and none twice. */
const STEP = 0.618_033_988_75;

export const rows = {
  name: "rows",
  title: "rows, 32 bytes each, 3.2 times the size (100 M entries at 1 GB)",
  async measure({ sizeBytes, progress }) {
    const figures = new Figures();
    const path = benchFile("short", sizeBytes * TIMES_SIZE);
    warm(path);
    progress("rows: reading, jumping, scrolling");
    const run = await ingest(path, 2, (page) => lookAround(figures, page));
    const { entries } = run.counts;
    if (entries !== Math.floor((sizeBytes * TIMES_SIZE) / SHORT_LINE_BYTES)) {
      throw new Error(`the page counts ${entries} entries`);
    }
    figures.add("entries", "", entries);
    figures.add("page, 2 workers", "MB/s", run.rate);
    const { pssMB, peakPssMB, emptyMB } = run.memory;
    const perEntry = ((pssMB - emptyMB) * 1e6) / entries;
    figures.add("tab's growth by entry, all there is", "B", perEntry, BUDGETS.indexBytes);
    figures.add("tab while reading: peak PSS", "MB", peakPssMB);
    return figures.summary();
  },
};

async function lookAround(figures, page) {
  await prepareAnswers(page);
  for (let jump = 1; jump <= JUMPS; jump += 1) {
    const { rowsMillis } = await jumpTo(page, (jump * STEP) % 1);
    figures.add("any row window, by the thumb", "ms", rowsMillis, BUDGETS.rowWindowMillis);
  }
  const { gaps, framesWithBusy } = await scrollFrames(page);
  for (const gap of gaps) figures.add("between frames while the wheel turns", "ms", gap);
  const late = gaps.filter((gap) => gap > 1000 / 30).length;
  figures.add("frames over 33 ms while the wheel turns", "%", (100 * late) / gaps.length);
  figures.add("frames with a row on its way", "%", (100 * framesWithBusy) / gaps.length);
}
