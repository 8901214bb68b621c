// A log that lives on while it is open: what was read stays, and one sentence says what happened.

import assert from "node:assert/strict";
import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { chooseFiles, closeBrowser, waitForState } from "./harness.mjs";
import { holdReading } from "./held_reading.mjs";
import {
  ask,
  becomes,
  detail,
  hasRows,
  levelCounts,
  notices,
  openEmpty,
  openRow,
  openWith,
  pressWhileReading,
  queryBox,
  rowCount,
  sourceList,
} from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

/** What can happen to a file behind the page's back. */
const CHANGES = {
  grows: (path) => appendFileSync(path, lines(100, { from: 1000 })),
  is_truncated: (path) => truncateSync(path, 500),
  is_deleted: (path) => rmSync(path),
  is_replaced: (path) => {
    writeFileSync(`${path}.new`, lines(1000, { name: "fresh" }));
    renameSync(`${path}.new`, path);
  },
};

for (const [name, change] of Object.entries(CHANGES)) {
  test(`a_file_that_${name}_after_reading_keeps_its_counts_and_says_so`, async () => {
    const path = files.write(`${name}.log`, lines(1000));
    const page = await openWith([path]);
    await hasRows(page, 1000);
    change(path);
    // Counts and filters by level need no text.
    await ask(page, "level:error", 100);
    assert.deepEqual(await levelCounts(page), { error: 100, warn: 100, info: 800 });
    // Whatever needs the text says why there is none, and nothing hangs.
    await page.getByRole("grid", { name: "Entries" }).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await detail(page).waitFor();
    await becomes(
      page,
      async () => /changed on disk|could not be read|cannot be read/.test(await said(page)),
      true,
    );
    await page.keyboard.press("Escape");
    await queryBox(page).fill("");
    await hasRows(page, 1000);
    await page.close();
  });
}

/** All sentences in the detail pane and the notices. */
async function said(page) {
  const parts = [detail(page), notices(page), sourceList(page)];
  const texts = await Promise.all(parts.map((part) => part.allInnerTexts()));
  return texts.flat().join("\n");
}

test("a_file_that_grows_while_it_is_read_says_so_and_keeps_what_was_read", async () => {
  const path = files.repeat("busy.log", lines(5000), 200);
  const page = await openEmpty();
  const held = await holdReading(page);
  await chooseFiles(page, [path]);
  await held.reached();
  await pressWhileReading(page, "Pause");
  appendFileSync(path, lines(10));
  await held.letGo();
  await page.getByRole("button", { name: "Resume" }).click();
  await waitForState(page, "ready");
  await notices(page)
    .getByText(
      /busy\.log changed on disk at \d\d:\d\d, while it was read\. [\d,]+ of the [\d,]+ bytes/,
    )
    .waitFor();
  assert.ok((await rowCount(page)) > 0);
  // The browser keeps to the version that was chosen.
  await notices(page).getByRole("button", { name: "Read again" }).click();
  await notices(page).getByText("Drop it again to see the new one").waitFor();
  assert.ok((await rowCount(page)) > 0);
  await chooseFiles(page, [path]);
  await becomes(page, async () => (await rowCount(page)) >= 1_000_010, true, 40_000);
  await page.close();
});

test("a_file_that_goes_before_it_is_read_says_so", async () => {
  const path = files.write("gone.log", lines(10));
  const page = await openEmpty();
  // Held by an input of the test's own, gone from the disk, then dropped.
  await page.evaluate(() => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", id: "held" });
    document.body.append(input);
  });
  await page.locator("#held").setInputFiles(path);
  rmSync(path);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(document.querySelector("#held").files[0]);
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  });
  await notices(page).getByText("gone.log cannot be read").waitFor();
  await page.close();
});

test("the_detail_of_an_open_entry_stays_while_the_file_changes", async () => {
  const path = files.write("stays.log", lines(100));
  const page = await openWith([path]);
  await openRow(page, 5);
  const before = await detail(page).innerText();
  rmSync(path);
  await ask(page, "level:error", 10);
  assert.equal((await detail(page).innerText()).split("\n").at(-1), before.split("\n").at(-1));
  await page.close();
});
