// A range of time is chosen by drag, edge, wheel and keys; every count is exact for it.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import {
  becomes,
  chartBox,
  dragOnChart,
  hasRows,
  levelCounts,
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
