// Nothing moves unless the user moved it: the browser's own measure of how far things on screen jump, over what she does
// most; and what she drags within the page stays text.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { chooseFiles, closeBrowser, waitForState } from "./harness.mjs";
import { ask, becomes, frames, grid, hasRows, openEmpty, queryBox, sourceList } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

/** Share of the window times share of its height that may move, over each of these steps. */
const MAX_SHIFT = 0.02;
const SIZES = [
  { width: 1680, height: 900 },
  { width: 420, height: 900 },
];
const LARGE_TIMES = 700;

/** The page, which notes whatever moves from now on. */
async function openWatched(size) {
  const page = await openEmpty({ size });
  await page.evaluate(() => {
    const nameOf = (node) => node?.className || node?.parentElement?.className || node?.nodeName;
    window.shifts = [];
    const note = (list) => {
      for (const { value, sources } of list.getEntries())
        window.shifts.push({
          value,
          what: sources.map(({ node, previousRect: was, currentRect: is }) =>
            [nameOf(node), was.x, was.y, was.height, "to", is.x, is.y, is.height].join(" "),
          ),
        });
    };
    const observer = new PerformanceObserver(note);
    observer.observe({ type: "layout-shift", buffered: true });
    window.takeShifts = () => {
      note({ getEntries: () => observer.takeRecords() });
      return window.shifts.splice(0);
    };
  });
  return page;
}

/** Asserts that nothing to speak of has moved since the last time. */
async function isCalm(page, step) {
  await frames(page);
  const shifts = await page.evaluate(() => window.takeShifts());
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  assert.ok(sum <= MAX_SHIFT, `${step}: ${sum.toFixed(3)}\n${JSON.stringify(shifts, null, 1)}`);
}

for (const size of SIZES) {
  test(`nothing_moves_while_a_large_file_is_opened_and_looked_at_${size.width}`, async () => {
    const large = files.repeat("large.log", lines(5000), LARGE_TIMES);
    const page = await openWatched(size);
    await chooseFiles(page, [large]);
    await waitForState(page, "ready", 120_000);
    await hasRows(page, 5000 * LARGE_TIMES);
    await isCalm(page, "opening a large file");
    await queryBox(page).fill("level>=wran");
    await page.getByRole("alert").waitFor();
    await isCalm(page, "a wrong query");
    await ask(page, "", 5000 * LARGE_TIMES);
    await isCalm(page, "a right query");
    await page.keyboard.press("Escape");
    await grid(page).focus();
    await page.keyboard.press("Shift+G");
    await becomes(page, () => grid(page).locator('[aria-selected="true"]').count(), 1);
    await isCalm(page, "the end of the list");
    await page.keyboard.press("e");
    await page
      .getByText(/no later/i)
      .first()
      .waitFor();
    await isCalm(page, "no later error");
    await page.close();
  });

  test(`nothing_moves_while_a_hundred_sources_are_opened_${size.width}`, async () => {
    const many = Array.from({ length: 100 }, (_, idx) =>
      files.write(`many-${size.width}-${idx}.log`, lines(200, { name: `n${idx}` })),
    );
    const page = await openWatched(size);
    await chooseFiles(page, many);
    await waitForState(page, "ready");
    await hasRows(page, 20_000);
    await isCalm(page, "opening a hundred sources");
    await page.close();
  });
}

test("a_word_that_is_dragged_within_the_page_stays_text", async () => {
  const page = await openEmpty();
  await chooseFiles(page, [files.write("drag.log", lines(50))]);
  await hasRows(page, 50);
  const dropOn = (selector) =>
    page.evaluate((where) => {
      const data = new DataTransfer();
      data.setData("text/plain", "payment");
      const from = document.querySelector('[role="grid"]');
      const to = document.querySelector(where);
      const tell = (target, type) => {
        const init = { bubbles: true, cancelable: true, dataTransfer: data };
        return target.dispatchEvent(new DragEvent(type, init));
      };
      tell(from, "dragstart");
      const isLeft = ["dragenter", "dragover", "drop"].map((type) => tell(to, type));
      const isShown = document.querySelector(".ls-shell__drop") !== null;
      tell(from, "dragend");
      return { isLeft, isShown };
    }, selector);
  // What the page leaves alone the browser does: nothing.
  for (const where of ["main", "[role=grid]"]) {
    assert.deepEqual(await dropOn(where), { isLeft: [true, true, true], isShown: false }, where);
  }
  // The query box takes the text itself.
  assert.deepEqual(await dropOn("[role=searchbox]"), {
    isLeft: [true, true, false],
    isShown: false,
  });
  await becomes(page, () => queryBox(page).inputValue(), "payment");
  assert.equal(await sourceList(page).getByRole("listitem").count(), 1);
  await page.close();
});
