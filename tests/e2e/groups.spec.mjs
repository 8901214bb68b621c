// The Groups tab: the kinds of entries there are, new ones first; one is listed, gone through, hidden.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import {
  ask,
  becomes,
  detail,
  frames,
  hasRows,
  openSample,
  openWith,
  queryBox,
  rowCount,
} from "./words.mjs";

const files = scratch();

after(closeBrowser);

const groupList = (page) => page.getByRole("list", { name: "Groups", exact: true });

/** State, count and template of each group that is drawn. */
function groupsShown(page) {
  return groupList(page)
    .locator(".ls-groups__row")
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector(".ls-groups__state").textContent,
        Number(row.querySelector(".ls-groups__count").textContent.replace(/\D/g, "")),
        row.querySelector(".ls-groups__template").textContent,
      ]),
    );
}

/** Half an hour of a hall: a door that opens all the time, and a lock that sticks from minute 20 on. */
function hall() {
  let log = "";
  for (let second = 0; second < 1800; second += 5) {
    const time = `2026-03-01 10:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}`;
    log += `${time} INFO door ${second % 9} opened by visitor ${second}\n`;
    if (second >= 1200) log += `${time} ERROR lock ${second % 4} stuck: no oil\n`;
  }
  return log;
}

test("from_the_drop_to_the_newest_group_its_first_entry_what_is_like_it_and_without_it_by_keys", async () => {
  const page = await openWith([files.write("hall.log", hall())], { hash: "" });
  await hasRows(page, 480);
  await becomes(page, () => groupsShown(page), [
    ["new", 120, "lock n stuck: no oil"],
    ["steady", 360, "door n opened by visitor n"],
  ]);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("]");
  await hasRows(page, 120);
  await detail(page).getByText("Entry 1 of 120").waitFor();
  await detail(page).getByText("2026-03-01 10:20:00").waitFor();
  assert.match(await queryBox(page).inputValue(), /^group:[0-9a-f]{16}$/);
  assert.equal((await groupsShown(page)).length, 2, "the others can still be chosen");
  // Another one, and back.
  await page.keyboard.press("]");
  await hasRows(page, 360);
  await page.keyboard.press("[");
  await hasRows(page, 120);
  await detail(page).getByText("Entry 1 of 120").waitFor();
  // What is like it, whatever else is asked.
  await ask(page, '"lock 3"', 30);
  await page.getByRole("grid", { name: "Entries" }).focus();
  await page.keyboard.press("Home");
  await detail(page).getByText("Entry 1 of 30").waitFor();
  await detail(page).getByRole("button", { name: "Entries like this" }).waitFor();
  await page.keyboard.press("a");
  await hasRows(page, 120);
  // Without it.
  await page.keyboard.press("i");
  await hasRows(page, 360);
  await page.getByText("120 entries like “lock … stuck: no oil” are hidden").first().waitFor();
  await page.getByText("1 group is hidden: 120 entries").waitFor();
  await page.keyboard.press("z");
  await hasRows(page, 120);
  await page.close();
});

test("a_click_lists_a_group_and_with_alt_leaves_it_out", async () => {
  const page = await openSample({ hash: "" });
  await becomes(page, async () => (await groupsShown(page)).length > 5, true);
  const [, count] = (await groupsShown(page))[1];
  const all = await rowCount(page);
  const second = groupList(page).locator(".ls-groups__row").nth(1);
  await second.click();
  await hasRows(page, count);
  assert.equal(await second.getAttribute("aria-pressed"), "true");
  await second.click();
  await hasRows(page, all);
  await second.click({ modifiers: ["Alt"] });
  await hasRows(page, all - count);
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await hasRows(page, all);
  await page.close();
});

test("the_counts_of_all_groups_are_those_that_each_lists", async () => {
  const page = await openSample({ hash: "" });
  await becomes(page, async () => (await groupsShown(page)).length > 5, true);
  for (const [idx, [, count]] of (await groupsShown(page)).slice(0, 6).entries()) {
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press("]");
    await hasRows(page, count);
    assert.ok(idx >= 0);
  }
  await page.close();
});

test("groups_are_filtered_and_ordered_and_follow_the_query", async () => {
  const page = await openSample({ hash: "" });
  await becomes(page, async () => (await groupsShown(page)).length > 5, true);
  const filter = page.getByRole("searchbox", { name: "Filter groups" });
  await filter.fill("order cancelled");
  await becomes(page, async () => (await groupsShown(page)).length, 1);
  await filter.fill("");
  await page.getByRole("combobox", { name: "Order of the groups" }).selectOption("count");
  await frames(page);
  const counts = (await groupsShown(page)).map(([, count]) => count);
  assert.deepEqual(
    counts,
    [...counts].sort((a, b) => b - a),
  );
  await queryBox(page).fill("level:fatal");
  await becomes(page, async () => (await groupsShown(page)).map(([, count]) => count), [3]);
  await page.close();
});

test("ten_thousand_groups_scroll_and_few_are_drawn", async () => {
  const word = (n) => [...String(n)].map((digit) => "abcdefghij"[Number(digit)].repeat(3)).join("");
  let log = "";
  for (let n = 0; n < 10_000; n += 1)
    log += `2026-03-01 10:${String(Math.floor(n / 200)).padStart(2, "0")}:00 INFO ${word(n)} ${word(9_999 - n)} ${word((n * 7) % 10_000)} was seen\n`;
  const page = await openWith([files.write("many.log", log)], { hash: "" });
  await hasRows(page, 10_000);
  const rows = groupList(page).locator(".ls-groups__row");
  await rows.first().waitFor();
  assert.ok((await rows.count()) < 60);
  await rows.first().focus();
  await page.keyboard.press("End");
  await becomes(
    page,
    () =>
      groupList(page).evaluate(
        (list) => list.scrollTop + list.clientHeight >= list.scrollHeight - 1,
      ),
    true,
  );
  assert.ok((await rows.count()) < 60);
  await page.close();
});
