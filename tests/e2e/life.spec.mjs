// Reading held back, memory that is shown and comes back.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { chooseFiles, closeBrowser, waitForState } from "./harness.mjs";
import { holdReading } from "./held_reading.mjs";
import {
  becomes,
  hasRows,
  levelCounts,
  openEmpty,
  openWith,
  pressWhileReading,
  rowCount,
} from "./words.mjs";

const BLOCK_LINES = 5000;
const files = scratch();
const medium = files.repeat("medium.log", lines(BLOCK_LINES), 250);
const MEDIUM_ENTRIES = 250 * BLOCK_LINES;
after(closeBrowser);
after(files.remove);

const progressText = (page) => page.getByRole("status", { name: "Progress" }).innerText();
const memory = (page) => page.getByRole("region", { name: "Memory" });
const memoryLine = (page) => memory(page).locator("summary");
const total = async (page) =>
  Object.values(await levelCounts(page)).reduce((sum, count) => sum + count, 0);

/** Switches errors off and on, so that every worker counts what it has, and gives what they count. */
async function countedAnew(page) {
  const all = await total(page);
  const errors = page.getByRole("button", { name: /^✖? ?error/ });
  await errors.click();
  await becomes(page, async () => (await rowCount(page)) < all, true);
  const others = await rowCount(page);
  await errors.click();
  await becomes(page, async () => (await rowCount(page)) > others, true);
  await becomes(page, async () => (await total(page)) - (await rowCount(page)), 0);
  return rowCount(page);
}

test("reading_is_paused_by_button_and_goes_on_by_key", async () => {
  const page = await openEmpty();
  const held = await holdReading(page);
  await chooseFiles(page, [medium]);
  await held.reached();
  await pressWhileReading(page, "Pause");
  await page.getByRole("button", { name: "Resume" }).waitFor();
  assert.match(await progressText(page), /paused at \d+ %/);
  // What was read can be asked while reading stands still.
  const before = await countedAnew(page);
  // Every worker has more bytes at hand then, and leaves them.
  await held.letGo();
  for (let times = 0; times < 3; times += 1) assert.equal(await countedAnew(page), before);
  assert.ok(before < MEDIUM_ENTRIES, `${before}`);
  await page.getByRole("grid", { name: "Entries" }).focus();
  await page.keyboard.press("Shift+P");
  await hasRows(page, MEDIUM_ENTRIES);
  await page.close();
});

test("the_panel_says_what_memory_is_for_and_a_closed_source_gives_it_back", async () => {
  const page = await openWith([medium]);
  await hasRows(page, MEDIUM_ENTRIES);
  await becomes(page, async () => /MB of/.test(await memoryLine(page).innerText()), true);
  await memoryLine(page).click();
  for (const part of ["Index", "Fields", "Text"])
    await memory(page).getByText(part, { exact: true }).waitFor();
  const before = page.workers();
  const small = files.write("small.log", lines(10));
  await chooseFiles(page, [small]);
  await hasRows(page, MEDIUM_ENTRIES + 10);
  await page.getByRole("button", { name: "Close medium.log" }).click();
  // Workers that held it are new, what else they held was read again; the desk stays.
  await becomes(page, () => page.workers().filter((worker) => before.includes(worker)).length, 1);
  await hasRows(page, 10);
  await waitForState(page, "ready");
  await becomes(page, async () => /(kB|\d B) of/.test(await memoryLine(page).innerText()), true);
  await page.close();
});

test("a_memory_budget_is_kept_across_visits", async () => {
  const page = await openWith([files.write("kept.log", lines(10))]);
  await memoryLine(page).click();
  const choice = page.getByLabel("Memory limit");
  assert.match(await choice.locator("option").first().innerText(), /^automatic \(/);
  await choice.selectOption("250000000");
  await becomes(page, async () => /of 250 MB/.test(await memoryLine(page).innerText()), true);
  await page.reload();
  await chooseFiles(page, [files.write("again.log", lines(10))]);
  await hasRows(page, 10);
  assert.equal(await page.getByLabel("Memory limit").inputValue(), "250000000");
  await page.close();
});

test("with_little_memory_the_page_says_what_it_gives_up_and_counts_the_same", async () => {
  const page = await openEmpty();
  await page.evaluate(() => {
    localStorage.setItem("logscry.layout.1", JSON.stringify({ memoryBudgetBytes: 1_000_000 }));
  });
  await page.reload();
  await chooseFiles(page, [medium]);
  await hasRows(page, MEDIUM_ENTRIES);
  await waitForState(page, "ready");
  await memory(page)
    .getByText(/1\.00 MB of memory.*Counts stay exact\./)
    .waitFor();
  const { error } = await levelCounts(page);
  assert.equal(error, MEDIUM_ENTRIES / 10);
  await page.close();
});
