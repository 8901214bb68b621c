// A browser for one measurement: a new process each time, so that none finds what another left.

import { createRequire } from "node:module";
import { CHROMIUM_ARGS } from "../../e2e/harness.mjs";
import { processSeconds } from "./machine.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const { chromium } = require("playwright-core");

/** What `work` makes of a new page in a new browser. */
export async function inBrowser(work) {
  const browser = await chromium.launch({
    executablePath: process.env.LOGSCRY_CHROMIUM || "/usr/bin/chromium",
    args: CHROMIUM_ARGS,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const crash = new Promise((_, fail) => {
      page.on("crash", () => fail(new Error("the page crashed")));
    });
    return await Promise.race([work(page, browser), crash]);
  } finally {
    await browser.close();
  }
}

/** Version of the browser that is measured in. */
export function browserVersion() {
  return inBrowser(async (_, browser) => `Chromium ${browser.version()}`);
}

/** The browser's processes: CPU seconds of all so far, and those that draw pages and run workers. */
export async function processesOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return {
    cpuSeconds: processInfo.reduce((sum, { id }) => sum + processSeconds(id), 0),
    rendererPids: processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id),
  };
}
