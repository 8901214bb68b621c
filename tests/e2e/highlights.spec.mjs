// Words are highlighted in colours of their own, in rows and in the open entry; nothing is hidden.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { accessibilityProblems, closeBrowser } from "./harness.mjs";
import { becomes, grid, hasRows, openWith } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

/** What the browser colours, by the number of its colour. */
const painted = (page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...CSS.highlights].map(([name, ranges]) => [
        name.at(-1),
        [...new Set([...ranges].map((range) => range.toString()))].sort(),
      ]),
    ),
  );

test("words_are_highlighted_by_key_and_hide_nothing", async () => {
  const page = await openWith([files.write("shop.log", lines(500))]);
  await hasRows(page, 500);
  await page.keyboard.press("Escape");
  const highlight = async (word) => {
    await page.keyboard.press("Control+f");
    await page.getByRole("textbox", { name: "Find in the list" }).fill(word);
    await page.keyboard.press("Enter");
    await grid(page).focus();
    await page.keyboard.press("h");
  };
  await highlight("ORDER");
  await becomes(page, () => painted(page), { 1: ["order"] });
  await highlight("step");
  await becomes(page, () => painted(page), { 1: ["order"], 2: ["step"] });
  await hasRows(page, 500);
  // A row that comes into view is painted, too, and matches of the query do not cut a word.
  await page.getByRole("searchbox", { name: "Query" }).fill("ord");
  await becomes(
    page,
    () =>
      page
        .locator("mark")
        .count()
        .then((count) => count > 0),
    true,
  );
  await becomes(page, () => painted(page), { 1: ["order"], 2: ["step"] });
  assert.deepEqual(await accessibilityProblems(page), []);
  const bar = page.getByRole("region", { name: "Highlighted words" });
  await bar.getByRole("button", { name: "ORDER" }).click();
  await becomes(page, () => painted(page), { 2: ["step"] });
  await bar.getByRole("button", { name: "step" }).click();
  await becomes(page, () => painted(page), {});
  await bar.waitFor({ state: "detached" });
  await page.close();
});
