// Where the list opens, in which order it stands, which columns it has, and that the row under the eye stays.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import {
  ask,
  becomes,
  detail,
  grid,
  hasRows,
  messagesShown,
  openMessage,
  openWith,
  queryBox,
} from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

/** Lines without an error. */
const calm = (count, from = 1) =>
  lines(count, { from }).replaceAll(" ERROR ", " INFO ").replaceAll(" WARN ", " INFO ");

const firstShown = async (page) =>
  Number(await grid(page).locator("[aria-rowindex]").first().getAttribute("aria-rowindex"));

test("the_list_opens_on_the_first_error_and_says_what_stands_above", async () => {
  const page = await openWith([files.write("late.log", calm(1500) + lines(500, { from: 2000 }))]);
  await becomes(page, () => firstShown(page), 1498);
  assert.match((await messagesShown(page))[3], /step 2000 of order/);
  await grid(page).getByRole("button", { name: "1,497 earlier above" }).click();
  await becomes(page, () => firstShown(page), 1);
  // The first press of the key goes to the same error.
  await grid(page).focus();
  await page.keyboard.press("e");
  await becomes(
    page,
    () => grid(page).locator(".ls-entries__row--here").getAttribute("aria-rowindex"),
    "1501",
  );
  await page.close();
});

test("one_key_and_one_click_turn_the_list", async () => {
  const page = await openWith([files.write("turn.log", calm(900))]);
  await grid(page).focus();
  await page.keyboard.press("v");
  await becomes(page, async () => /step 900 of/.test((await messagesShown(page))[0]), true);
  assert.equal(
    await grid(page).getByRole("columnheader", { name: /^time/ }).getAttribute("aria-sort"),
    "descending",
  );
  await openMessage(page, 3);
  await detail(page).getByText("step 898 of order ord-898").first().waitFor();
  await page.keyboard.press("j");
  await detail(page).getByText("step 897 of order ord-897").first().waitFor();
  await grid(page).getByRole("button", { name: /^time/ }).click();
  await becomes(
    page,
    () => grid(page).locator(".ls-entries__row--here").getAttribute("aria-rowindex"),
    "897",
  );
  await page.close();
});

test("a_filter_and_the_way_back_leave_the_row_under_the_eye", async () => {
  const page = await openWith([files.write("eye.log", lines(4000))]);
  await grid(page).hover();
  await page.mouse.wheel(0, 22 * 2001);
  await becomes(page, () => firstShown(page), 2002);
  // A row that has not come yet is under nobody's eye.
  assert.match((await messagesShown(page))[0], /step 2001 of/);
  const isNearest = async () => /step 20[01]0 of/.test((await messagesShown(page))[0]);
  await queryBox(page).fill("level:error");
  await hasRows(page, 400);
  await becomes(page, isNearest, true);
  await queryBox(page).fill("");
  await becomes(page, () => firstShown(page), 2002);
  // Who goes on into the list stands where the eye is.
  await ask(page, "level:error", 400);
  const here = grid(page).locator(".ls-entries__row--here");
  await becomes(page, async () => /step 20[01]0 of/.test(await here.innerText()), true);
  await becomes(page, isNearest, true);
  await page.close();
});

test("what_no_entry_has_is_no_column", async () => {
  const page = await openWith([files.write("plain.txt", "one\ntwo\nthree\n")]);
  assert.deepEqual(await messagesShown(page), ["one", "two", "three"]);
  assert.equal(await grid(page).getByText("no time").count(), 0);
  const box = await grid(page)
    .locator(".ls-entries__row .ls-entries__cell--message")
    .first()
    .boundingBox();
  assert.ok(box.x - (await grid(page).boundingBox()).x < 60);
  await page.close();
});
