// Many small sources: a zip of 10,000 members, and 5,000 files at once; twenty lines of log4j in each.

import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { manyFiles, manyMembers } from "../files.mjs";
import { inBrowser } from "../measure/browser.mjs";
import { openPage, readFile } from "../measure/ingest.mjs";

const WORKERS = 2;

export const many = {
  name: "many",
  title: "many small sources",
  async measure({ rounds, progress }) {
    const figures = new Figures();
    const inputs = [
      ["zip of 10,000 members", [manyMembers(10_000)], BUDGETS.manyMembersSeconds],
      ["5,000 files", manyFiles(5000), BUDGETS.manyFilesSeconds],
    ];
    for (let round = 0; round < rounds; round += 1) {
      for (const [what, paths, budget] of inputs) {
        progress(`many: ${what}, round ${round + 1}`);
        const seen = await inBrowser(async (page) => {
          await openPage(page, WORKERS);
          return readFile(page, paths);
        });
        figures.add(`${what}, all read`, "s", (seen.doneAt - seen.chosenAt) / 1000, budget);
        figures.add(`${what}, main-thread tasks > 50 ms`, "", seen.longTasks.length);
        figures.add(`${what}, longest task`, "ms", Math.max(0, ...seen.longTasks));
      }
    }
    return figures.summary();
  },
};
