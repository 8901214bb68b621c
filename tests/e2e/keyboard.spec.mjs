// Everything by keyboard, in the order of the eye.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { jsonLines, lines, scratch } from "./files.mjs";
import { closeBrowser, waitForState } from "./harness.mjs";
import {
  becomes,
  detail,
  grid,
  hasRows,
  openEmpty,
  openSample,
  openWith,
  queryBox,
  rawOf,
  rawText,
} from "./words.mjs";

const files = scratch();
const json = files.write("requests.jsonl", jsonLines(2000));
after(closeBrowser);
after(files.remove);

/** Accessible name of what has the focus. */
const focused = (page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent?.trim() ?? "";
  });

async function tabTo(page, name, limit = 40) {
  const way = [];
  for (let step = 0; step < limit; step += 1) {
    await page.keyboard.press("Tab");
    way.push(await focused(page));
    if (way.at(-1) === name) return way;
  }
  assert.fail(`${name} is not reached: ${way.join(" > ")}`);
}

/** Number of the row that is stood on, from 1. */
async function placeOf(page) {
  const here = grid(page).locator("[aria-selected=true]");
  return (await here.count()) === 0 ? null : Number(await here.getAttribute("aria-rowindex"));
}

test("from_first_sight_to_the_raw_text_of_an_error_without_a_mouse", async () => {
  const page = await openEmpty();
  const way = await tabTo(page, "Try a sample incident");
  assert.deepEqual(way.slice(-4), ["Open…", "Open folder…", "Paste", "Try a sample incident"]);
  await page.keyboard.press("Enter");
  await waitForState(page, "ready");
  // The query has the focus; Escape leaves it, and letters are keys of the page.
  await becomes(page, () => focused(page), "Query");
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await page.keyboard.press("Enter");
  await detail(page).waitFor();
  // The text is reached by Tab and opened by a key, so that it can be scrolled and marked.
  await tabTo(page, "Original text", 60);
  await page.keyboard.press("Enter");
  await rawText(page).waitFor();
  await tabTo(page, "Original text", 60);
  assert.match(await rawOf(page, 1193), /" 502 166 /);
  await page.keyboard.press("Escape");
  await detail(page).waitFor({ state: "detached" });
  await page.close();
});

test("tab_goes_in_the_order_of_the_eye", async () => {
  const page = await openSample();
  await becomes(page, () => focused(page), "Query");
  const way = await tabTo(page, "Entries", 60);
  const order = ["Help", "fatal 3", "3 sources", "Timeline", "Sources", "Entries"];
  const places = order.map((name) => way.findIndex((other) => other.startsWith(name)));
  assert.ok(!places.includes(-1), way.join(" > "));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  await page.close();
});

test("the_list_moves_by_rows_pages_and_levels", async () => {
  const page = await openWith([json]);
  await hasRows(page, 2000);
  await page.keyboard.press("Escape");
  const goes = async (key, number) => {
    await page.keyboard.press(key);
    await becomes(page, () => placeOf(page), number);
  };
  await goes("j", 1);
  await goes("j", 2);
  await goes("ArrowDown", 3);
  await goes("k", 2);
  // Errors stand at 1, 11, 21, …; warnings at 6, 16, …
  await goes("e", 11);
  await goes("e", 21);
  await goes("Shift+E", 11);
  await goes("w", 16);
  await goes("w", 21);
  await goes("Shift+W", 16);
  await goes("Shift+G", 2000);
  await goes("Shift+E", 1991);
  await goes("Home", 1);
  await goes("End", 2000);
  await goes("Home", 1);
  await page.keyboard.press("PageDown");
  await becomes(page, async () => (await placeOf(page)) > 10, true);
  await goes("Home", 1);
  // Fast hands lose nothing.
  for (let count = 0; count < 5; count += 1) await page.keyboard.press("e");
  await becomes(page, () => placeOf(page), 51);
  await page.keyboard.press("Enter");
  assert.match(await rawOf(page, 51), /"duration":50}/);
  await goes("j", 52);
  assert.match(await rawOf(page, 52), /"duration":51}/);
  await page.keyboard.press("Escape");
  await detail(page).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await becomes(page, () => placeOf(page), null);
  await page.close();
});

