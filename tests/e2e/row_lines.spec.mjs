// Rows that show all lines of their entries: each as high as it is, none too high, and nothing jumps under the eye.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { START, scratch, stamp } from "./files.mjs";
import { accessibilityProblems, closeBrowser } from "./harness.mjs";
import { ask, becomes, frames, grid, hasRows, message, openWith } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const ENTRIES = 20_000;
const LONG = 200;
const WIDE = 300;
/** The number of an error of several lines. */
const HERE = 10_091;

/** Lines of an entry below its first. */
const moreLines = (idx) => (idx === LONG ? 3000 : idx % 7 === 3 ? 2 + (idx % 40) : 0);

const numbered = (idx) => `${idx}`.padStart(5, "0");

function entry(idx) {
  const frameLines = Array.from({ length: moreLines(idx) }, (_, at) => `\tat a.B.c${at}(B.java)\n`);
  const text = idx === WIDE ? "x".repeat(4 << 20) : `step ${numbered(idx)}`;
  const level = idx % 50 === 40 ? "ERROR" : "INFO";
  return `${stamp(START + idx * 1000)} ${level} ${text}\n${frameLines.join("")}`;
}

const log = files.write(
  "lines.log",
  Array.from({ length: ENTRIES }, (_, idx) => entry(idx)).join(""),
);
const row = (page, number) => grid(page).locator(`[aria-rowindex="${number}"]`);
const here = (page) => grid(page).locator(".ls-entries__row--here");

/** Waits until all rows on screen are there and stand still. */
async function atRest(page) {
  await becomes(page, () => grid(page).locator("[aria-busy]").count(), 0);
  await frames(page);
}

