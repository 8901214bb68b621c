// Reading can be stopped at once and goes on when asked; a worker that dies costs nothing but time.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { chooseFiles, closeBrowser, waitForState } from "./harness.mjs";
import { holdReading } from "./held_reading.mjs";
import {
  becomes,
  hasRows,
  ledgerCovers,
  ledgerFigures,
  levelCounts,
  messagesShown,
  notices,
  numberIn,
  openEmpty,
  pressWhileReading,
  rowCount,
  sourceList,
} from "./words.mjs";

const BLOCK_LINES = 5000;
const files = scratch();
// The same hour and a bit, again and again: some 40 MB.
const large = files.repeat("large.log", lines(BLOCK_LINES), 100);
const LARGE_ENTRIES = 100 * BLOCK_LINES;
after(closeBrowser);
after(files.remove);

/** Begins to read, is held there, and cancels. */
async function openAndCancel(path) {
  const page = await openEmpty();
  const held = await holdReading(page);
  await chooseFiles(page, [path]);
  await held.reached();
  const progress = await pressWhileReading(page, "Cancel");
  // What is held does not hold up the end.
  await waitForState(page, "ready");
  await held.letGo();
  return { page, progress };
}

test("cancel_stops_at_once_keeps_what_is_read_and_reads_again", async () => {
  const { page, progress } = await openAndCancel(large);
  assert.match(progress, /reading \d+ %.*entries/s);
  await notices(page)
    .getByText("Reading large.log was cancelled. Only the part that was read is shown.")
    .waitFor();
  // The counts come to rest, agree with each other and can be read.
  await becomes(
    page,
    async () => {
      const counts = Object.values(await levelCounts(page));
      return counts.reduce((sum, count) => sum + count, 0) - (await rowCount(page));
    },
    0,
  );
  const kept = await rowCount(page);
  assert.ok(kept > 1000 && kept < LARGE_ENTRIES, `${kept}`);
  assert.match((await messagesShown(page))[0], /step \d+ of order/);
  await page.close();
});

test("what_was_cancelled_is_read_to_its_end_when_asked", async () => {
  const { page } = await openAndCancel(large);
  await notices(page).getByRole("button", { name: "Read again" }).click();
  await hasRows(page, LARGE_ENTRIES);
  await waitForState(page, "ready");
  await ledgerCovers(page, statSync(large).size);
  await page.close();
});

test("a_worker_that_dies_is_named_and_its_range_is_read_again", async () => {
  const page = await openEmpty();
  const held = await holdReading(page);
  await chooseFiles(page, [large]);
  await held.reached();
  await pressWhileReading(page, "Pause");
  await held.letGo();
  const reader = await held.reader();
  await reader.evaluate(() => {
    setTimeout(() => {
      throw new Error("killed by the test");
    }, 0);
  });
  await page.getByRole("button", { name: "Resume" }).click();
  await sourceList(page)
    .getByText("large.log was read again because a worker of this page stopped")
    .waitFor();
  await waitForState(page, "ready", 60_000);
  await hasRows(page, LARGE_ENTRIES);
  const figures = await ledgerCovers(page, statSync(large).size);
  assert.equal(figures.Entries, LARGE_ENTRIES);
  assert.match((await messagesShown(page))[0], /step 0 of order/);
  await page.close({ withProblems: true });
});

test("ledger_of_a_cancelled_source_says_what_is_missing", async () => {
  const { page } = await openAndCancel(large);
  await becomes(page, async () => (await ledgerFigures(page)).Entries > 0, true);
  await page.getByText(/bytes could not be read\./).waitFor();
  await page
    .getByText(/: Reading was cancelled/)
    .first()
    .waitFor();
  const balance = page.locator(".ls-ledger__balance");
  await becomes(
    page,
    async () => {
      const { "Text (after decompression and decoding)": decoded } = await ledgerFigures(page);
      const missing = (await balance.innerText()).match(/([\d,]+) bytes could not/)?.[1] ?? "";
      return decoded + numberIn(missing);
    },
    statSync(large).size,
  );
  await page.close();
});
