// What is delivered: the size of the one file.

import { statSync } from "node:fs";
import { pageFile } from "../../e2e/harness.mjs";
import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";

export const built = {
  name: "built",
  title: "what is built",
  measure() {
    const figures = new Figures();
    figures.add("dist/logscry.html", "B", statSync(pageFile).size, BUDGETS.pageBytes);
    return figures.summary();
  },
};
