// A gzipped log in the page, beside what only unpacks it: the browser's own way, and `gzip -dc`.

import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { benchFile, gzippedFile, warm } from "../files.mjs";
import { ingest } from "../measure/ingest.mjs";
import { timeCommand } from "../measure/native.mjs";
import { decompressOnly } from "../measure/read_only.mjs";
import { unpackingSeconds } from "../measure/unpacking.mjs";

export const gzip = {
  name: "gzip",
  title: "gzip, log4j; MB of text",
  async measure({ sizeBytes, rounds, ours, progress }) {
    const figures = new Figures();
    const plain = benchFile("log4j", sizeBytes);
    const path = gzippedFile("log4j", sizeBytes);
    warm(path);
    const textMB = sizeBytes / 1e6;
    for (let round = 0; round < rounds; round += 1) {
      progress(`gzip, round ${round + 1}`);
      const native = await timeCommand("gzip", () => ["-dc", path], plain);
      const browser = await decompressOnly(path);
      const page = await ingest(path, 2);
      const summary = await timeCommand(ours, () => ["summary", path], plain);
      const pageRate = textMB / page.seconds;
      figures.add("gzip -dc", "MB/s", native.rate);
      figures.add("DecompressionStream, nothing else", "MB/s", browser.rate);
      figures.add("page, whole ingest", "MB/s", pageRate);
      figures.add("logscry summary", "MB/s", summary.rate);
      const unpackingRate = textMB / unpackingSeconds(path);
      figures.add("gunzip alone in WASM, by CPU second", "MB", unpackingRate);
      figures.add("gzip -dc by CPU second", "MB", native.cpuRate);
      const ratio = unpackingRate / native.cpuRate;
      figures.add("gunzip alone in WASM ÷ gzip -dc", "", ratio, BUDGETS.againstGzip);
      figures.add("page, whole ingest ÷ gzip -dc", "", pageRate / native.rate);
      figures.add("page ÷ DecompressionStream", "", pageRate / browser.rate);
      figures.add("tab while reading: peak PSS", "MB", page.memory.peakPssMB);
    }
    return figures.summary();
  },
};
