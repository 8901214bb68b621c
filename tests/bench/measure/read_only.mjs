// How fast the browser reads a file if it does nothing else: the limit for the page.

import { statSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inBrowser, processesOf } from "./browser.mjs";

const readOnlyPage = fileURLToPath(new URL("../read_only.html", import.meta.url));

/** MB/s of reading the file at `path` with so many workers, and MB by CPU second of the whole browser. */
export function readOnly(path, workerCount) {
  return inBrowser(async (page, browser) => {
    await page.goto(pathToFileURL(readOnlyPage).href);
    await page.locator("input").setInputFiles(path);
    const before = await processesOf(browser);
    const { millis, bytesRead } = await page.evaluate(`readWith(${workerCount})`);
    const after = await processesOf(browser);
    if (bytesRead !== statSync(path).size) throw new Error(`only ${bytesRead} bytes were read`);
    return {
      rate: bytesRead / 1000 / millis,
      browserRate: bytesRead / 1e6 / (after.cpuSeconds - before.cpuSeconds),
    };
  });
}

/** MB/s of text that the browser's own decompression gives of the file at `path`. */
export function decompressOnly(path) {
  return inBrowser(async (page) => {
    await page.goto(pathToFileURL(readOnlyPage).href);
    await page.locator("input").setInputFiles(path);
    const { millis, bytesRead } = await page.evaluate("decompress()");
    return { rate: bytesRead / 1000 / millis };
  });
}