test("no_later_error_is_said", async () => {
  const page = await openWith([files.write("calm.log", lines(5, { from: 1 }))]);
  await hasRows(page, 5);
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await page.getByText("There is no later error in this list.").first().waitFor();
  await page.close();
});

test("slash_goes_to_the_query_and_letters_are_text_there", async () => {
  const page = await openWith([json]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("served");
  assert.equal(await queryBox(page).inputValue(), "served");
  await page.keyboard.press("Enter");
  await hasRows(page, 1333);
  const isInList = () => grid(page).evaluate((list) => list === document.activeElement);
  await becomes(page, isInList, true);
  // From the list back to the box, and there to all entries.
  await page.keyboard.press("Escape");
  assert.equal(await queryBox(page).inputValue(), "served");
  await hasRows(page, 1333);
  await page.keyboard.press("Escape");
  await hasRows(page, 2000);
  await page.close();
});

test("help_lists_every_key_once", async () => {
  const page = await openWith([json]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys and query language" });
  await help.waitFor();
  const keys = await help.locator("kbd").allInnerTexts();
  const all = "/ E Shift+E W Shift+W N Shift+N J ↓ K ↑ G Home Shift+G End Enter Esc S + = - 0 X Z";
  for (const key of [...all.split(" "), "Page ↓", "Page ↑", "Ctrl+Z", "Ctrl+K", "?", "T", "P", "O"])
    assert.ok(keys.includes(key), `${key} is not in ${keys.join(" ")}`);
  assert.equal(new Set(keys).size, keys.length, "no key means two things");
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "detached" });
  await page.close();
});

test("the_palette_runs_commands_by_name", async () => {
  const page = await openWith([json]);
  // Also from within the query box.
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await palette.waitFor();
  await page.keyboard.type("ledger");
  await becomes(page, () => palette.getByRole("option").count(), 1);
  await page.keyboard.press("Enter");
  await palette.waitFor({ state: "detached" });
  await page.getByText("Every byte is accounted for").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("change the theme");
  await page.keyboard.press("Enter");
  await becomes(page, () => page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await page.close();
});

test("one_key_goes_from_region_to_region_and_enter_into_the_entry", async () => {
  const page = await openWith([json]);
  const where = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
    });
  const walk = async (key, count) => {
    const names = [];
    for (let at = 0; at < count; at += 1) {
      await page.keyboard.press(key);
      names.push(await where());
    }
    return names;
  };
  assert.equal(await where(), "Query");
  assert.deepEqual(await walk("F6", 4), ["Timeline", "Sources", "Entries", "Query"]);
  assert.deepEqual(await walk("Shift+F6", 2), ["Entries", "Sources"]);
  assert.deepEqual(await walk("Control+ArrowRight", 1), ["Entries"]);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await detail(page).waitFor();
  assert.equal(await where(), "Entries");
  assert.deepEqual(await walk("Enter", 1), ["Entry in full"]);
  assert.deepEqual(await walk("Escape", 1), ["Entries"]);
  await detail(page).waitFor();
  assert.deepEqual(await walk("F6", 1), ["Entry in full"]);
  assert.deepEqual(await walk("F6", 1), ["Query"]);
  await page.close();
});

test("one_key_counts_the_time_from_an_entry_and_back", async () => {
  const page = await openWith([files.write("delta.log", lines(50))]);
  await page.keyboard.press("Escape");
  await grid(page).focus();
  await page.keyboard.press("Home");
  for (let at = 0; at < 4; at += 1) await page.keyboard.press("j");
  const deltas = () =>
    grid(page).locator("[aria-rowindex] .ls-entries__cell--delta").allInnerTexts();
  await becomes(page, async () => (await deltas()).slice(2, 6), ["+1 s", "+1 s", "+1 s", "+1 s"]);
  await page.keyboard.press("d");
  await becomes(page, async () => (await deltas()).slice(2, 7), [
    "−2 s",
    "−1 s",
    "0",
    "+1 s",
    "+2 s",
  ]);
  await grid(page).getByRole("columnheader", { name: "Δ since row" }).waitFor();
  await page.keyboard.press("d");
  await becomes(page, async () => (await deltas()).slice(2, 6), ["+1 s", "+1 s", "+1 s", "+1 s"]);
  await page.close();
});
