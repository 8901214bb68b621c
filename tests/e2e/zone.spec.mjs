// Times as UTC, local or as written: one switch for list, chart, entry and what is typed. The browser stands in Berlin.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { accessibilityProblems, closeBrowser } from "./harness.mjs";
import {
  ask,
  becomes,
  detail,
  grid,
  hasRows,
  openMessage,
  openWith,
  tableSum,
  timeline,
} from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const MIXED = [
  '{"time":"2026-10-14T10:00:00+02:00","level":"info","msg":"from Berlin"}',
  '{"time":"2026-10-14T08:00:01Z","level":"info","msg":"from nowhere"}',
  '{"time":"2026-10-14T04:00:02-04:00","level":"info","msg":"from Toronto"}',
].join("\n");

const timesShown = async (page) => {
  await becomes(page, () => grid(page).locator("[aria-busy]").count(), 0);
  return grid(page).locator("[aria-rowindex] .ls-entries__cell--time").allInnerTexts();
};
const head = (page) => grid(page).getByRole("columnheader", { name: /^time/ });
const axis = (page) => timeline(page).locator(".ls-chart__label--major").last();

async function chooseZone(page, title) {
  await page.getByRole("button", { name: /^Times: / }).click();
  await page.getByRole("menuitemradio", { name: title }).click();
}

test("one_switch_changes_the_zone_of_everything", async () => {
  const page = await openWith([files.write("zone.log", lines(600))]);
  assert.match(await head(page).innerText(), /time, UTC/);
  assert.equal((await timesShown(page))[0], "08:00:00.000");
  await chooseZone(page, /^Local time \(Europe\/Berlin\)/);
  await becomes(page, async () => (await timesShown(page))[0], "10:00:00.000");
  assert.match(await head(page).innerText(), /time, UTC\+02:00/);
  assert.match(await axis(page).textContent(), /14 Oct UTC\+02:00/);
  await openMessage(page, 1);
  await detail(page).getByText("2026-10-14 10:00:00.000 UTC+02:00").waitFor();
  assert.match(page.url(), /zone=local/);
  // Undo takes it back, as any choice of what to look at.
  await grid(page).focus();
  await page.keyboard.press("z");
  await becomes(page, async () => (await timesShown(page))[0], "08:00:00.000");
  await detail(page).getByText("2026-10-14 08:00:00.000 UTC").waitFor();
  assert.doesNotMatch(page.url(), /zone/);
  await page.keyboard.press("Shift+T");
  await becomes(page, async () => (await timesShown(page))[0], "10:00:00.000");
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.close();
});

test("typed_times_are_of_the_zone_that_is_shown", async () => {
  const page = await openWith([files.write("typed.log", lines(600))], { hash: "#v=1&zone=local" });
  await ask(page, "time:10:01", 60);
  await ask(page, "time:08:01", 0);
  await chooseZone(page, "UTC");
  await hasRows(page, 60);
  await ask(page, "", 600);
  await chooseZone(page, /^Local/);
  await grid(page).focus();
  await page.keyboard.press("g");
  const box = page.getByRole("region", { name: "Go to a time" });
  await box.getByText("times are Europe/Berlin").waitFor();
  await box.getByRole("textbox").fill("10:05");
  await page.keyboard.press("Enter");
  await becomes(
    page,
    () => grid(page).locator(".ls-entries__row--here").getAttribute("aria-rowindex"),
    "301",
  );
  await page.close();
});

test("times_are_shown_as_each_source_wrote_them", async () => {
  const page = await openWith([files.write("mixed.json", MIXED)]);
  assert.deepEqual(await timesShown(page), ["08:00:00", "08:00:01", "08:00:02"]);
  await chooseZone(page, "As each source wrote them");
  await becomes(page, () => timesShown(page), ["10:00:00+02:00", "08:00:01Z", "04:00:02−04:00"]);
  assert.match(await head(page).innerText(), /as written/);
  await openMessage(page, 3);
  await detail(page).getByText("2026-10-14 04:00:02 UTC−04:00").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.close();
});

test("bars_of_a_day_begin_at_midnight_of_the_clock_shown_in_summer_and_in_winter", async () => {
  // An entry an hour for 230 days; clocks in Berlin change on 25 October.
  const hours = Array.from({ length: 230 * 24 }, (_, idx) =>
    new Date(Date.UTC(2026, 5, 20, idx)).toISOString(),
  );
  const log = files.write("days.log", hours.map((at, idx) => `${at} INFO hour ${idx}\n`).join(""));
  const page = await openWith([log], { size: { width: 1680, height: 900 } });
  const begins = () => timeline(page).locator("tbody th").allTextContents();
  const clocks = async () => [...new Set((await begins()).map((text) => text.split(" ")[1]))];
  await hasRows(page, hours.length);
  await becomes(page, clocks, ["00:00:00"]);
  await chooseZone(page, /^Local time/);
  await becomes(page, async () => (await begins())[0], "2026-06-20 00:00:00 UTC+02:00");
  await becomes(page, clocks, ["00:00:00"]);
  assert.match((await begins()).at(-1), /^2027-0[12]-\d\d 00:00:00 UTC\+01:00$/);
  assert.equal(await tableSum(page, 3), hours.length);
  // A bar of winter holds its day, and nothing of the day before.
  await timeline(page).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await hasRows(page, 24);
  const times = await timesShown(page);
  assert.match(times[0], / 00:00:00\.000$/);
  assert.match(times.at(-1), / 23:00:00\.000$/);
  await page.close();
});

test("bars_of_a_day_begin_at_midnight_of_the_clock_that_all_entries_are_written_by", async () => {
  const day = (idx) => new Date(Date.UTC(2026, 5, 20, 6 * idx)).toISOString().slice(0, 19);
  const log = Array.from({ length: 800 }, (_, idx) => `${day(idx)}+05:30 INFO quarter ${idx}\n`);
  const page = await openWith([files.write("east.log", log.join(""))], {
    size: { width: 1680, height: 900 },
  });
  await hasRows(page, 800);
  await chooseZone(page, "As each source wrote them");
  const begins = () => timeline(page).locator("tbody th").allTextContents();
  await becomes(page, async () => (await begins())[0], "2026-06-20 00:00:00 UTC+05:30");
  assert.ok((await begins()).every((text) => text.includes(" 00:00:00 ")));
  await page.close();
});
