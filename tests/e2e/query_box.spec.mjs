// The query box by hand: what is pasted, what is offered where a query can be read in two ways, the way to the list.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import { ask, becomes, grid, hasRows, openWith, queryBox } from "./words.mjs";

const files = scratch();
const said = [
  "retry - upstream slow",
  "upstream slow, no retry",
  "C:\\temp\\new.txt is locked",
  "java.io.IOException: broken pipe",
  "broken pipe, java.io.IOException",
  "GET /v2/ took 5 ms",
  "status=500 sent",
];
const durations = ["250ms", "1.2s", "90ms", "2m3s", "250", "fast"];
const calls = files.write(
  "calls.jsonl",
  durations
    .map((duration, idx) => {
      const time = `2026-11-${idx < 3 ? "20" : "21"}T08:0${idx}:00Z`;
      return `${JSON.stringify({ time, level: "info", msg: `call ${idx}`, duration })}\n`;
    })
    .join(""),
);
const log = files.write(
  "desk.log",
  said.map((text, idx) => `2026-11-20 08:00:0${idx},000 INFO [main] App - ${text}\n`).join(""),
);
after(closeBrowser);
after(files.remove);

/** Pastes as a browser does, and presses Enter at once. */
async function paste(page, text) {
  await queryBox(page).focus();
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
  await page.keyboard.press("Enter");
}

test("what_is_pasted_finds_the_entries_that_hold_it", async () => {
  const page = await openWith([log]);
  const pastes = [
    ["retry - upstream slow", '"retry - upstream slow"', 1],
    ["  java.io.IOException: broken pipe\n\tat x", '"java.io.IOException: broken pipe"', 1],
    ["C:\\temp\\new.txt", '"C:\\temp\\new.txt"', 1],
    ["/v2/", "/v2/", 1],
    ["status=500", '"status=500"', 1],
    ["status:500", "status:500", 1],
    ["-retry", '"-retry"', 0],
  ];
  for (const [text, query, count] of pastes) {
    await queryBox(page).fill("");
    await hasRows(page, said.length);
    await paste(page, text);
    await becomes(page, () => queryBox(page).inputValue(), query);
    await hasRows(page, count);
  }
  await page.close();
});

test("a_query_that_is_refused_can_be_searched_as_text", async () => {
  const page = await openWith([log]);
  await queryBox(page).fill("level:loud");
  await page.getByRole("alert").waitFor();
  await becomes(page, () => page.locator(".ls-shell__main--stale").count(), 1);
  await page.getByRole("button", { name: "Search as text" }).click();
  await hasRows(page, 0);
  assert.equal(await queryBox(page).inputValue(), '"level:loud"');
  await becomes(page, () => page.locator(".ls-shell__main--stale").count(), 0);
  await page.close();
});

test("what_was_taken_as_text_says_so_and_offers_the_other_way", async () => {
  const page = await openWith([log]);
  await ask(page, "/v2/", 1);
  await page.getByText("is searched as text, with its slashes").waitFor();
  await page.getByRole("button", { name: "Search for /v2/ as a pattern" }).click();
  await hasRows(page, 1);
  assert.equal(await queryBox(page).inputValue(), "/(v2)/");
  await ask(page, "stauts:500", 0);
  await page.getByText("is not a field here: searched as text").waitFor();
  await page.getByRole("button", { name: "Use status" }).click();
  await hasRows(page, 1);
  assert.equal(await queryBox(page).inputValue(), "status:500");
  await page.close();
});

test("one_key_goes_from_the_box_to_the_list_and_another_back", async () => {
  const page = await openWith([log]);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await queryBox(page).fill("retry");
  await page.keyboard.press("Enter");
  await hasRows(page, 2);
  await becomes(page, focused, "Entries");
  await becomes(page, () => grid(page).locator("[aria-selected=true]").count(), 1);
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "Query");
  assert.equal(await queryBox(page).inputValue(), "retry");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "Entries");
  await page.close();
});

