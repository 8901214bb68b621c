// How long it takes from the press of Cancel until the page says so, and until no worker has news of reading any more.

import { inBrowser } from "./browser.mjs";
import { openPage } from "./ingest.mjs";

/** Long enough for every worker to be in the midst of a task. */
const READ_MILLIS = 700;
/** Nothing of reading comes later than this. */
const QUIET_MILLIS = 1500;

/** Milliseconds of every round of reading the file at `path` and cancelling: `{ ready: [...], news: [...] }`. */
export function cancelling(path, workerCount, rounds) {
  return inBrowser(async (page) => {
    await page.addInitScript(watchWorkers);
    await openPage(page, workerCount);
    const all = { ready: [], news: [] };
    for (let round = 0; round < rounds; round += 1) {
      await page.getByLabel("Open log files").setInputFiles(path);
      await page.getByRole("button", { name: "Cancel", exact: true }).waitFor();
      await page.waitForTimeout(READ_MILLIS);
      const { ready, news } = await page.evaluate(cancelAndWatch, QUIET_MILLIS);
      all.ready.push(ready);
      all.news.push(news);
      await page.getByRole("button", { name: /^Close / }).click();
    }
    return all;
  });
}

/**
 * Runs in the page before its own script: notes when a worker last had news of reading.
 *
 * The answer to a view is no such news: what was read makes another chart, which the page asks for afterwards.
 */
function watchWorkers() {
  const OwnWorker = window.Worker;
  window.Worker = class extends OwnWorker {
    constructor(...parts) {
      super(...parts);
      this.addEventListener("message", ({ data }) => {
        const isOfReading =
          data.kind === "news" && (data.news.tasks.length > 0 || !data.news.isIdle);
        if (isOfReading) window.newsAt = performance.now();
      });
    }
  };
}

/** Runs in the page: presses Cancel and watches. */
async function cancelAndWatch(quietMillis) {
  const root = document.documentElement;
  if (root.dataset.state !== "reading")
    throw new Error(`the page is ${root.dataset.state} already`);
  const cancel = [...document.querySelectorAll("button")].find(
    ({ textContent }) => textContent === "Cancel",
  );
  const begunAt = performance.now();
  const isReady = new Promise((done) => {
    new MutationObserver(() => root.dataset.state === "ready" && done(performance.now())).observe(
      root,
      { attributes: true },
    );
  });
  cancel.click();
  const readyAt = await isReady;
  await new Promise((done) => setTimeout(done, quietMillis));
  return { ready: readyAt - begunAt, news: Math.max(begunAt, window.newsAt ?? begunAt) - begunAt };
}
