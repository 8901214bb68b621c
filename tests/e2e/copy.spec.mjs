// Rows on the clipboard: by drag, by Shift, all of them; always the original lines, whole.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, START, scratch, stamp } from "./files.mjs";
import { accessibilityProblems, closeBrowser } from "./harness.mjs";
import { ask, becomes, frames, grid, openWith } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const TRACE = `${stamp(START)} ERROR [w] shop.Cart - boom\njava.lang.Error: no\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n`;
const ODD = `${stamp(START + 500)} INFO [w] shop.Cart - \u001b[31mred\u001b[0m zero\u200bwidth \u202eodd\n`;
const LOG = TRACE + ODD + lines(2000, { from: 1 });
const ENTRIES = [TRACE, ODD, ...lines(2000, { from: 1 }).match(/.*\n/g)];

const part = (first, end) => ENTRIES.slice(first, end).join("").slice(0, -1);

async function openLog(options) {
  const page = await openWith([files.write("shop.log", LOG)], options);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await becomes(page, () => grid(page).locator("[aria-busy]").count(), 0);
  return page;
}

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const row = (page, number) => grid(page).locator(`[aria-rowindex="${number}"]`);

/** Waits until the clipboard holds exactly a text; long ones are not printed. */
async function holds(page, text) {
  await becomes(page, async () => (await clipboard(page)) === text, true);
}

async function middleOf(page, number) {
  const box = await row(page, number).boundingBox();
  return { x: box.x + 300, y: box.y + box.height / 2 };
}

test("a_drag_over_rows_copies_their_original_lines", async () => {
  const page = await openLog();
  const [from, to] = [await middleOf(page, 1), await middleOf(page, 3)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y, { steps: 5 });
  await page.mouse.up();
  assert.equal(await grid(page).locator('[aria-selected="true"]').count(), 3);
  await page.keyboard.press("Control+c");
  await holds(page, part(0, 3));
  assert.equal(await page.getByRole("region", { name: "Entry", exact: true }).count(), 0);
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.close();
});

test("a_drag_goes_on_while_the_wheel_turns_and_past_the_edge", async () => {
  const page = await openLog();
  const from = await middleOf(page, 4);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 60, { steps: 3 });
  await page.mouse.wheel(0, 22 * 100);
  await becomes(page, () => row(page, 105).count(), 1);
  await page.mouse.up();
  const last = Number(
    await grid(page).locator('[aria-selected="true"]').last().getAttribute("aria-rowindex"),
  );
  assert.ok(last > 100);
  await page.keyboard.press("Control+c");
  await holds(page, part(3, last));
  // Past the lower edge the list scrolls by itself.
  const box = await grid(page).boundingBox();
  const start = await middleOf(page, last);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x, box.y + box.height - 5, { steps: 3 });
  await page.mouse.move(start.x, Math.min(799, box.y + box.height + 60), { steps: 3 });
  await becomes(page, () => row(page, last + 80).count(), 1);
  await page.mouse.up();
  await page.close();
});

test("shift_chooses_by_click_and_by_keys_and_escape_goes_back", async () => {
  const page = await openLog();
  await row(page, 3).click();
  await row(page, 6).click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+c");
  await holds(page, part(2, 6));
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+c");
  await holds(page, part(2, 8));
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Control+c");
  await holds(page, part(0, 3));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+c");
  await holds(page, part(0, 1));
  await page.close();
});

test("all_of_a_list_is_copied_in_its_order", async () => {
  const page = await openLog();
  await grid(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await holds(page, part(0, ENTRIES.length));
  await ask(page, "level>=error", 201);
  await grid(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  const errors = ENTRIES.filter((entry) => entry.includes(" ERROR "));
  await holds(page, errors.join("").slice(0, -1));
  await page.close();
});

test("a_part_of_a_message_is_copied_as_anywhere_and_a_row_marked_across_as_it_stands", async () => {
  const page = await openLog();
  await page.evaluate(() => {
    const cell = document.querySelector('[aria-rowindex="5"] .ls-entries__cell--message');
    getSelection().selectAllChildren(cell);
  });
  await page.keyboard.press("Control+c");
  await becomes(page, async () => /^\S.* of order ord-3$/.test(await clipboard(page)), true);
  await page.evaluate(() =>
    getSelection().selectAllChildren(document.querySelector('[aria-rowindex="5"]')),
  );
  await page.keyboard.press("Control+c");
  await holds(page, part(4, 5));
  await page.close();
});

test("the_menu_copies_in_other_forms", async () => {
  const page = await openLog();
  await row(page, 1).click();
  await page.keyboard.press("Shift+ArrowDown");
  const choose = async (name) => {
    await page.getByRole("button", { name: "Copy or save rows" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await choose("Copy as Markdown");
  await holds(page, `\`shop.log\`, lines 1–5:\n\n\`\`\`text\n${part(0, 2)}\n\`\`\`\n`);
  await choose("Copy as JSON lines");
  await becomes(page, async () => (await clipboard(page)).startsWith("{"), true);
  await becomes(
    page,
    async () => (await clipboard(page)).split("\n").map((line) => JSON.parse(line).line),
    [1, 5],
  );
  await choose("Copy as CSV");
  await becomes(
    page,
    async () =>
      (await clipboard(page)).startsWith(
        'time,level,source,line,message\n2026-10-14T08:00:00.000Z,error,shop.log,1,"boom',
      ),
    true,
  );
  await frames(page);
  await page.close();
});
