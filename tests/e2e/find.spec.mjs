// Finding without hiding: a bar of its own, over the whole list, far beyond the screen.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { accessibilityProblems, closeBrowser } from "./harness.mjs";
import { ask, becomes, grid, hasRows, openWith } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const bar = (page) => page.getByRole("search", { name: "Find in the list" });
const box = (page) => bar(page).getByRole("textbox");
const here = (page) => grid(page).locator(".ls-entries__row--here").getAttribute("aria-rowindex");

test("what_is_found_is_counted_and_gone_to_and_nothing_is_hidden", async () => {
  const page = await openWith([files.write("find.log", lines(5000))]);
  await grid(page).focus();
  await page.keyboard.press("Control+f");
  await box(page).fill("worker-3");
  await bar(page).getByText("1,250 found").waitFor();
  await hasRows(page, 5000);
  await page.keyboard.press("Enter");
  await becomes(page, () => here(page), "4");
  await bar(page).getByText("1 of 1,250").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.press("Shift+Enter");
  await becomes(page, () => here(page), "5000");
  await bar(page).getByText("1,250 of 1,250").waitFor();
  await box(page).fill("ord-4321 or ord-4998");
  await bar(page).getByText("2 found").waitFor();
  await grid(page).focus();
  await page.keyboard.press("n");
  await becomes(page, () => here(page), "4322");
  await page.keyboard.press("n");
  await becomes(page, () => here(page), "4999");
  await page.keyboard.press("Escape");
  assert.equal(await bar(page).count(), 0);
  assert.equal(await here(page), "4999");
  await hasRows(page, 5000);
  await page.close();
});

test("the_query_of_the_list_holds_for_what_is_found_in_it", async () => {
  const page = await openWith([files.write("both.log", lines(1000))]);
  await ask(page, "level:error", 100);
  await page.keyboard.press("Control+f");
  await box(page).fill("worker-2");
  await bar(page).getByText("50 found").waitFor();
  await box(page).fill("worker-3");
  await bar(page).getByText("not in this list").waitFor();
  await box(page).fill("(worker");
  await becomes(page, () => bar(page).locator(".ls-entries__find-count--bad").count(), 1);
  await hasRows(page, 100);
  await box(page).fill("worker-2");
  await bar(page).getByText("50 found").waitFor();
  await ask(page, "level:info", 800);
  await bar(page).getByText("200 found").waitFor();
  await page.close();
});
