// What the tests say of the page in its own words: what to wait for, where things are, what they show.

import assert from "node:assert/strict";
import { chooseFiles, openPage, waitForState } from "./harness.mjs";

/** How long a wait may take before the test fails; on a busy machine a state may take its time. */
export const PATIENCE_MILLIS = 20_000;

/** The sources beside the list, which most tests look at; without it, the page opens on the groups. */
const WITH_SOURCES = "#v=1&panel=sources";

/** The page, drawn and listening. */
export async function openEmpty(options = {}) {
  const page = await openPage({ hash: WITH_SOURCES, ...options });
  await page.getByRole("region", { name: "Open logs" }).waitFor();
  await frames(page);
  await waitForState(page, "empty");
  return page;
}

/** Two frames: one to draw, one for what follows drawing. */
export async function frames(page) {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/** The page with files chosen and read to the end. */
export async function openWith(paths, options = {}) {
  const page = await openEmpty(options);
  await chooseFiles(page, paths);
  await waitForState(page, "ready", options.patience ?? PATIENCE_MILLIS);
  return page;
}

/** The page with the sample incident, ready. */
export async function openSample(options = {}) {
  const page = await openEmpty(options);
  await page.getByRole("button", { name: "Try a sample incident" }).click();
  await waitForState(page, "ready");
  return page;
}

/** Waits frame by frame until `read` gives `expected`; then, or when patience ends, asserts that it does. */
export async function becomes(page, read, expected, patience = PATIENCE_MILLIS) {
  const end = Date.now() + patience;
  let value = await read();
  while (Date.now() < end && !isSame(value, expected)) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    value = await read();
  }
  assert.deepEqual(value, expected);
}

function isSame(value, expected) {
  try {
    assert.deepEqual(value, expected);
    return true;
  } catch {
    return false;
  }
}

export const grid = (page) => page.getByRole("grid", { name: "Entries" });
export const timeline = (page) => page.getByRole("figure", { name: "Timeline" });
export const queryBox = (page) => page.getByRole("searchbox", { name: "Query" });
export const detail = (page) => page.getByRole("region", { name: "Entry", exact: true });
export const message = (page) => detail(page).getByRole("region", { name: "Message", exact: true });
export const rawText = (page) => detail(page).locator("pre");
export const notices = (page) => page.getByRole("region", { name: "Notices" });
export const sourceList = (page) => page.getByRole("list", { name: "Sources" });

/** Opens all sources that are in view: what else there is to say of each. */
export async function unfoldSources(page) {
  const closed = sourceList(page).locator(".ls-sources__main[aria-expanded=false]");
  await sourceList(page).getByRole("listitem").first().waitFor();
  while ((await closed.count()) > 0) await closed.first().click();
  await frames(page);
}

/** Matching entries, as the grid says. */
export async function rowCount(page) {
  return Number(await grid(page).getAttribute("aria-rowcount"));
}

/** Waits until exactly so many entries match. */
export async function hasRows(page, count) {
  await becomes(page, () => rowCount(page), count);
}

/** Presses a button once some entries are listed, and says what progress there was then. Reading is held by the test. */
export async function pressWhileReading(page, name) {
  await becomes(page, async () => (await rowCount(page)) > 1000, true);
  const progress = await page.getByRole("status", { name: "Progress" }).innerText();
  await page.getByRole("button", { name, exact: true }).click();
  return progress;
}

/** Runs a query and waits until exactly so many entries match. */
export async function ask(page, query, count) {
  await queryBox(page).fill(query);
  await queryBox(page).press("Enter");
  await hasRows(page, count);
}

/** The level chips' counts: `{ error: 12, … }`. */
export async function levelCounts(page) {
  const chips = await page
    .getByRole("list", { name: "Levels" })
    .getByRole("button")
    .allInnerTexts();
  return Object.fromEntries(
    chips.map((text) => {
      const [level, count] = text.trim().split(/\s+/);
      return [level, numberIn(count)];
    }),
  );
}

