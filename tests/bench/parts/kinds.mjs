// Each kind of log: the page, our command and the peers on the same file.

import { Figures } from "../figures.mjs";
import { benchFile, warm } from "../files.mjs";
import { commandFigures } from "./commands.mjs";
import { pageFigures } from "./page.mjs";

/** The kinds whose ingest has a budget. */
export const MEASURED_KINDS = ["log4j", "json", "access"];

const partOf = (kind) => ({
  name: kind,
  title: kind,
  async measure(context) {
    const { sizeBytes, rounds, sides, progress } = context;
    const figures = new Figures();
    const path = benchFile(kind, sizeBytes);
    warm(path);
    if (sides.includes("page")) await pageFigures(figures, path, rounds, progress);
    if (sides.includes("native")) await commandFigures(figures, kind, path, context);
    return figures.summary();
  },
});

export const kinds = MEASURED_KINDS.map(partOf);
