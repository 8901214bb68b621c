// How soon reading stops once it is cancelled.

import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { benchFile } from "../files.mjs";
import { cancelling } from "../measure/cancelling.mjs";
import { WORKER_COUNTS, workersText } from "./page.mjs";

const ROUNDS = 5;

export const cancel = {
  name: "cancel",
  title: "Cancel while a log4j file is read",
  async measure({ sizeBytes, progress }) {
    const figures = new Figures();
    const path = benchFile("log4j", sizeBytes);
    for (const workers of WORKER_COUNTS) {
      progress(`cancel: ${workersText(workers)}`);
      const { ready, news } = await cancelling(path, workers, ROUNDS);
      const by = workersText(workers);
      for (const millis of ready)
        figures.add(`from Cancel to the page's word, ${by}`, "ms", millis, BUDGETS.cancelMillis);
      for (const millis of news)
        figures.add(
          `from Cancel to a worker's last news, ${by}`,
          "ms",
          millis,
          BUDGETS.cancelMillis,
        );
    }
    return figures.summary();
  },
};
