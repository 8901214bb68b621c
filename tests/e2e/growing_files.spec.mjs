// A log that goes on after it was read: what was added is offered, and reading on gives what reading all at once gives.

import assert from "node:assert/strict";
import { appendFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { chooseFiles, closeBrowser, dropFiles, waitForState } from "./harness.mjs";
import {
  becomes,
  hasRows,
  ledgerCovers,
  ledgerFigures,
  levelCounts,
  messagesShown,
  notices,
  openEmpty,
  rowCount,
  sourceList,
} from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const GONE = "the text of this entry can no longer be read";

/** Rows, levels and the ledger of one file as it is now, read at once. */
async function readAtOnce(path, entries) {
  const page = await openEmpty();
  await chooseFiles(page, [path]);
  await hasRows(page, entries);
  const all = { levels: await levelCounts(page), figures: await ledgerFigures(page) };
  await page.close();
  return all;
}

/** Drops files and waits until their entries are there. */
async function openDropped(paths, entries) {
  const page = await openEmpty();
  await dropFiles(page, paths);
  await waitForState(page, "ready");
  await hasRows(page, entries);
  return page;
}

test("what_is_added_to_a_dropped_file_is_read_on_with_the_figures_of_the_whole", async () => {
  // Large enough for several tasks, and it ends in the middle of an entry.
  const path = files.repeat("grown.log", lines(5000), 24);
  appendFileSync(path, lines(1, { from: 5000 }).trimEnd());
  const page = await openDropped([path], 120_001);
  appendFileSync(
    path,
    `, of two\n\tat shop.Cart.step(Cart.java:12)\n${lines(100, { from: 5001 })}`,
  );
  // The browser reads a file that has changed no more: what comes into view meanwhile says so.
  await page.getByRole("grid", { name: "Entries" }).focus();
  await page.keyboard.press("End");
  await page.getByText(GONE).first().waitFor();
  await page.keyboard.press("Home");
  await page.getByText(GONE).first().waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  const button = sourceList(page).getByRole("button", { name: /Read [\d,]+ new bytes/ });
  await button.waitFor();
  await notices(page)
    .getByText(/grown\.log has grown \(noticed at \d\d:\d\d\)/)
    .waitFor();
  await button.click();
  await hasRows(page, 120_101);
  await waitForState(page, "ready");
  await ledgerCovers(page, statSync(path).size);
  const all = { levels: await levelCounts(page), figures: await ledgerFigures(page) };
  assert.deepEqual(all, await readAtOnce(path, 120_101));
  // The text of what was read before can be read again, too.
  await page.getByText(GONE).first().waitFor({ state: "hidden" });
  assert.match((await messagesShown(page))[0], /step 0 of order/);
  await page.close();
});

test("a_key_reads_what_was_added_to_files_in_a_dropped_folder", async () => {
  const path = files.write("logs/app.log", lines(100));
  files.write("logs/still.log", lines(50));
  const page = await openDropped([files.path("logs")], 150);
  await page.getByRole("grid", { name: "Entries" }).focus();
  await page.keyboard.press("Shift+R");
  await notices(page).getByText("Nothing was added to the files.").waitFor();
  appendFileSync(path, lines(20, { from: 100 }));
  await page.keyboard.press("Shift+R");
  await hasRows(page, 170);
  await page.close();
});

for (const [name, change] of Object.entries({
  replaced: (path) => writeFileSync(path, lines(30, { name: "fresh" })),
  shortened: (path) => truncateSync(path, lines(30).length),
})) {
  test(`a_dropped_file_that_was_${name}_is_read_again_from_its_start`, async () => {
    const path = files.write(`${name}.log`, lines(100));
    const page = await openDropped([path], 100);
    change(path);
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await notices(page).getByText(`${name}.log was replaced or cut short on disk`).waitFor();
    assert.equal(await rowCount(page), 100);
    await notices(page).getByRole("button", { name: "Read again" }).click();
    await hasRows(page, 30);
    await page.close();
  });
}

test("a_file_that_is_dropped_again_is_opened_once_and_read_on", async () => {
  const path = files.write("again.log", lines(100));
  const page = await openEmpty();
  // Chosen by the picker: there is no handle to look at the file again.
  await chooseFiles(page, [path]);
  await hasRows(page, 100);
  await chooseFiles(page, [path]);
  await notices(page).getByText("again.log is already open and has not changed.").waitFor();
  appendFileSync(path, lines(7, { from: 100 }));
  await chooseFiles(page, [path]);
  await hasRows(page, 107);
  assert.equal(await sourceList(page).getByRole("listitem").count(), 1);
  await becomes(page, async () => (await ledgerFigures(page)).Entries, 107);
  await page.close();
});

test("nothing_asks_to_write", async () => {
  const path = files.write("readonly.log", lines(10));
  const page = await openEmpty();
  await page.evaluate(() => {
    window.asked = [];
    for (const name of ["requestPermission", "createWritable"]) {
      FileSystemFileHandle.prototype[name] = () => window.asked.push(name);
    }
  });
  await dropFiles(page, [path]);
  await hasRows(page, 10);
  appendFileSync(path, lines(5, { from: 10 }));
  await page.keyboard.press("Escape");
  await page.getByRole("grid", { name: "Entries" }).focus();
  await page.keyboard.press("Shift+R");
  await hasRows(page, 15);
  assert.deepEqual(await page.evaluate(() => window.asked), []);
  await page.close();
});
