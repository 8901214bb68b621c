// Files come in by drop, picker and paste; the totals are what is in them.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { jsonLines, lines, scratch } from "./files.mjs";
import { chooseFiles, closeBrowser, dropFiles, waitForState } from "./harness.mjs";
import {
  becomes,
  frames,
  hasRows,
  levelCounts,
  notices,
  openEmpty,
  openWith,
  queryBox,
  rowCount,
  sourceList,
  tableSum,
} from "./words.mjs";

const corpus = fileURLToPath(new URL("../corpus", import.meta.url));
const command =
  process.env.LOGSCRY_COMMAND ??
  fileURLToPath(new URL("../../target/release/logscry", import.meta.url));
const files = scratch();
after(closeBrowser);
after(files.remove);

/** Names of all sources: the list is scrolled to its end, as only the rows in view are drawn. */
async function names(page) {
  const found = new Map();
  await sourceList(page).evaluate((list) => list.scrollTo(0, 0));
  for (let isEnd = false; !isEnd; ) {
    await frames(page);
    for (const row of await sourceList(page).locator("[data-row]").all())
      found.set(
        await row.getAttribute("data-row"),
        await row.locator(".ls-sources__name").textContent(),
      );
    isEnd = await sourceList(page).evaluate((list) => {
      const before = list.scrollTop;
      list.scrollBy(0, list.clientHeight);
      return list.scrollTop === before;
    });
  }
  return [...found.values()];
}

test("a_dropped_file_is_read_to_its_last_line", async () => {
  const path = files.write("shop.log", lines(1234));
  const page = await openEmpty();
  await dropFiles(page, [path]);
  await waitForState(page, "ready");
  await hasRows(page, 1234);
  assert.deepEqual(await levelCounts(page), { error: 124, warn: 123, info: 987 });
  assert.equal(await tableSum(page, 1), 124);
  assert.equal(await tableSum(page, 2), 123);
  assert.equal(await tableSum(page, 3), 1234);
  await page.close();
});

test("what_hangs_over_the_window_is_announced", async () => {
  const path = files.write("hover.log", lines(10));
  const page = await openEmpty();
  const text = page.getByText("Drop to read 2 items");
  await dropFiles(page, [path, files.folder], { onHover: () => text.waitFor() });
  await waitForState(page, "ready");
  assert.equal(await text.count(), 0);
  await page.close();
});

test("files_and_folders_drop_together_and_again_later", async () => {
  for (let idx = 0; idx < 120; idx += 1)
    files.write(`tree/deep/er/part-${idx}.log`, lines(7, { from: idx * 7 }));
  files.write("tree/app.log", lines(50));
  const single = files.write("single.log", lines(33));
  const page = await openEmpty();
  await dropFiles(page, [files.path("tree"), single]);
  await waitForState(page, "ready");
  // More than the hundred that the browser lists at a time.
  await hasRows(page, 120 * 7 + 50 + 33);
  const later = files.write("later/app.log", jsonLines(21));
  await dropFiles(page, [later]);
  await hasRows(page, 120 * 7 + 50 + 33 + 21);
  await waitForState(page, "ready");
  const shown = await names(page);
  assert.equal(shown.length, 123);
  assert.equal(new Set(shown).size, 123, "names that are told apart");
  await page.close();
});

test("the_picker_takes_several_files_and_opens_none_twice", async () => {
  const one = files.write("one.log", lines(40));
  const two = files.write("two.jsonl", jsonLines(60));
  const page = await openWith([one, two]);
  await hasRows(page, 100);
  await chooseFiles(page, [one]);
  await page
    .getByText(/one\.log is already open/)
    .first()
    .waitFor();
  await hasRows(page, 100);
  assert.deepEqual(await names(page), ["one.log", "two.jsonl"]);
  const namesake = files.write("elsewhere/one.log", jsonLines(40));
  await chooseFiles(page, [namesake]);
  await hasRows(page, 140);
  await becomes(page, () => names(page), ["one.log", "two.jsonl", "one.log (2)"]);
  await page.close();
});

test("the_folder_picker_takes_a_folder", async () => {
  files.write("picked/a.log", lines(5));
  files.write("picked/sub/b.log", lines(6));
  const page = await openEmpty();
  await page.getByLabel("Open a folder of logs").setInputFiles(files.path("picked"));
  await waitForState(page, "ready");
  await hasRows(page, 11);
  await page.close();
});

test("pasted_text_is_a_source_of_its_own", async () => {
  const page = await openEmpty();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines(12));
  await page.keyboard.press("Control+V");
  await waitForState(page, "ready");
  await hasRows(page, 12);
  // In the query box it is text of the query.
  await page.evaluate(() => navigator.clipboard.writeText("order"));
  await queryBox(page).focus();
  await page.keyboard.press("Control+V");
  assert.equal(await queryBox(page).inputValue(), "order");
  await becomes(page, () => names(page), ["pasted text 1"]);
  await page.close();
});

test("the_paste_button_reads_the_clipboard", async () => {
  const page = await openEmpty();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines(9));
  await page.getByRole("button", { name: "Paste" }).click();
  await hasRows(page, 9);
  await page.close();
});

test("dropped_text_is_read_too", async () => {
  const page = await openEmpty();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  }, lines(8));
  await hasRows(page, 8);
  await page.close();
});

test("a_closed_source_leaves_and_the_last_one_empties_the_page", async () => {
  const page = await openWith([files.write("x.log", lines(30)), files.write("y.log", lines(70))]);
  await hasRows(page, 100);
  await page.getByRole("button", { name: "Close x.log" }).click();
  await hasRows(page, 70);
  await page.getByRole("button", { name: "Close y.log" }).click();
  await waitForState(page, "empty");
  await page.getByText("Drop log files, folders or archives").waitFor();
  await page.close();
});

test("the_page_counts_what_the_command_counts", async () => {
  assert.ok(existsSync(command), `${command} is missing: make dist, or set LOGSCRY_COMMAND`);
  const { stdout } = spawnSync(command, ["summary", corpus, "--json"], { encoding: "utf8" });
  const { ledger, sources } = JSON.parse(stdout);
  const page = await openEmpty();
  await dropFiles(page, [corpus]);
  await waitForState(page, "ready");
  await hasRows(page, ledger.entries);
  const counted = Object.entries(ledger.levels).filter(([, count]) => count > 0);
  assert.deepEqual(await levelCounts(page), Object.fromEntries(counted));
  assert.equal((await names(page)).length, sources.length);
  assert.ok((await rowCount(page)) > 300);
  assert.equal(await notices(page).getByText("could not be read").count(), 0);
  await page.close();
});
