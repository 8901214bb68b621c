// The core by itself: as WASM without the page, and natively; on files that lie in memory.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { benchFile } from "../files.mjs";
import { KIND_NAMES } from "../generate.mjs";
import { timeCommand } from "../measure/native.mjs";
import { queryOf, SEARCHES } from "../searches.mjs";

const child = fileURLToPath(new URL("../measure/core_run.mjs", import.meta.url));
/** Of the usual size: searching takes long enough to be told, and all fits into memory. */
const SHARE = 0.2;
const SEARCH_BUDGETS = {
  literal: BUDGETS.literalGB,
  alternation: BUDGETS.alternationGB,
  "regex of alternatives": BUDGETS.alternationGB,
  "regex without literal": BUDGETS.regexGB,
};

export const core = {
  name: "core",
  title: "core by CPU second of one thread, a fifth of the size, text in memory",
  async measure({ sizeBytes, rounds, ours, progress }) {
    const figures = new Figures();
    for (let round = 0; round < rounds; round += 1) {
      for (const kind of KIND_NAMES) {
        progress(`core, round ${round + 1}: ${kind}`);
        const path = benchFile(kind, sizeBytes * SHARE);
        const { rate } = runInNode(path);
        figures.add(`WASM, whole ingest, ${kind}`, "MB", rate);
        const native = await timeCommand(ours, () => ["summary", path], path);
        figures.add(`native, whole ingest, ${kind}`, "MB", native.cpuRate);
      }
      progress(`core, round ${round + 1}: searching`);
      addSearches(figures, benchFile("log4j", sizeBytes * SHARE), round);
    }
    progress("core: memory and rows");
    addShort(figures, sizeBytes * SHARE);
    return figures.summary();
  },
};

function addSearches(figures, path, round) {
  const kinds = Object.entries(SEARCHES).map(([kind, texts]) => [
    kind,
    queryOf(texts[round % texts.length]),
  ]);
  const { sizeBytes, searches } = runInNode(
    path,
    kinds.map(([, query]) => query),
  );
  for (const [idx, [kind]] of kinds.entries()) {
    const rate = sizeBytes / 1e9 / searches[idx].seconds;
    figures.add(`WASM, ${kind}`, "GB", rate, SEARCH_BUDGETS[kind]);
  }
}

/** By entry what twice the size adds: buffers and tables that are there anyway do not count. */
function addShort(figures, sizeBytes) {
  const small = runInNode(benchFile("short", sizeBytes / 2));
  const large = runInNode(benchFile("short", sizeBytes));
  const added = large.memoryBytes - small.memoryBytes;
  const perEntry = added / (large.entries - small.entries);
  figures.add("WASM memory by entry, short", "B", perEntry, BUDGETS.indexBytes);
  const of = `of ${(large.entries / 1e6).toFixed(1)} M short entries`;
  for (const millis of large.rankMillis) figures.add(`WASM, ranks of 32 keys ${of}`, "ms", millis);
  for (const millis of large.rowsMillis)
    figures.add(`WASM, a window of 60 rows ${of}`, "ms", millis);
}

function runInNode(path, queries = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [child, path, ...queries], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the engine without the page: ${stderr}`);
  const run = JSON.parse(stdout);
  return { ...run, rate: run.sizeBytes / 1e6 / run.ingestSeconds };
}