/** Messages of the rows on screen, once all are there. */
export async function messagesShown(page) {
  await becomes(page, () => grid(page).locator("[aria-busy]").count(), 0);
  return grid(page).locator("[aria-rowindex] .ls-entries__cell--message").allInnerTexts();
}

/** Clicks a row of the list by its number, counted from 1, and waits for its detail, original text included. */
export async function openRow(page, number) {
  await openMessage(page, number);
  await showOriginal(page);
}

/** The same without opening the original text. */
export async function openMessage(page, number) {
  await becomes(page, () => grid(page).locator("[aria-busy]").count(), 0);
  const row = grid(page).locator(`[aria-rowindex="${number}"]`);
  // A list opens on its first error.
  if ((await row.count()) === 0) {
    const first = await grid(page).locator("[role=row][aria-rowindex]").first();
    const rowsAway = number - Number(await first.getAttribute("aria-rowindex"));
    await grid(page).hover();
    await page.mouse.wheel(0, 22 * rowsAway);
  }
  await row.click();
  await message(page).waitFor();
}

/** Opens the original text of the entry that is shown; it stays open for the next ones. */
export async function showOriginal(page) {
  const toggle = detail(page).getByRole("button", { name: "Original text", exact: true });
  await toggle.waitFor();
  if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.click();
  await rawText(page).waitFor();
}

/** Original text of the entry that is open, once it is the one with this number. */
export async function rawOf(page, number) {
  await detail(page)
    .getByRole("heading", { name: new RegExp(`^Entry ${number.toLocaleString("en")} of`) })
    .waitFor();
  await becomes(page, () => detail(page).locator(".ls-detail__body--stale").count(), 0);
  await showOriginal(page);
  return rawText(page).innerText();
}

/** Figures of the ledger panel by name. */
export async function ledgerFigures(page) {
  await page.getByRole("tab", { name: "Ledger" }).click();
  const rows = await page
    .locator(".ls-ledger__row")
    .evaluateAll((found) =>
      found.map((row) => [
        row.querySelector("dt").textContent.trim(),
        row.querySelector(".ls-ledger__count").textContent,
      ]),
    );
  return Object.fromEntries(rows.map(([name, count]) => [name, numberIn(count)]));
}

/** Asserts that the ledger says it adds up, and that it does, for so many bytes. */
export async function ledgerCovers(page, decodedBytes) {
  const figures = await ledgerFigures(page);
  assert.equal(figures["Text (after decompression and decoding)"], decodedBytes);
  const outside = figures["Outside entries (byte order mark, header, leading blank lines)"];
  assert.equal(figures["In entries"] + outside, decodedBytes);
  await page.getByText("Every byte is accounted for").waitFor();
  return figures;
}

/** The number that a text with thousands separators shows. */
export function numberIn(text) {
  return Number(text.replaceAll(/[^\d]/g, ""));
}

/** The chart's bar area in page coordinates, and the pixel of a moment's share of the axis. */
export async function chartBox(page) {
  const box = await timeline(page).locator("svg").boundingBox();
  const axisPx = Number(
    await timeline(page).locator("svg clipPath rect").first().getAttribute("width"),
  );
  return { left: box.x, axisPx, middleY: box.y + 60, xAt: (share) => box.x + share * axisPx };
}

/** Presses the mouse on the chart at a share of its width, moves, lets go. */
export async function dragOnChart(page, fromShare, endShare) {
  const chart = await chartBox(page);
  await page.mouse.move(chart.xAt(fromShare), chart.middleY);
  await page.mouse.down();
  await page.mouse.move(chart.xAt((fromShare + endShare) / 2), chart.middleY);
  await page.mouse.move(chart.xAt(endShare), chart.middleY);
  await page.mouse.up();
}

/** The sum of a column of the timeline's table. */
export async function tableSum(page, column) {
  const cells = await timeline(page).locator(`tbody td:nth-of-type(${column})`).allTextContents();
  return cells.reduce((sum, text) => sum + numberIn(text), 0);
}