test("keys_pressed_right_behind_enter_go_to_the_list_and_not_into_the_query", async () => {
  const page = await openWith([log]);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await queryBox(page).fill("retry");
  await page.keyboard.press("Enter");
  await page.keyboard.press("m");
  await page.getByText("Bookmark set").first().waitFor();
  assert.equal(await queryBox(page).inputValue(), "retry");
  await queryBox(page).fill("nowhere");
  await page.keyboard.press("Enter");
  await hasRows(page, 0);
  await becomes(page, focused, "Query");
  await queryBox(page).fill("level>=wran");
  await page.keyboard.press("Enter");
  await page.getByText("not a level").first().waitFor();
  await becomes(page, focused, "Query");
  await page.close();
});

test("a_word_dragged_into_the_box_is_text_and_no_source", async () => {
  const page = await openWith([log]);
  await page.evaluate(() => {
    const box = document.querySelector("[role=searchbox]");
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "upstream slow");
    const drag = (type, target) =>
      target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    drag("dragstart", document.body);
    drag("dragenter", box);
    drag("drop", box);
    drag("dragend", document.body);
  });
  await hasRows(page, 2);
  assert.equal(await queryBox(page).inputValue(), '"upstream slow"');
  assert.equal(await page.locator(".ls-shell__drop").count(), 0);
  await page.close();
});

test("nothing_found_says_which_term_leaves_nothing_and_leaves_it_out", async () => {
  const page = await openWith([log]);
  await ask(page, "retry nowhere", 0);
  const way = page.getByRole("button", { name: "Leave out nowhere" });
  await way.waitFor();
  assert.match(await page.locator(".ls-entries__ways").innerText(), /nowhere\s+2 entries/);
  await way.click();
  await hasRows(page, 2);
  assert.equal(await queryBox(page).inputValue(), "retry");
  await page.close();
});

test("numbers_with_units_compare_by_value_and_the_others_are_counted", async () => {
  const page = await openWith([calls]);
  await ask(page, "duration>=250ms", 3);
  await page.getByText("2 of 6 values of `duration` cannot be compared with `250ms`").waitFor();
  await ask(page, "duration>=250", 1);
  await page.getByText("5 of 6 values of `duration` cannot be compared with `250`").waitFor();
  await page.close();
});

test("times_are_typed_in_the_query_and_to_go_to", async () => {
  const page = await openWith([calls]);
  await ask(page, "time>=2026-11-21", 3);
  // A clock alone is of the day that is stood on.
  await ask(page, "time:08:04", 1);
  await page.getByText("taken as 2026-11-21 (UTC)").waitFor();
  await ask(page, "time:20 Nov 08:01..08:02", 2);
  await ask(page, "time>=-1m", 2);
  await ask(page, "", 6);
  await grid(page).focus();
  await page.keyboard.press("g");
  const box = page.getByLabel("Time to go to");
  await box.fill("soon");
  await page.keyboard.press("Enter");
  await page.getByText("Not a time").waitFor();
  await box.fill("20 Nov 08:01:30");
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "detached" });
  await becomes(
    page,
    () => grid(page).locator("[aria-selected=true]").getAttribute("aria-rowindex"),
    "3",
  );
  await page.close();
});

test("fields_values_and_words_are_offered_while_typing", async () => {
  const page = await openWith([calls]);
  const list = page.getByRole("listbox", { name: "Completions" });
  await queryBox(page).pressSequentially("dur");
  await list.getByRole("option", { name: /^duration/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await queryBox(page).inputValue(), "duration:");
  await queryBox(page).pressSequentially("1.");
  await list.getByRole("option", { name: /^1\.2s/ }).click();
  await hasRows(page, 1);
  assert.equal(await queryBox(page).inputValue(), "duration:1.2s");
  await queryBox(page).fill("lev");
  await list.getByRole("option", { name: /^level:/ }).waitFor();
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });
  assert.equal(await queryBox(page).inputValue(), "lev");
  await page.close();
});