async function openLong(options) {
  const page = await openWith([log], options);
  await hasRows(page, ENTRIES);
  await grid(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+L");
  await page.keyboard.press("Shift+L");
  await atRest(page);
  return page;
}

/** Stands on a row by its number. */
async function standOn(page, number) {
  await page.keyboard.press("Escape");
  await ask(page, `"step ${numbered(number - 1)}"`, 1);
  await grid(page).focus();
  await page.keyboard.press("Home");
  await ask(page, "", ENTRIES);
  await grid(page).focus();
  await becomes(page, () => here(page).getAttribute("aria-rowindex"), `${number}`);
  await atRest(page);
}

const topOf = async (locator) => (await locator.boundingBox()).y;

test("every_row_is_as_high_as_its_entry_has_lines", async () => {
  const page = await openLong();
  for (const number of [1, 4, 11, 12]) {
    await becomes(
      page,
      async () => (await row(page, number).boundingBox()).height,
      4 + 18 * (1 + moreLines(number - 1)),
    );
  }
  assert.match(
    await row(page, 4).innerText(),
    /step 00003\n\s*at a\.B\.c0.*\n(.*\n)*\s*at a\.B\.c4/,
  );
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.press("Shift+L");
  await becomes(page, async () => (await row(page, 4).boundingBox()).height, 22);
  await page.close();
});

test("what_is_left_out_is_counted_and_the_pane_has_it", async () => {
  const page = await openLong();
  await standOn(page, LONG + 1);
  assert.match(
    await here(page).innerText(),
    /at a\.B\.c58.*\s+2,941 more lines\. Enter shows all\./,
  );
  assert.equal((await here(page).boundingBox()).height, 4 + 18 * 61);
  await page.keyboard.press("Enter");
  await message(page).getByText("a.B.c2999").first().waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  // One line of four megabytes.
  await grid(page).focus();
  await page.keyboard.press("Escape");
  await ask(page, "xxxx", 1);
  await atRest(page);
  assert.match(
    await row(page, 1).innerText(),
    /^(.*\s+)*x+\s+The line goes on\. Enter shows all\.$/,
  );
  assert.ok((await row(page, 1).boundingBox()).height < 4000);
  await page.close();
});

test("the_row_under_the_eye_stays_there_whatever_height_rows_get", async () => {
  const page = await openLong({ size: { width: 1680, height: 900 } });
  await page.keyboard.press("Shift+L");
  await standOn(page, HERE);
  const before = await topOf(here(page));
  // One, three, all and one again.
  for (let press = 0; press < 3; press += 1) {
    await page.keyboard.press("Shift+L");
    await atRest(page);
    assert.ok(Math.abs((await topOf(here(page))) - before) < 1, `press ${press}`);
  }
  await page.keyboard.press("Shift+L");
  await page.keyboard.press("Shift+L");
  await atRest(page);
  // In a narrow window, and while a filter comes and goes.
  await page.setViewportSize({ width: 900, height: 900 });
  await atRest(page);
  const top = await topOf(here(page));
  await ask(page, "level:error", ENTRIES / 50);
  await atRest(page);
  assert.match(await here(page).innerText(), new RegExp(`step ${numbered(HERE - 1)}`));
  assert.ok(Math.abs((await topOf(here(page))) - top) < 1);
  await ask(page, "", ENTRIES);
  await atRest(page);
  await becomes(page, () => here(page).getAttribute("aria-rowindex"), `${HERE}`);
  await becomes(page, async () => Math.abs((await topOf(here(page))) - top) < 1, true);
  await page.close();
});

test("the_wheel_moves_pixels_and_keys_move_rows", async () => {
  const page = await openLong();
  await standOn(page, 5000);
  await grid(page).hover();
  for (const px of [150, 150, -90, -300, 450, -1200, -1200, 1500]) {
    const [number, before] = await grid(page)
      .locator("[role=row][aria-rowindex]")
      .evaluateAll((rows) => {
        const middle = rows[0].closest("[role=grid]").getBoundingClientRect();
        const y = (middle.top + middle.bottom) / 2;
        const at = rows.find((candidate) => candidate.getBoundingClientRect().bottom > y);
        return [Number(at.getAttribute("aria-rowindex")), at.getBoundingClientRect().top];
      });
    await page.mouse.wheel(0, px);
    await atRest(page);
    if ((await row(page, number).count()) === 0) continue;
    const moved = before - (await topOf(row(page, number)));
    assert.ok(Math.abs(moved - px) < 1.5, `${px}: row ${number} moved by ${moved}`);
  }
  await page.keyboard.press("End");
  await becomes(page, () => here(page).getAttribute("aria-rowindex"), `${ENTRIES}`);
  await atRest(page);
  const [last, list] = await Promise.all([here(page).boundingBox(), grid(page).boundingBox()]);
  assert.ok(Math.abs(last.y + last.height - (list.y + list.height)) < 1.5);
  for (let number = ENTRIES - 1; number > ENTRIES - 12; number -= 1) {
    await page.keyboard.press("k");
    await becomes(page, () => here(page).getAttribute("aria-rowindex"), `${number}`);
    const box = await here(page).boundingBox();
    const isWhole = box.y + box.height <= list.y + list.height + 1;
    assert.ok(box.y >= list.y + 24 && (isWhole || box.y < list.y + 26), JSON.stringify(box));
  }
  await page.close();
});

test("the_thumb_goes_to_both_ends_and_between", async () => {
  const page = await openLong();
  const scrollTo = (share) =>
    grid(page).evaluate((list, part) => {
      list.scrollTop = part * (list.scrollHeight - list.clientHeight);
    }, share);
  const firstShown = async () => {
    await atRest(page);
    const top = (await grid(page).boundingBox()).y + 25;
    return grid(page)
      .locator("[role=row][aria-rowindex]")
      .evaluateAll(
        (rows, y) =>
          Number(
            rows
              .find((candidate) => candidate.getBoundingClientRect().bottom > y + 1)
              .getAttribute("aria-rowindex"),
          ),
        top,
      );
  };
  await scrollTo(1);
  await row(page, ENTRIES).waitFor();
  let last = ENTRIES;
  for (const share of [0.75, 0.5, 0.25]) {
    await scrollTo(share);
    await becomes(page, async () => Math.abs((await firstShown()) / ENTRIES - share) < 0.01, true);
    const first = await firstShown();
    assert.ok(first < last);
    last = first;
  }
  await scrollTo(0);
  await becomes(page, firstShown, 1);
  await page.close();
});
