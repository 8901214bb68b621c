// One box: words, phrases, patterns, fields, levels; every click writes into it.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { jsonLines, lines, START, scratch, stamp } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import {
  ask,
  becomes,
  detail,
  dragOnChart,
  grid,
  hasRows,
  ledgerFigures,
  levelCounts,
  messagesShown,
  openRow,
  openWith,
  queryBox,
  rowCount,
} from "./words.mjs";

// By jsonLines: every third timed out, halves api and web, tenths 504 and error, `duration` the number.
const files = scratch();
const json = files.write("requests.jsonl", jsonLines(600));
const plain = files.write("shop.log", lines(300));
const odd = files.write("odd.log", "no time\nValueError: none\n  either\n");
// Large enough to be cut: each line is earlier than the one before, also where one worker's part meets another's.
const BACKWARDS_LINES = 90_000;
const backwards = files.write(
  "backwards.log",
  Array.from(
    { length: BACKWARDS_LINES },
    (_, idx) => `${stamp(START - idx * 1_000)} INFO ${"going back ".repeat(8)}${idx}\n`,
  ).join(""),
);
after(closeBrowser);
after(files.remove);

const QUERIES = [
  ["timed", 200],
  ["TIMED", 200],
  ['"timed out after"', 200],
  ['"out timed"', 0],
  ["timed -after", 0],
  ["-timed", 700],
  ["/after 5\\d\\d ms/", 33],
  ["service:api", 300],
  ["-service:api", 600],
  ["status:504", 60],
  ["duration>=500", 100],
  ["duration<10 service:web", 5],
  ["level>=warn", 180],
  ["level:error", 90],
  ["source:shop.log", 300],
  ["source:shop.log level:warn", 30],
  ["(service:web or source:shop.log) level:error", 30],
  ["order", 300],
  ["", 900],
];

test("each_term_finds_exactly_what_it_says", async () => {
  const page = await openWith([json, plain]);
  for (const [query, count] of QUERIES) await ask(page, query, count);
  await page.close();
});

test("figures_of_the_ledger_list_what_they_count", async () => {
  const page = await openWith([json, plain, odd]);
  const { "Without a time": untimed, "Continuation lines": joined } = await ledgerFigures(page);
  assert.deepEqual([untimed, joined], [2, 1]);
  const figure = (name) =>
    page.locator(".ls-ledger__row", { hasText: name }).getByRole("button").first();
  await figure("Without a time").press("Enter");
  await hasRows(page, 2);
  assert.equal(await queryBox(page).inputValue(), "is:untimed");
  await page.getByLabel("Ledger of").selectOption({ label: "odd.log" });
  await figure("Continuation lines").click();
  await hasRows(page, 1);
  assert.equal(await queryBox(page).inputValue(), "source:odd.log is:multiline");
  await page.close();
});

test("what_is_out_of_order_is_listed_across_the_parts_that_workers_read", async () => {
  const page = await openWith([backwards]);
  await ask(page, "", BACKWARDS_LINES);
  const { "Out of order": earlier } = await ledgerFigures(page);
  assert.equal(earlier, BACKWARDS_LINES - 1);
  const figure = page.locator(".ls-ledger__row", { hasText: "Out of order" });
  await figure.getByRole("button").click();
  await hasRows(page, BACKWARDS_LINES - 1);
  assert.equal(await queryBox(page).inputValue(), "is:earlier");
  await page.close();
});

test("matches_are_marked_in_list_and_detail", async () => {
  const page = await openWith([json, plain]);
  await ask(page, '"timed out"', 200);
  await messagesShown(page);
  const marks = grid(page).locator("mark");
  await marks.first().waitFor();
  assert.equal(await marks.first().innerText(), "timed out");
  await openRow(page, 1);
  assert.ok((await detail(page).locator("pre mark").count()) >= 1);
  await page.close();
});

