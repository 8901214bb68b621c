// What cannot be read is said in a clear sentence; what can be read is read to its last byte.

import assert from "node:assert/strict";
import { mkdirSync, statSync } from "node:fs";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { closeBrowser, dropFiles, waitForState } from "./harness.mjs";
import {
  becomes,
  detail,
  grid,
  hasRows,
  ledgerCovers,
  messagesShown,
  notices,
  openEmpty,
  openRow,
  openWith,
  rawText,
  showOriginal,
  sourceList,
  timeline,
} from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

test("a_binary_file_is_named_and_the_others_are_read", async () => {
  const bytes = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919 + 13) % 256));
  const page = await openWith([files.write("core.dump", bytes), files.write("a.log", lines(9))]);
  await notices(page)
    .getByText("core.dump is not a text log (it looks like binary data). Nothing was read")
    .waitFor();
  await hasRows(page, 9);
  // Read as text, every byte of it is counted, those that are no characters too.
  await notices(page).getByRole("button", { name: "Read it as text" }).click();
  await notices(page).getByText("core.dump is not a text log").waitFor({ state: "detached" });
  await waitForState(page, "ready");
  await ledgerCovers(page, bytes.length + Buffer.byteLength(lines(9)));
  await page.keyboard.press("Control+z");
  await hasRows(page, 9);
  await page.close();
});

test("an_empty_file_says_so", async () => {
  const page = await openWith([files.write("empty.log", "")]);
  await notices(page).getByText("empty.log is empty").waitFor();
  await hasRows(page, 0);
  await page.getByRole("heading", { name: "No entries", exact: true }).waitFor();
  await page.getByText("There are no entries to chart.").waitFor();
  await page.close();
});

test("an_empty_folder_says_so", async () => {
  mkdirSync(files.path("nothing"));
  const page = await openEmpty();
  await dropFiles(page, [files.path("nothing")]);
  await page.getByText("There are no files in what you dropped.").first().waitFor();
  await waitForState(page, "empty");
  await page.close();
});

test("a_folder_that_comes_as_a_file_says_what_to_do", async () => {
  const page = await openEmpty();
  const name = "There are no files in what you dropped.";
  // Some desktops hand a folder over as a file of no bytes that cannot be opened.
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([], "logs"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  });
  await waitForState(page, "ready");
  await notices(page).getByText("logs is empty").waitFor();
  assert.equal(await page.getByText(name).count(), 0);
  await page.close();
});

test("a_line_of_a_hundred_megabytes_is_one_entry", async () => {
  const bytes = 100_000_000;
  const path = files.repeat("line.log", "x".repeat(1000), bytes / 1000);
  const page = await openWith([path], { patience: 60_000 });
  await hasRows(page, 1);
  await openRow(page, 1);
  await detail(page)
    .getByText("Only the beginning is shown: the entry is 100,000,000 bytes long.")
    .waitFor();
  await ledgerCovers(page, bytes);
  await page.close();
});

test("a_million_identical_lines_are_a_million_entries", async () => {
  const line = "2026-10-14T08:00:00Z ERROR the same again\n";
  const path = files.repeat("same.log", line, 1_000_000);
  const page = await openWith([path], { patience: 60_000 });
  await hasRows(page, 1_000_000);
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  await grid(page).locator('[aria-rowindex="1000000"]').waitFor();
  await page.keyboard.press("Enter");
  await showOriginal(page);
  await becomes(page, async () => (await rawText(page).innerText()).trim(), line.trim());
  // The last of them, not any: all have the same time.
  await detail(page).getByText("same.log, line 1,000,000").waitFor();
  await ledgerCovers(page, statSync(path).size);
  await page.close();
});

test("without_any_time_the_list_still_has_every_entry", async () => {
  const path = files.write("no_times.log", "first thing\nsecond thing\nERROR third thing\n");
  const page = await openWith([path]);
  await hasRows(page, 3);
  await timeline(page).getByText("No entry has a time that could be read").waitFor();
  assert.deepEqual(
    (await messagesShown(page)).map((text) => text.replace(/^ERROR /, "")),
    ["first thing", "second thing", "third thing"],
  );
  await sourceList(page).getByText("no times", { exact: true }).waitFor();
  await page.close();
});

test("times_of_the_years_1_and_9999_are_kept_as_text_and_counted", async () => {
  const path = files.write(
    "far.log",
    "0001-01-01T00:00:00Z INFO the beginning\n2026-10-14T08:00:00Z INFO today\n9999-12-31T23:59:59Z INFO the end\n",
  );
  const page = await openWith([path]);
  await hasRows(page, 3);
  const figures = await ledgerCovers(page, statSync(path).size);
  assert.equal(figures["Time before 1677 or after 2262"], 2);
  const messages = await messagesShown(page);
  for (const word of ["the beginning", "today", "the end"])
    assert.ok(
      messages.some((text) => text.includes(word)),
      messages.join("; "),
    );
  await page.close();
});

test("entries_of_several_years_show_the_year", async () => {
  const path = files.write(
    "years.log",
    "2024-02-29T10:00:00Z INFO leap\n2026-10-14T08:00:00Z INFO today\n",
  );
  const page = await openWith([path]);
  await messagesShown(page);
  const times = await grid(page).locator("[aria-rowindex] .ls-entries__cell--time").allInnerTexts();
  assert.deepEqual(times, ["2024-02-29 10:00:00", "2026-10-14 08:00:00"]);
  await page.close();
});

test("bytes_that_are_no_utf8_are_counted_and_shown", async () => {
  const bytes = Buffer.concat([
    Buffer.from("2026-10-14T08:00:00Z INFO caf"),
    Buffer.from([0xe9, 0x20, 0xff, 0xfe]),
    Buffer.from(" end\n"),
  ]);
  const page = await openWith([files.write("latin.log", bytes)]);
  await hasRows(page, 1);
  assert.match((await messagesShown(page))[0], /caf.* end/);
  const figures = await ledgerCovers(page, bytes.length);
  assert.equal(figures["Not valid UTF-8"], 3);
  await page.close();
});
