// A view is saved as a small file and dropped again: before its logs, after them, and beside others.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { closeBrowser, dropFiles, waitForState } from "./harness.mjs";
import { ask, becomes, grid, hasRows, openEmpty, openWith, queryBox } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const log = files.write("shop.log", lines(2000));

/** Saves the view by the menu of the list; the path of its file. */
async function saveView(page) {
  await page.getByRole("button", { name: "Copy or save rows" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Save the view as a file" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "logscry-view.json");
  const path = files.path("logscry-view.json");
  await download.saveAs(path);
  return path;
}

test("a_view_is_saved_and_set_again_before_its_log_or_after", async () => {
  const page = await openWith([log]);
  await ask(page, "level:error", 200);
  await page.keyboard.press("m");
  await page.getByText("Bookmark set").first().waitFor();
  await page.keyboard.press("v");
  await page.getByText("Newest first.").first().waitFor();
  const view = await saveView(page);
  assert.equal(readFileSync(view, "utf8").includes("order"), false, "no text of the log");
  await page.close();
  for (const drops of [[[view, log]], [[view], [log]], [[log], [view]]]) {
    const again = await openEmpty();
    for (const paths of drops) {
      await dropFiles(again, paths);
      if (paths.includes(log)) await waitForState(again, "ready");
    }
    await hasRows(again, 200);
    assert.equal(await queryBox(again).inputValue(), "level:error");
    await grid(again).focus();
    await becomes(
      again,
      async () => {
        await again.keyboard.press("u");
        return (await again.getByText("Bookmark 1 of 1").count()) > 0;
      },
      true,
    );
    await again.close();
  }
});

test("a_file_that_is_no_sound_view_says_why_and_the_logs_are_read", async () => {
  const page = await openEmpty();
  const cut = files.write("cut.json", '{"logscry_view":1,"query":"le');
  const foreign = files.write(
    "foreign.json",
    JSON.stringify({
      logscry_view: 1,
      bookmarks: [{ source: "shop.log", offset: 7, note: "between" }],
    }),
  );
  await dropFiles(page, [cut, log]);
  await hasRows(page, 2000);
  await page.getByText("cut.json was not taken as a view: it is not whole.").first().waitFor();
  await dropFiles(page, [foreign]);
  await page.getByText("1 bookmark of shop.log could not be set").first().waitFor();
  await page.close();
});
