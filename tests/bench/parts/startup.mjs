// How soon the built page is of use, from the start of the navigation.

import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { startup as start } from "../measure/startup.mjs";

/** Starts are short, and one is much like chance. */
const ROUNDS_AT_LEAST = 7;

export const startup = {
  name: "startup",
  title: "opening the page",
  async measure({ rounds, progress }) {
    const figures = new Figures();
    progress("startup");
    for (let round = 0; round < Math.max(rounds, ROUNDS_AT_LEAST); round += 1) {
      const { firstPaint, takesDrop, sampleShown } = await start();
      figures.add("from navigation to the first content", "ms", firstPaint);
      const { takesDropMillis, sampleShownMillis } = BUDGETS;
      figures.add("from navigation to a page that takes a drop", "ms", takesDrop, takesDropMillis);
      figures.add("from navigation to the sample shown", "ms", sampleShown, sampleShownMillis);
    }
    return figures.summary();
  },
};