test("an_error_underlines_its_place_and_keeps_the_list", async () => {
  const page = await openWith([json, plain]);
  await ask(page, "timed", 200);
  const errors = [
    ["timed level>=wran", "wran", /wran/],
    ["timed /a(/", "/a(/", /regular expression/],
    ['timed "open', '"open', /closing "/],
    ["timed (a", "(", /never closed/],
  ];
  for (const [query, wrong, message] of errors) {
    await queryBox(page).fill(query);
    const alert = page.getByRole("alert");
    await alert.filter({ hasText: message }).waitFor();
    assert.equal(await page.locator(".ls-query__wrong").textContent(), wrong);
    assert.equal(await queryBox(page).getAttribute("aria-invalid"), "true");
    assert.equal(await rowCount(page), 200);
  }
  await queryBox(page).fill("timed after");
  await page.getByRole("alert").waitFor({ state: "detached" });
  await hasRows(page, 200);
  await page.close();
});

test("nothing_found_says_so_and_offers_the_way_out", async () => {
  const page = await openWith([json, plain]);
  await ask(page, "level:fatal nowhere", 0);
  await page.getByText("None of the 900 entries matches the query").waitFor();
  await page.getByRole("button", { name: "Show everything" }).click();
  await hasRows(page, 900);
  assert.equal(await queryBox(page).inputValue(), "");
  await page.close();
});

test("chips_filter_write_the_query_and_keep_their_counts", async () => {
  const page = await openWith([json, plain]);
  await hasRows(page, 900);
  const chip = (level) =>
    page.getByRole("list", { name: "Levels" }).getByRole("button", { name: level });
  const all = { error: 90, warn: 90, info: 720 };
  await becomes(page, () => levelCounts(page), all);
  await chip("warn").click();
  await hasRows(page, 180);
  assert.equal(await queryBox(page).inputValue(), "level>=warn");
  assert.equal(await chip("error").getAttribute("aria-pressed"), "true");
  await becomes(page, () => levelCounts(page), all);
  await chip("warn").click();
  await hasRows(page, 900);
  await chip("warn").click({ modifiers: ["Alt"] });
  await hasRows(page, 90);
  assert.equal(await queryBox(page).inputValue(), "level:warn");
  await chip("error").click({ modifiers: ["Shift"] });
  await hasRows(page, 180);
  assert.equal(await queryBox(page).inputValue(), "level:warn,error");
  await chip("error").click({ modifiers: ["Shift"] });
  await chip("warn").click({ modifiers: ["Alt"] });
  await hasRows(page, 900);
  assert.equal(await queryBox(page).inputValue(), "");
  await chip("info").press("Delete");
  await hasRows(page, 180);
  assert.equal(await queryBox(page).inputValue(), "-level:info");
  await page.close();
});

test("a_click_on_a_value_filters_and_alt_excludes", async () => {
  const page = await openWith([json, plain]);
  await ask(page, "status:504", 60);
  await openRow(page, 1);
  const value = detail(page).getByRole("button", { name: "api", exact: true });
  await value.click();
  await becomes(page, () => queryBox(page).inputValue(), "status:504 service:api");
  await hasRows(page, 60);
  await value.click({ modifiers: ["Alt"] });
  await hasRows(page, 0);
  assert.equal(await queryBox(page).inputValue(), "status:504 -service:api");
  await page.close();
});

test("query_and_range_hold_together_and_undo_goes_back_step_by_step", async () => {
  const page = await openWith([json, plain]);
  await ask(page, "source:shop.log", 300);
  await dragOnChart(page, 0, 0.25);
  await becomes(page, async () => (await rowCount(page)) < 300, true);
  const inRange = await rowCount(page);
  assert.ok(inRange > 100 && inRange < 200, `${inRange}`);
  await page.keyboard.press("z");
  await hasRows(page, 300);
  await page.keyboard.press("z");
  await becomes(page, async () => [await rowCount(page), await queryBox(page).inputValue()], [
    900,
    "",
  ]);
  await page.close();
});

test("the_queries_of_the_session_are_offered_again", async () => {
  const page = await openWith([json]);
  await ask(page, "timed", 200);
  await ask(page, "served", 400);
  await page.getByRole("button", { name: "Queries from this session" }).click();
  await page.getByRole("menuitem", { name: "timed" }).click();
  await hasRows(page, 200);
  await page.close();
});

/** What takes longer than a moment is marked as stale: a timer of the page itself, set earlier and shorter than this one. */
const marksAreDue = (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 250)));

test("a query without any match is answered as others are: nothing stays greyed", async () => {
  const page = await openWith([json, plain]);
  try {
    await ask(page, "nothing-has-this", 0);
    await page.getByText("Nothing found").waitFor();
    await marksAreDue(page);
    await becomes(page, () => page.locator('[class*="--stale"]').count(), 0);
    await ask(page, "", 900);
    await marksAreDue(page);
    await becomes(page, () => page.locator('[class*="--stale"]').count(), 0);
  } finally {
    await page.close();
  }
});
