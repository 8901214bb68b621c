// The columns of the list: any field, in any order, of any width; what says nothing is left out.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { scratch } from "./files.mjs";
import { accessibilityProblems, closeBrowser } from "./harness.mjs";
import { ask, becomes, detail, grid, openMessage, openWith } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const entry = (idx) =>
  JSON.stringify({
    time: new Date(Date.UTC(2026, 9, 14, 8, 0, idx)).toISOString(),
    level: idx % 10 === 0 ? "error" : "info",
    msg: `step ${idx}`,
    user: `u${idx % 3}`,
    "HTTP Status": 200 + (idx % 2),
    ...(idx % 5 === 0 ? { note: "seen, twice" } : {}),
  });
const log = (count) => Array.from({ length: count }, (_, idx) => entry(idx)).join("\n");

const heads = (page) =>
  grid(page)
    .getByRole("columnheader")
    .evaluateAll((all) => all.map((head) => head.textContent.split(/[ ,\d]/)[0]));
const cells = async (page, nth) => {
  await becomes(page, () => grid(page).locator("[aria-busy]").count(), 0);
  const row = grid(page).locator(`[aria-rowindex="${nth}"]`);
  return row.locator(".ls-entries__cell--field").allInnerTexts();
};
const box = (page) => page.getByRole("region", { name: "Columns of the list" });

test("a_field_becomes_a_column_from_the_entry_and_leaves_again", async () => {
  const page = await openWith([files.write("a.json", log(400))]);
  assert.deepEqual(await heads(page), ["time", "Δ", "level", "message"]);
  await openMessage(page, 2);
  const add = detail(page).getByRole("button", { name: "Add as a column: user" });
  await detail(page).getByRole("button", { name: "u1", exact: true }).hover();
  await add.click();
  await becomes(page, () => cells(page, 2), ["u1"]);
  assert.deepEqual(await heads(page), ["time", "Δ", "level", "user", "message"]);
  // By keyboard, from the value.
  await detail(page).getByRole("button", { name: "201", exact: true }).focus();
  await page.keyboard.press("a");
  await becomes(page, () => cells(page, 2), ["u1", "201"]);
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.press("a");
  await becomes(page, () => cells(page, 2), ["u1"]);
  await grid(page).focus();
  await page.keyboard.press("z");
  await becomes(page, () => cells(page, 2), ["u1", "201"]);
  // Columns stay with other queries, and far down in the list.
  await ask(page, "level:error", 40);
  await becomes(page, () => cells(page, 2), ["u1", "200"]);
  await page.close();
});

