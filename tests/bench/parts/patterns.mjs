// Regular expressions without a literal, which must look at every byte, beside one with a literal, which need not.

import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { benchFile, warm } from "../files.mjs";
import { timeCommand } from "../measure/native.mjs";
import { PATTERN_WITH_LITERAL, PATTERNS_WITHOUT_LITERAL } from "../searches.mjs";

const SIZE_BYTES = 64e6;

export const patterns = {
  name: "patterns",
  title: "regular expressions, native, 64 MB of log4j",
  async measure({ rounds, ours, progress }) {
    const figures = new Figures();
    const path = benchFile("log4j", SIZE_BYTES);
    warm(path);
    const secondsOf = async (query) =>
      (await timeCommand(ours, () => ["entries", `--query=${query}`, path], path)).seconds;
    for (let round = 0; round < rounds; round += 1) {
      progress(`patterns, round ${round + 1}`);
      const withLiteral = await secondsOf(PATTERN_WITH_LITERAL);
      figures.add(`${PATTERN_WITH_LITERAL}: wall time`, "s", withLiteral);
      for (const query of PATTERNS_WITHOUT_LITERAL) {
        const ratio = (await secondsOf(query)) / withLiteral;
        figures.add(`${query} ÷ with a literal`, "", ratio, BUDGETS.patternAgainstLiteral);
      }
    }
    return figures.summary();
  },
};
