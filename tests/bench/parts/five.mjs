// Five gigabytes to the end: past what 32 bits address, with the counts that the command has.

import { isDeepStrictEqual } from "node:util";
import { Figures } from "../figures.mjs";
import { benchFile, letGo } from "../files.mjs";
import { ingest } from "../measure/ingest.mjs";
import { countsOf } from "../measure/native.mjs";

export const five = {
  name: "five",
  title: "five times the size (5 GB), log4j, to the end",
  async measure({ sizeBytes, ours, isKept, progress }) {
    const figures = new Figures();
    const path = benchFile("log4j", 5 * sizeBytes);
    progress("five: the command");
    const counts = await countsOf(ours, path);
    progress("five: the page");
    const page = await ingest(path, 2);
    letGo(path, isKept);
    const isSame = isDeepStrictEqual(page.counts, counts);
    figures.add("entries", "", page.counts.entries);
    figures.add("counts differ from the command's", "", isSame ? 0 : 1);
    figures.add("page, 2 workers", "MB/s", page.rate);
    figures.add("tab while reading: peak PSS", "MB", page.memory.peakPssMB);
    if (!isSame)
      throw new Error(
        `the page counts ${JSON.stringify(page.counts)}, the command ${JSON.stringify(counts)}`,
      );
    return figures.summary();
  },
};
