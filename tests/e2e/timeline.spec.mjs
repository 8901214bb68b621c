// A range of time is chosen by drag, edge, wheel and keys; every count is exact for it.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { chooseFiles, closeBrowser } from "./harness.mjs";
import { holdReading } from "./held_reading.mjs";
import {
  becomes,
  chartBox,
  dragOnChart,
  hasRows,
  levelCounts,
  openEmpty,
  openWith,
  rowCount,
  tableSum,
  timeline,
} from "./words.mjs";

// One entry a second for an hour, 08:00:00 to 08:59:59 UTC.
const files = scratch();
const hour = files.write("hour.log", lines(3600));
after(closeBrowser);
after(files.remove);

/** Seconds since 08:00:00 of the range that is said under the chart, both ends, or null. */
async function chosenSeconds(page) {
  const said = page.locator(".ls-timeline__chosen");
  if ((await said.count()) === 0) return null;
  return [...(await said.innerText()).matchAll(/(\d\d):(\d\d):(\d\d)/g)].map(
    ([, hours, minutes, seconds]) =>
      (Number(hours) - 8) * 3600 + Number(minutes) * 60 + Number(seconds),
  );
}

/** Asserts that list, chips and range agree; with one entry a second the length is the count. */
async function isExact(page) {
  const [from, end] = await chosenSeconds(page);
  const last = Math.min(end, 3600);
  const within = (remainder) =>
    Array.from({ length: last - from }, (_, at) => from + at).filter(
      (second) => second % 10 === remainder,
    ).length;
  await hasRows(page, last - from);
  await becomes(page, async () => {
    const { error, warn } = await levelCounts(page);
    return [error, warn];
  }, [within(0), within(5)]);
  return [from, last];
}

test("a_drag_selects_and_the_counts_are_exact", async () => {
  const page = await openWith([hour]);
  await hasRows(page, 3600);
  await dragOnChart(page, 0.25, 0.5);
  const [from, end] = await isExact(page);
  assert.ok(Math.abs(from - 900) <= 20 && Math.abs(end - 1800) <= 20, `${from} to ${end}`);
  // The timeline still shows all of the time.
  assert.equal(await tableSum(page, 3), 3600);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await hasRows(page, 3600);
  assert.equal(await chosenSeconds(page), null);
  await page.close();
});

test("a_drag_works_from_right_to_left_and_past_the_edge", async () => {
  const page = await openWith([hour]);
  await hasRows(page, 3600);
  await dragOnChart(page, 0.5, -0.02);
  const [from, end] = await isExact(page);
  assert.ok(from === 0 && Math.abs(end - 1800) <= 20, `${from} to ${end}`);
  await page.close();
});

test("an_edge_is_adjusted_and_the_other_stays", async () => {
  const page = await openWith([hour]);
  await hasRows(page, 3600);
  await dragOnChart(page, 0.25, 0.5);
  const [from, end] = await isExact(page);
  await dragOnChart(page, end / 3600, 0.75);
  await becomes(page, async () => (await chosenSeconds(page))[1] > end, true);
  const [stayed, moved] = await isExact(page);
  assert.equal(stayed, from);
  assert.ok(Math.abs(moved - 2700) <= 20, `${moved}`);
  await page.close();
});

test("a_click_selects_one_bucket_and_hover_says_its_counts", async () => {
  const page = await openWith([hour]);
  await hasRows(page, 3600);
  const chart = await chartBox(page);
  await page.mouse.move(chart.xAt(0.301), chart.middleY);
  const tip = page.locator(".ls-tooltip");
  await tip.waitFor();
  const said = Number((await tip.innerText()).match(/(\d+) entries in total/)?.[1]);
  await page.mouse.down();
  await page.mouse.up();
  await isExact(page);
  assert.equal(await rowCount(page), said);
  await page.close();
});

test("the_wheel_zooms_at_the_pointer_and_escape_comes_back", async () => {
  const page = await openWith([hour]);
  await hasRows(page, 3600);
  const chart = await chartBox(page);
  await page.mouse.move(chart.xAt(0.5), chart.middleY);
  await page.mouse.wheel(0, -600);
  const zoomed = timeline(page).getByText(/Zoomed in; [\d,]+ entries outside/);
  await zoomed.waitFor();
  const outside = Number((await zoomed.innerText()).replaceAll(/\D/g, ""));
  // The list is not limited by the zoom, and what is shown and what is outside make the whole.
  assert.equal(await rowCount(page), 3600);
  await becomes(page, () => tableSum(page, 3), 3600 - outside);
  const firstShown = await timeline(page).locator("tbody th").first().innerText();
  await page.keyboard.down("Shift");
  await page.mouse.wheel(0, 300);
  await page.keyboard.up("Shift");
  await becomes(
    page,
    async () => (await timeline(page).locator("tbody th").first().innerText()) > firstShown,
    true,
  );
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await zoomed.waitFor({ state: "detached" });
  await becomes(page, () => tableSum(page, 3), 3600);
  await page.close();
});

test("double_click_zooms_to_the_selection", async () => {
  const page = await openWith([hour]);
  await hasRows(page, 3600);
  await dragOnChart(page, 0.4, 0.6);
  const [from, end] = await isExact(page);
  const chart = await chartBox(page);
  await page.mouse.dblclick(chart.xAt(0.5), chart.middleY);
  await timeline(page).getByRole("button", { name: "Show all" }).waitFor();
  assert.deepEqual(await isExact(page), [from, end]);
  await becomes(page, () => tableSum(page, 3), end - from);
  await page.close();
});

