// Names, states and numbers for those who do not see the page; axe finds nothing wrong anywhere.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { lines, scratch } from "./files.mjs";
import { accessibilityProblems, chooseFiles, closeBrowser, waitForState } from "./harness.mjs";
import {
  ask,
  becomes,
  dragOnChart,
  frames,
  grid,
  hasRows,
  messagesShown,
  openEmpty,
  openRow,
  openSample,
  openWith,
  queryBox,
} from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

/** Ways to bring a page into a state worth checking. */
const STATES = {
  empty: openEmpty,
  normal: openSample,
  detail: async () => {
    const page = await openSample();
    await openRow(page, 3);
    return page;
  },
  help: async () => {
    const page = await openSample();
    await page.getByRole("button", { name: "Help" }).click();
    await page.getByRole("dialog").waitFor();
    return page;
  },
  about: async () => {
    const page = await openSample();
    await page.getByRole("button", { name: "Offline: nothing is sent" }).click();
    await page.getByRole("dialog").waitFor();
    return page;
  },
  palette: async () => {
    const page = await openSample();
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
    return page;
  },
  ledger: async () => {
    const page = await openSample();
    await page.keyboard.press("Escape");
    await page.keyboard.press("4");
    await page.getByText("Every byte is accounted for").waitFor();
    return page;
  },
  groups: async () => {
    const page = await openSample({ hash: "" });
    // By key, so that its sheet is open where the window is narrow.
    await page.keyboard.press("Escape");
    await page.keyboard.press("1");
    const groups = page.getByRole("list", { name: "Groups", exact: true });
    await groups.getByRole("listitem").first().waitFor();
    return page;
  },
  brushed: async () => {
    const page = await openSample();
    await hasRows(page, 2098);
    await dragOnChart(page, 0.4, 0.6);
    await page.getByRole("button", { name: "Clear", exact: true }).waitFor();
    return page;
  },
  wrong_query: async () => {
    const page = await openSample();
    await queryBox(page).fill("level>=wran");
    await page.getByRole("alert").waitFor();
    return page;
  },
  nothing_found: async () => {
    const page = await openSample();
    await ask(page, "nowhere", 0);
    await page.getByText("Nothing found").waitFor();
    return page;
  },
  damaged: () =>
    openWith([
      files.write("cut.log.gz", gzipSync(lines(3000)).subarray(0, 9000)),
      files.write("e.log", ""),
      files.write("b.log", Buffer.from([0, 1, 2, 3, 0, 0, 255, 254, 0, 0, 7, 8])),
    ]),
};

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };
const LOOKS = [
  ["light", WIDE],
  ["dark", WIDE],
  ["dark", NARROW],
  ["light", NARROW],
];

for (const [state, reach] of Object.entries(STATES)) {
  test(`axe_finds_nothing_in_${state}`, async () => {
    const page = await reach();
    for (const [theme, size] of LOOKS) {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize(size);
      await frames(page);
      // What is asked anew for another width is greyed where that takes long; a wrong query stays so.
      if (state !== "wrong_query")
        await becomes(page, () => page.locator('[class*="--stale"]').count(), 0);
      // Colours take a moment to change.
      await page.evaluate(() =>
        Promise.all(document.getAnimations().map((animation) => animation.finished)),
      );
      assert.deepEqual(await accessibilityProblems(page), [], `${theme} ${size.width}`);
    }
    await page.close();
  });
}

test("the_names_of_the_interface_exist_exactly", async () => {
  const page = await openSample();
  const exact = (role, name) => page.getByRole(role, { name, exact: true });
  assert.equal(await page.getByLabel("Open log files", { exact: true }).count(), 1);
  assert.equal(
    await page.getByLabel("Open log files", { exact: true }).getAttribute("type"),
    "file",
  );
  for (const [role, name] of [
    ["searchbox", "Query"],
    ["figure", "Timeline"],
    ["grid", "Entries"],
    ["status", "Progress"],
    ["list", "Sources"],
    ["list", "Levels"],
  ])
    assert.equal(await exact(role, name).count(), 1, `${role} ${name}`);
  assert.equal(await page.getByRole("main").count(), 1);
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
  await page.close();
});

test("the_state_goes_from_empty_over_reading_to_ready_and_back", async () => {
  const path = files.repeat("long.log", lines(5000), 20);
  const page = await openEmpty();
  await page.evaluate(() => {
    const root = document.documentElement;
    window.states = [root.dataset.state];
    new MutationObserver(() => window.states.push(root.dataset.state)).observe(root, {
      attributeFilter: ["data-state"],
    });
  });
  await chooseFiles(page, [path]);
  await waitForState(page, "ready");
  await hasRows(page, 100_000);
  await page.getByRole("button", { name: "Close long.log" }).click();
  await waitForState(page, "empty");
  const states = await page.evaluate(() => window.states);
  const turns = states.filter((state, idx) => state !== states[idx - 1]);
  assert.deepEqual(turns, ["empty", "reading", "ready", "empty"]);
  await page.close();
});

test("rows_say_their_place_and_the_grid_which_is_stood_on", async () => {
  const page = await openWith([files.write("rows.log", lines(500))]);
  await hasRows(page, 500);
  await messagesShown(page);
  const indexes = await grid(page)
    .locator("[aria-rowindex]")
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("aria-rowindex"))));
  assert.deepEqual(
    indexes,
    indexes.map((_, idx) => idx + 1),
  );
  await grid(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await becomes(
    page,
    () =>
      grid(page).evaluate((root) => {
        const id = root.getAttribute("aria-activedescendant");
        const row = id === null ? null : document.getElementById(id);
        return [row?.getAttribute("aria-rowindex"), row?.getAttribute("aria-selected")];
      }),
    ["2", "true"],
  );
  assert.match(
    await grid(page).locator("[aria-selected=true]").innerText(),
    /info[\s\S]*step 1 of/,
  );
  await page.close();
});

test("the_end_of_reading_is_told", async () => {
  const page = await openWith([files.write("told.log", lines(500))]);
  await becomes(
    page,
    () => page.getByRole("status", { name: "Progress" }).textContent(),
    "Read 500 entries from 1 source.",
  );
  await page.close();
});

test("nothing_is_wider_than_a_window_of_300_pixels", async () => {
  const narrow = { size: { width: 300, height: 700 } };
  const log = files.write("narrow.log", lines(40));
  const wide = [];
  for (const open of [() => openEmpty(narrow), () => openWith([log], narrow)]) {
    const page = await open();
    await frames(page);
    wide.push(await page.evaluate(() => document.documentElement.scrollWidth));
    if (wide.length === 2) {
      await openRow(page, 2);
      await frames(page);
      wide.push(await page.evaluate(() => document.documentElement.scrollWidth));
    }
    await page.close();
  }
  assert.deepEqual(wide, [300, 300, 300]);
});
