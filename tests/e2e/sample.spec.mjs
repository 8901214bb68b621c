// A newcomer sees a result in one click, and finds the planted incident in three steps.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser } from "./harness.mjs";
import {
  becomes,
  detail,
  dragOnChart,
  grid,
  hasRows,
  levelCounts,
  messagesShown,
  openSample,
  rawText,
  rowCount,
  showOriginal,
  tableSum,
  timeline,
} from "./words.mjs";

/** How many matching entries there are from 09:13 to 09:24, when the payment service fails. */
const INCIDENT = /^2026-10-14 09:(1[3-9]|2[0-4]):/;

/** Errors of the timeline's table, by the time its row begins at. */
async function errorsOverTime(page) {
  const rows = await timeline(page)
    .locator("tbody tr")
    .evaluateAll((found) =>
      found.map((row) => [row.querySelector("th").textContent, Number(row.cells[1].textContent)]),
    );
  assert.ok(rows.length > 20, "a table too coarse to tell when");
  return rows;
}

after(closeBrowser);

test("one_click_shows_the_whole_sample", async () => {
  const page = await openSample();
  await hasRows(page, 2098);
  assert.deepEqual(await levelCounts(page), {
    fatal: 3,
    error: 132,
    warn: 117,
    info: 1778,
    debug: 68,
  });
  assert.equal(await tableSum(page, 3), 2098);
  await page.close();
});

test("the_incident_is_found_in_three_steps", async () => {
  const page = await openSample();
  // 1. The error track rises: nearly all errors stand in eleven of forty minutes.
  const errors = await errorsOverTime(page);
  const sum = (rows) => rows.reduce((total, [, count]) => total + count, 0);
  assert.equal(sum(errors), 135);
  assert.equal(sum(errors.filter(([from]) => INCIDENT.test(from))), 135);
  // 2. The next error from the top, in full, as fast as the hand is: what the shop's customers got.
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await page.keyboard.press("Enter");
  await showOriginal(page);
  await becomes(page, async () => /" 502 /.test(await rawText(page).innerText()), true);
  // 3. The next one: why.
  await page.keyboard.press("e");
  const isCause = async () =>
    (await rawText(page).innerText()).includes("ERROR [http-nio-8080-exec-3] com.example.pay");
  await becomes(page, isCause, true);
  const fields = await detail(page).locator("dt").allInnerTexts();
  assert.ok(fields.includes("request_id"), fields.join());
  const row = grid(page).locator("[aria-selected=true]");
  assert.match(await row.innerText(), /no connection available: pool=cardnet/);
  await page.close();
});

test("a_drag_over_the_spike_lists_its_entries", async () => {
  const page = await openSample();
  await hasRows(page, 2098);
  // 09:13 to 09:24 of 08:50 to 09:30.
  await dragOnChart(page, 23.5 / 40, 34 / 40);
  await becomes(page, async () => (await rowCount(page)) < 700, true);
  const counts = await levelCounts(page);
  assert.ok(counts.error > 100 && counts.error <= 132, JSON.stringify(counts));
  const messages = await messagesShown(page);
  assert.ok(messages.length > 10);
  await page.close();
});