test("a_field_becomes_a_column_from_its_tab_by_keys", async () => {
  const page = await openWith([files.write("g.json", log(60))]);
  await page.getByRole("tab", { name: "Fields" }).click();
  const fields = page.getByRole("list", { name: "Fields" });
  await fields.getByRole("button", { name: /^user/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await becomes(page, () => cells(page, 2), ["u1"]);
  await page.keyboard.press("Enter");
  await becomes(page, () => cells(page, 2), []);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await fields.getByRole("list", { name: "Values of user" }).waitFor();
  await page.close();
});

test("columns_are_added_ordered_sized_and_removed_by_keyboard", async () => {
  const page = await openWith([files.write("b.json", log(400))]);
  await grid(page).focus();
  await page.keyboard.press("Shift+C");
  await page.keyboard.type("note");
  await page.keyboard.press("Enter");
  await becomes(page, () => cells(page, 1), ["seen, twice"]);
  await page.keyboard.type("user");
  await page.keyboard.press("Enter");
  await becomes(page, () => cells(page, 1), ["seen, twice", "u0"]);
  await box(page).getByRole("button", { name: "Move user left" }).press("Enter");
  await becomes(page, () => cells(page, 1), ["u0", "seen, twice"]);
  const widthOf = () =>
    grid(page)
      .getByRole("columnheader", { name: "user" })
      .evaluate((head) => Math.round(head.getBoundingClientRect().width));
  const before = await widthOf();
  await box(page).getByRole("button", { name: "Make user wider" }).press("Enter");
  await becomes(page, widthOf, before + 40);
  await box(page).getByRole("button", { name: "Remove Δ" }).press("Enter");
  await becomes(page, () => heads(page), ["time", "level", "user", "note", "message"]);
  await box(page).getByText("left out: the same for every entry").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.press("Escape");
  await becomes(page, () => box(page).count(), 0);
  await page.close();
});

test("an_edge_is_dragged_and_undo_takes_the_drag_back", async () => {
  const page = await openWith([
    files.write("c.json", log(60)),
    files.write("d.json", log(60).replaceAll("step", "walk")),
  ]);
  assert.deepEqual(await heads(page), ["time", "Δ", "level", "source", "message"]);
  const source = grid(page).getByRole("columnheader", { name: "source" });
  const width = () => source.evaluate((head) => Math.round(head.getBoundingClientRect().width));
  const before = await width();
  const edge = await source.locator(".ls-entries__edge").boundingBox();
  await page.mouse.move(edge.x + 3, edge.y + 5);
  await page.mouse.down();
  await page.mouse.move(edge.x + 40, edge.y + 5, { steps: 4 });
  await page.mouse.move(edge.x + 83, edge.y + 5, { steps: 4 });
  await page.mouse.up();
  await becomes(page, async () => Math.abs((await width()) - before - 80) < 8, true);
  await grid(page).focus();
  await page.keyboard.press("z");
  await becomes(page, width, before);
  await page.close();
});

test("what_is_saved_as_csv_has_the_columns_of_the_list", async () => {
  const page = await openWith([files.write("e.json", log(20))]);
  await page.evaluate(() => {
    window.showSaveFilePicker = undefined;
  });
  await grid(page).focus();
  await page.keyboard.press("Shift+C");
  for (const name of ["HTTP Status", "note"]) {
    await box(page).getByRole("combobox", { name: "Field to add as a column" }).fill(name);
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Escape");
  await grid(page).focus();
  await page.keyboard.press("Shift+S");
  await page.getByRole("radio", { name: /^CSV/ }).check();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save…" }).click(),
  ]);
  const [head, first] = readFileSync(await download.path(), "utf8").split("\n");
  assert.equal(head, "time,level,source,HTTP Status,note,line,message");
  assert.equal(first, '2026-10-14T08:00:00.000Z,error,e.json,200,"seen, twice",1,step 0');
  await page.close();
});

test("rows_show_one_line_or_three_and_the_row_stood_on_stays", async () => {
  const trace = "\\n  at shop.Cart.pay(Cart.java:7)\\n  at shop.Desk.take(Desk.java:9)\\n  at end";
  const text = log(900).replaceAll(/step (\d+)/g, (step) => `${step}${trace}`);
  const page = await openWith([files.write("f.json", text)]);
  await openMessage(page, 1);
  await grid(page).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  const here = grid(page).locator(".ls-entries__row--here");
  const shown = async () => {
    await becomes(page, () => grid(page).locator("[aria-busy]").count(), 0);
    return [await here.getAttribute("aria-rowindex"), await here.innerText()];
  };
  await becomes(page, async () => /step 898/.test((await shown())[1]), true);
  await page.keyboard.press("Shift+L");
  await becomes(
    page,
    async () => /step 898\s+at shop.Cart.*\s+at shop.Desk/.test((await shown())[1]),
    true,
  );
  assert.doesNotMatch((await shown())[1], /at end/);
  assert.equal((await shown())[0], "899");
  assert.equal((await here.boundingBox()).height, 58);
  await page.keyboard.press("z");
  await becomes(page, async () => (await here.boundingBox())?.height, 22);
  assert.equal((await shown())[0], "899");
  await page.close();
});
