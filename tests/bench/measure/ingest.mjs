// The whole way in the built page, from choosing a file until all of it is read and counted.
//
// The page watches itself, so that nothing has to ask it while it reads.

import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { pageFile } from "../../e2e/harness.mjs";
import { inBrowser, processesOf } from "./browser.mjs";
import { memoryOf, threadSeconds } from "./machine.mjs";
import { watchMemory } from "./memory.mjs";

/**
 * Figures of opening the file at `path` in the page with so many workers (one or two).
 *
 * `then` is what to do with the page afterwards; what it gives is `after`.
 */
export function ingest(path, workerCount, then = () => null) {
  return inBrowser(async (page, browser) => {
    await openPage(page, workerCount);
    const before = await processesOf(browser);
    const threadsBefore = threadSeconds(before.rendererPids);
    const emptyMB = memoryOf(before.rendererPids).pssMB;
    const memory = watchMemory(before.rendererPids);
    const seen = await readFile(page, path);
    const peakPssMB = memory.peak();
    const after = await processesOf(browser);
    const threadsAfter = threadSeconds(after.rendererPids);
    // The page may have more workers than those that read; never fewer.
    if (page.workers().length < workerCount) {
      throw new Error(`${page.workers().length} workers instead of ${workerCount}`);
    }
    const sizeMB = statSync(path).size / 1e6;
    const seconds = (seen.doneAt - seen.chosenAt) / 1000;
    const cpuSeconds = after.cpuSeconds - before.cpuSeconds;
    return {
      seconds,
      rate: sizeMB / seconds,
      // By CPU second of all workers, or of the whole browser: whatever else the machine does meanwhile.
      workerRate: sizeMB / (threadsAfter.workers - threadsBefore.workers),
      browserRate: sizeMB / cpuSeconds,
      mainShare: (100 * (threadsAfter.main - threadsBefore.main)) / seconds,
      firstChartMillis: seen.firstBarAt === null ? null : seen.firstBarAt - seen.chosenAt,
      // A browser tells of tasks over 50 ms only.
      longTaskCount: seen.longTasks.length,
      longestTaskMillis: Math.max(0, ...seen.longTasks),
      memory: { ...memoryOf(after.rendererPids), peakPssMB, emptyMB },
      counts: await countsShown(page),
      after: await then(page),
    };
  });
}

/** Entries in all and by level, as the page shows them. */
async function countsShown(page) {
  const entries = Number(
    await page.getByRole("grid", { name: "Entries" }).getAttribute("aria-rowcount"),
  );
  const chips = await page
    .getByRole("list", { name: "Levels" })
    .getByRole("button")
    .allInnerTexts();
  const levels = chips.map((text) => {
    const [level, count] = text.trim().split(/\s+/);
    return [level, Number(count.replaceAll(/[^\d]/g, ""))];
  });
  return { entries, levels: Object.fromEntries(levels) };
}

/** The built page, which watches itself from now on. */
export async function openPage(page, workerCount) {
  await page.addInitScript(watchPage, workerCount);
  await page.goto(pathToFileURL(pageFile).href);
  // What the tool itself runs in the page is loaded by the first question, and is no part of reading.
  await page.getByLabel("Open log files").waitFor({ state: "attached" });
}

/** Chooses a file and waits until it is read; what the page saw meanwhile. */
export async function readFile(page, path) {
  await page.getByLabel("Open log files").setInputFiles(path);
  const seen = await page.evaluate(() => window.bench.whenDone);
  if (seen.state !== "ready") throw new Error(`the page is in the state ${seen.state}`);
  return seen;
}

/** Runs in the page before its own script. */
function watchPage(workerCount) {
  Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => workerCount });
  const seen = { chosenAt: null, firstBarAt: null, doneAt: null, state: "" };
  const tasks = [];
  const watcher = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  watcher.observe({ type: "longtask" });

  function lookForBar() {
    const bars = document.querySelectorAll('figure[aria-label="Timeline"] svg .ls-chart__bar');
    const hasBar = [...bars].some((bar) => (bar.getAttribute("d") ?? "") !== "");
    if (hasBar) seen.firstBarAt = performance.now();
    else requestAnimationFrame(lookForBar);
  }

  const onChosen = () => {
    seen.chosenAt = performance.now();
    performance.mark("bench-chosen");
    requestAnimationFrame(lookForBar);
  };
  addEventListener("change", onChosen, { capture: true, once: true });

  /** Those that began before the end, the one that chose the file and the one that ended it included. */
  function longTasks() {
    tasks.push(...watcher.takeRecords());
    return tasks
      .filter((task) => task.startTime + task.duration > seen.chosenAt)
      .filter((task) => task.startTime <= seen.doneAt)
      .map((task) => task.duration);
  }

  const whenDone = new Promise((done) => {
    const states = new MutationObserver(() => {
      const { state } = document.documentElement.dataset;
      if (seen.chosenAt === null || !["ready", "failed"].includes(state)) return;
      states.disconnect();
      Object.assign(seen, { state, doneAt: performance.now() });
      performance.mark("bench-done");
      // Observers hear of a task some time after it.
      setTimeout(() => done({ ...seen, longTasks: longTasks() }), 500);
    });
    states.observe(document, { subtree: true, attributeFilter: ["data-state"] });
  });
  window.bench = { whenDone };
}
