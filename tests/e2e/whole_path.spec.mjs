// The path of a night on call, by keyboard alone, its keys counted: files are dropped; the third error; what stands around
// it; a copy; back. At each step the browser's accessibility tree tells what somebody hears who does not see the page.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { accessibilityProblems, closeBrowser, dropFiles, waitForState } from "./harness.mjs";
import { becomes, grid, hasRows, openEmpty } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

/** Keys that the whole path takes; fewer are welcome. */
const KEYS = 7;

/** Every node of the accessibility tree that is not ignored: role, name and properties. */
async function accessibilityTree(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => ({
      role: role.value,
      name: name?.value ?? "",
      ...Object.fromEntries(properties.map((of) => [of.name, of.value.value])),
    }));
}

const isPage = ({ role }) => role === "RootWebArea";

/** What has the focus, as it is announced. */
async function focused(page) {
  const node = (await accessibilityTree(page)).find((one) => one.focused && !isPage(one));
  return node === undefined ? null : [node.role, node.name];
}

/** The row that is stood on, as it is read out. */
async function rowHeard(page) {
  const rows = (await accessibilityTree(page)).filter(
    ({ role, selected }) => role === "row" && selected,
  );
  return rows.length === 1 ? rows[0].name : null;
}

/** Whether a live region says something. */
async function isSaid(page, sentence) {
  const regions = await page.locator("[aria-live], [role=status], [role=alert]").allTextContents();
  return regions.some((text) => text.includes(sentence));
}

test(`from_the_drop_to_the_copied_error_and_back_in_${KEYS}_keys`, async () => {
  const page = await openEmpty({ hash: "" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  // Errors stand at 0, 10, 20, … of each.
  const shop = lines(600, { from: 5 });
  await dropFiles(page, [
    files.write("shop.log", shop),
    files.write("desk.log", lines(600, { from: 1003, name: "desk" })),
  ]);
  await waitForState(page, "ready");
  await hasRows(page, 1200);
  let keys = 0;
  const press = async (key) => {
    keys += 1;
    await page.keyboard.press(key);
  };

  await becomes(page, () => focused(page), ["searchbox", "Query"]);
  await becomes(page, () => isSaid(page, "Read 1,200 entries from 2 sources."), true);

  await press("Enter");
  await becomes(page, () => focused(page), ["grid", "Entries"]);

  for (const number of [10, 20, 30]) {
    await press("e");
    await becomes(
      page,
      async () => /error.*step (\d+) of/.exec(await rowHeard(page))?.[1],
      `${number}`,
    );
  }
  const heard = await rowHeard(page);
  assert.deepEqual(await focused(page), ["grid", "Entries"]);

  await press("c");
  await hasRows(page, 600);
  await becomes(page, () => isSaid(page, "Showing all entries of shop.log"), true);
  await becomes(page, async () => /step (\d+) of/.exec(await rowHeard(page))?.[1], "30");
  const regions = (await accessibilityTree(page)).filter(({ role }) => role === "region");
  assert.ok(regions.some(({ name }) => name === "Filter set aside"));
  assert.deepEqual(await accessibilityProblems(page), []);

  await press("Control+c");
  await becomes(page, () => isSaid(page, "1 entry copied."), true);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(`${copied}\n`, shop.match(/.*step 30 of.*\n/)[0]);

  await press("c");
  await hasRows(page, 1200);
  await becomes(page, () => rowHeard(page), heard);
  assert.deepEqual(await focused(page), ["grid", "Entries"]);
  assert.equal(await grid(page).getAttribute("aria-rowcount"), "1200");
  assert.equal(keys, KEYS);
  await page.close();
});
