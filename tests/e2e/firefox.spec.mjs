// The built file in Debian's Firefox, from disk: the same counts as everywhere else.
//
// Firefox is driven by WebDriver BiDi, which `puppeteer-core` speaks. Where it is not installed the tests are skipped:
// LOGSCRY_FIREFOX names it, else it is looked for as `firefox-esr` and `firefox`.

import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { lines, scratch } from "./files.mjs";
import { pageFile } from "./harness.mjs";

const require = createRequire(new URL("../../www/package.json", import.meta.url));

/** Starting takes some seconds, and longer on a busy machine. */
const START_MILLIS = 60_000;
const WAIT_MILLIS = 30_000;

const firefox = process.env.LOGSCRY_FIREFOX || found("firefox-esr") || found("firefox");
const skip =
  firefox === "" && "Firefox is not installed: apt-get install firefox-esr, or set LOGSCRY_FIREFOX";

const files = scratch();
let browser = null;
after(async () => {
  await browser?.close();
  files.remove();
});

/** Where a program is; empty if it is not installed. */
function found(name) {
  const paths = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  return (
    paths.find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }) ?? ""
  );
}

/** The built file in a new tab, with what it complained of. */
async function openInFirefox() {
  browser ??= await require("puppeteer-core").launch({
    browser: "firefox",
    executablePath: firefox,
    timeout: START_MILLIS,
  });
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) problems.push(message.text());
  });
  await page.goto(pathToFileURL(pageFile).href);
  return { page, problems };
}

/** What `look` gives in the page once that is true; asked for again and again, since the policy forbids what waits by itself. */
async function seen(page, look, ...args) {
  const endAt = Date.now() + WAIT_MILLIS;
  for (;;) {
    const value = await page.evaluate(look, ...args);
    if (value) return value;
    if (Date.now() > endAt) {
      const text = await page.evaluate(() => document.body.innerText);
      throw new Error(`not seen within ${WAIT_MILLIS / 1000} s: ${look}\n${text.slice(0, 2000)}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Waits until all is read, and so many entries are listed; how many there are of each level. */
async function countsOf(page, entries) {
  const isListed = (wanted) =>
    document.documentElement.dataset.state === "ready" &&
    document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === wanted;
  await seen(page, isListed, String(entries));
  const chips = await page.$$eval("[aria-label=Levels] button", (found) =>
    found.map((chip) => chip.innerText.trim().split(/\s+/)),
  );
  return Object.fromEntries(
    chips.map(([level, count]) => [level, Number(count.replaceAll(/\D/g, ""))]),
  );
}

/** Presses the button that says `text`. */
async function press(page, text) {
  const isShown = (wanted) =>
    [...document.querySelectorAll("button")].findIndex((button) =>
      button.innerText.includes(wanted),
    ) + 1;
  const place = await seen(page, isShown, text);
  const buttons = await page.$$("button");
  await buttons[place - 1].click();
}

test("the_sample_has_the_same_counts_in_firefox", { skip }, async () => {
  const { page, problems } = await openInFirefox();
  await press(page, "Try a sample incident");
  const counts = await countsOf(page, 2098);
  assert.deepEqual(counts, { fatal: 3, error: 132, warn: 117, info: 1778, debug: 68 });
  assert.deepEqual(problems, []);
  await page.close();
});

test("a_log_from_disk_is_read_searched_and_shown_in_firefox", { skip }, async () => {
  const log = files.write("shop.log", lines(30_000));
  const { page, problems } = await openInFirefox();
  await seen(page, () => document.querySelector("[aria-label='Open log files']") !== null);
  const input = await page.$("[aria-label='Open log files']");
  await input.uploadFile(log);
  assert.deepEqual(await countsOf(page, 30_000), { error: 3000, warn: 3000, info: 24_000 });
  await page.focus("[aria-label=Query]");
  await page.keyboard.type("ord-29990");
  assert.deepEqual(await countsOf(page, 1), { error: 1, warn: 0, info: 0 });
  await seen(page, () =>
    document.querySelector("[role=grid]").innerText.includes("step 29990 of order ord-29990"),
  );
  assert.deepEqual(problems, []);
  await page.close();
});
