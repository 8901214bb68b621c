// The filter set aside for a look around: at what stands around an entry in its source, at all that has an id.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { accessibilityProblems, closeBrowser } from "./harness.mjs";
import {
  ask,
  becomes,
  detail,
  frames,
  grid,
  hasRows,
  openMessage,
  openWith,
  queryBox,
} from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const here = (page) => grid(page).locator(".ls-entries__row--here");
const bar = (page) => page.getByRole("region", { name: "Filter set aside" });

test("one_key_shows_what_stands_around_an_entry_and_leads_back", async () => {
  const page = await openWith([
    files.write("one.log", lines(600)),
    files.write("two.log", lines(600, { from: 3000 })),
  ]);
  await ask(page, "level:warn", 120);
  await openMessage(page, 3);
  await frames(page);
  const text = await here(page).innerText();
  const before = await here(page).boundingBox();
  await page.keyboard.press("c");
  await hasRows(page, 600);
  await bar(page).getByText("Showing all entries of one.log.").waitFor();
  await bar(page).getByText("level:warn").waitFor();
  await becomes(
    page,
    () =>
      here(page)
        .innerText()
        .then((now) => now.split("\n").at(-1)),
    text.split("\n").at(-1),
  );
  assert.ok(Math.abs((await here(page).boundingBox()).y - before.y) < 22);
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.press("c");
  await hasRows(page, 120);
  assert.equal(await queryBox(page).inputValue(), "level:warn");
  assert.equal(await bar(page).count(), 0);
  await becomes(page, () => here(page).innerText(), text);
  await page.close();
});

test("an_id_is_followed_over_all_sources_whatever_the_filter", async () => {
  const log = (name, level, from) =>
    Array.from(
      { length: 40 },
      (_, idx) =>
        `2026-10-14T08:00:${String(idx).padStart(2, "0")}.${from}Z ${level} [w] ${name} - handled request_id=r-${4000 + (idx % 8)}x\n`,
    ).join("");
  const page = await openWith([
    files.write("front.log", log("front", "INFO", 100)),
    files.write("back.log", log("back", "ERROR", 200)),
  ]);
  await ask(page, "level:error", 40);
  await openMessage(page, 3);
  await page.keyboard.press("o");
  await hasRows(page, 10);
  await bar(page).getByText("all entries that contain r-4002x").waitFor();
  await detail(page).getByRole("button", { name: "Follow r-4002x" }).waitFor();
  await bar(page).getByRole("button", { name: "Back" }).click();
  await hasRows(page, 40);
  await page.close();
});

test("bookmarks_are_set_noted_and_jumped_to", async () => {
  const page = await openWith([files.write("marks.log", lines(3000))]);
  await becomes(page, () => grid(page).locator("[aria-busy]").count(), 0);
  await openMessage(page, 8);
  await page.keyboard.press("m");
  await detail(page).getByLabel("Bookmark").fill("it began here");
  await grid(page).locator(".ls-entries__mark").getByText("it began here").waitFor();
  await grid(page).focus();
  await page.keyboard.press("End");
  await becomes(page, () => here(page).getAttribute("aria-rowindex"), "3000");
  await page.keyboard.press("m");
  await becomes(page, () => grid(page).locator(".ls-entries__mark").count(), 1);
  await page.keyboard.press("u");
  await becomes(page, () => here(page).getAttribute("aria-rowindex"), "8");
  await page.keyboard.press("Shift+U");
  await becomes(page, () => here(page).getAttribute("aria-rowindex"), "3000");
  await page.keyboard.press("m");
  await becomes(page, () => grid(page).locator(".ls-entries__mark").count(), 0);
  await ask(page, "level:error", 300);
  await grid(page).focus();
  await page.keyboard.press("u");
  await page.getByText("none in this list: the filter hides them").first().waitFor();
  await page.close();
});