test("keys_select_and_undo_takes_it_back", async () => {
  const page = await openWith([hour]);
  await hasRows(page, 3600);
  await timeline(page).focus();
  await page.keyboard.press("ArrowRight");
  for (let count = 0; count < 9; count += 1) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await becomes(page, async () => (await chosenSeconds(page)) !== null, true);
  const [from, end] = await isExact(page);
  assert.ok(from === 0 && end >= 10, "ten buckets from the first");
  await page.keyboard.press("+");
  await timeline(page).getByRole("button", { name: "Show all" }).waitFor();
  await page.keyboard.press("z");
  await timeline(page).getByRole("button", { name: "Show all" }).waitFor({ state: "detached" });
  assert.deepEqual(await isExact(page), [from, end]);
  await page.keyboard.press("z");
  await hasRows(page, 3600);
  await page.keyboard.press("Shift+Z");
  await becomes(page, async () => (await chosenSeconds(page)) !== null, true);
  assert.deepEqual(await isExact(page), [from, end]);
  await page.close();
});

/** Heights of the bars of a class, in CSS pixels, highest first. */
function barHeights(page, name) {
  return timeline(page)
    .locator(`.ls-chart__bar--${name}`)
    .first()
    .evaluate((path) =>
      [...(path.getAttribute("d") ?? "").matchAll(/M[\d.-]+ ([\d.]+)V([\d.]+)/g)]
        .map(([, foot, top]) => Number(foot) - Number(top))
        .sort((a, b) => b - a),
    );
}

test("errors_set_the_scale_of_their_track_however_many_warnings_there_are", async () => {
  const stormy = files.write(
    "stormy.log",
    Array.from({ length: 2000 }, (_, at) => {
      const time = new Date(Date.UTC(2026, 0, 5, 8, 0, Math.floor(at / 2))).toISOString();
      return `${time} ${at === 1200 ? "ERROR lost" : "WARN slow"} ${at}\n`;
    }).join(""),
  );
  const page = await openWith([stormy]);
  await hasRows(page, 2000);
  const [error] = await barHeights(page, "error");
  assert.ok(error >= 30, `${error} pixels`);
  const warnings = await barHeights(page, "warn");
  assert.ok(warnings.length > 50 && warnings[0] < error / 2, `${warnings[0]} pixels`);
  await timeline(page).focus();
  await page.keyboard.press("e");
  const said = timeline(page).locator("[aria-live=polite]");
  await becomes(page, () => said.innerText().then((text) => / 1 error,/.test(text)), true);
  await page.keyboard.press("e");
  await page.keyboard.press("Home");
  await becomes(page, () => said.innerText().then((text) => / 0 errors,/.test(text)), true);
  await page.keyboard.press("p");
  await becomes(page, () => said.innerText().then((text) => / 1 error,/.test(text)), true);
  await page.close();
});

test("what_is_not_read_yet_is_hatched_and_what_is_empty_is_not", async () => {
  const page = await openEmpty();
  const held = await holdReading(page);
  await chooseFiles(page, [files.write("large.log", lines(200_000))]);
  await held.reached();
  await becomes(page, async () => (await rowCount(page)) > 0, true);
  const hatched = timeline(page).locator(".ls-chart__unread");
  await becomes(page, async () => (await hatched.count()) > 0, true);
  const fill = await hatched.first().evaluate((rect) => getComputedStyle(rect).fill);
  const [, pattern] = fill.match(/url\("(#[\w-]+)"\)/) ?? [];
  assert.equal(await timeline(page).locator(`pattern${pattern}`).count(), 1, fill);
  await held.letGo();
  await hasRows(page, 200_000);
  await becomes(page, () => hatched.count(), 0);
  await page.close();
});

test("a_stray_date_does_not_squeeze_the_chart", async () => {
  const page = await openWith([
    files.write(
      "stray.log",
      `2003-01-01T00:00:00.000Z INFO [worker-0] shop.Cart - old\n${lines(3600)}`,
    ),
  ]);
  await hasRows(page, 3601);
  const said = timeline(page).getByText("One part of the time is shown; 1 entry outside");
  await said.waitFor();
  // An hour at its own scale, not one bar in twenty years.
  await becomes(page, () => tableSum(page, 3), 3600);
  await becomes(page, async () => (await barHeights(page, "volume")).length > 50, true);
  await timeline(page).getByRole("button", { name: "Show all" }).click();
  await becomes(page, () => tableSum(page, 3), 3601);
  await said.waitFor({ state: "detached" });
  await page.close();
});

test("a_still_pointer_is_told_of_what_comes_under_it", async () => {
  const page = await openWith([hour]);
  await hasRows(page, 3600);
  const chart = await chartBox(page);
  await page.mouse.move(chart.xAt(0.8), chart.middleY);
  const tip = page.locator(".ls-tooltip");
  await tip.waitFor();
  const before = await tip.innerText();
  await page.mouse.wheel(0, -600);
  await becomes(page, async () => (await tip.innerText()) !== before, true);
  const clock = (text) => text.match(/\d\d:\d\d:\d\d/)?.[0];
  // Zooming keeps the time under the pointer where it is.
  const seconds = (text) => {
    const [hours, minutes, rest] = (clock(text) ?? "").split(":").map(Number);
    return hours * 3600 + minutes * 60 + rest;
  };
  assert.ok(Math.abs(seconds(await tip.innerText()) - seconds(before)) <= 30);
  await page.close();
});
