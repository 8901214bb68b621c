// A list far taller than browsers can place: its scroll bar stands for it, every row is reached.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { START, scratch, stamp } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import { becomes, grid, hasRows, openWith, rawOf } from "./words.mjs";

// 1.2 million rows of 22 px are 26 million pixels; some 17 million are the most browsers place.
const ENTRIES = 1_200_000;
const files = scratch();
const path = files.write(
  "tiny.log",
  Array.from({ length: ENTRIES }, (_, idx) => `${stamp(START + idx)} INFO n${idx + 1}\n`).join(""),
);
after(closeBrowser);
after(files.remove);

/** Asserts that the rows on screen are the entries that their numbers say, and gives the first number. */
async function firstShown(page) {
  await becomes(page, () => grid(page).locator("[aria-busy]").count(), 0);
  // Both in one look: the list may move between two.
  const shown = await grid(page)
    .locator("[aria-rowindex]:not([aria-busy])")
    .evaluateAll((rows) =>
      rows.map((row) => [
        Number(row.getAttribute("aria-rowindex")),
        row.querySelector(".ls-entries__cell--message").textContent,
      ]),
    );
  const numbers = shown.map(([number]) => number);
  assert.deepEqual(
    shown.map(([, text]) => Number(text.match(/n(\d+)/)?.[1])),
    numbers,
  );
  return numbers[0];
}

test("end_home_thumb_wheel_and_keys_reach_every_row", async () => {
  const page = await openWith([path], { patience: 90_000 });
  await hasRows(page, ENTRIES);
  const list = grid(page);
  await list.focus();

  await page.keyboard.press("End");
  await list.locator(`[aria-rowindex="${ENTRIES}"]`).waitFor();
  await firstShown(page);
  await page.keyboard.press("Enter");
  assert.match(await rawOf(page, ENTRIES), /INFO n1200000$/);
  await page.keyboard.press("Escape");

  await page.keyboard.press("Home");
  await becomes(page, () => firstShown(page), 1);

  // The thumb to the middle, as a drag of it does: the browser moves scrollTop.
  await list.evaluate((element) => {
    element.scrollTop = (element.scrollHeight - element.clientHeight) / 2;
  });
  await becomes(
    page,
    async () => Math.abs((await firstShown(page)) - ENTRIES / 2) < ENTRIES / 1000,
    true,
  );
  const middle = await firstShown(page);

  // From there the wheel goes by pixels, not by thousands of rows.
  const box = await list.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, 220);
  await becomes(page, () => firstShown(page), middle + 10);
  await page.mouse.wheel(0, -440);
  await becomes(page, () => firstShown(page), middle - 10);

  // Without a place the first row in view is the next one.
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await becomes(
    page,
    async () => Number(await list.locator("[aria-selected=true]").getAttribute("aria-rowindex")),
    middle - 10,
  );

  // The thumb to both ends shows both ends.
  await list.evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  await list.locator(`[aria-rowindex="${ENTRIES}"]`).waitFor();
  await list.evaluate((element) => {
    element.scrollTop = 0;
  });
  await becomes(page, () => firstShown(page), 1);
  await page.close();
});
