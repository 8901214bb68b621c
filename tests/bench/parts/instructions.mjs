// Instructions by byte and allocations by entry: what two sizes differ in, so that starting does not count.

import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { benchFile } from "../files.mjs";
import { KIND_NAMES } from "../generate.mjs";
import { allocationsOf, hasValgrind, instructionsOf, sizeOf } from "../measure/instructions.mjs";
import { countsOf } from "../measure/native.mjs";
import { queryOf, SEARCHES } from "../searches.mjs";

const SIZES_BYTES = [4e6, 20e6];
/** Reads and parses, searches no text and prints nothing: no entry has this level. */
const NOTHING = "level:fatal";

export const instructions = {
  name: "instructions",
  title: "instructions, native, 20 MB less 4 MB",
  async measure({ ours, progress }) {
    const figures = new Figures();
    const isThere = hasValgrind();
    for (const kind of KIND_NAMES) {
      const names = [`instructions by byte, ${kind}`, `allocations by entry, ${kind}`];
      if (!isThere) {
        figures.note(names[0], "", "valgrind is not installed");
        figures.note(names[1], "", "valgrind is not installed", BUDGETS.allocations);
        continue;
      }
      progress(`instructions: ${kind}`);
      const paths = SIZES_BYTES.map((size) => benchFile(kind, size));
      const bytes = sizeOf(paths[1]) - sizeOf(paths[0]);
      const entries =
        (await countsOf(ours, paths[1])).entries - (await countsOf(ours, paths[0])).entries;
      const summary = (path) => ["summary", path];
      figures.add(names[0], "", added(instructionsOf, ours, paths.map(summary)) / bytes);
      const allocations = added(allocationsOf, ours, paths.map(summary)) / entries;
      figures.add(names[1], "", allocations, BUDGETS.allocations);
      if (kind === "log4j") addSearches(figures, ours, paths, { bytes, progress });
    }
    return figures.summary();
  },
};

/** Of `entries` with a query, which reads, parses, searches and prints; reading and parsing alone for comparison. */
function addSearches(figures, ours, paths, { bytes, progress }) {
  const queries = [["no search", NOTHING]];
  for (const [kind, [text]] of Object.entries(SEARCHES)) {
    queries.push([kind, queryOf(text)]);
  }
  for (const [kind, query] of queries) {
    progress(`instructions: entries, ${kind}`);
    const args = paths.map((path) => ["entries", "--query", query, path]);
    figures.add(`by byte, entries, log4j, ${kind}`, "", added(instructionsOf, ours, args) / bytes);
  }
}

const added = (measure, ours, [small, large]) => measure(ours, large) - measure(ours, small);
