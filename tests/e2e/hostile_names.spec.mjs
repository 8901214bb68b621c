// Names of files, members and fields are foreign text like any other: wherever one stands, what cannot be seen of it has a name.
// biome-ignore-all lint/suspicious/noControlCharactersInRegex: these are what must not be shown

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { zipOf } from "./boxes.mjs";
import { lines, scratch } from "./files.mjs";
import { chooseFiles, closeBrowser, waitForState } from "./harness.mjs";
import { becomes, detail, notices, openEmpty, openRow, queryBox, sourceList } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const EVIL = "x\u202egol\u001b[31m\n\u200by\u2028z";

/** Text nodes and attributes that hold what cannot be seen, each with its element; line ends only where text has lines. */
function rawPlaces(page) {
  return page.evaluate(() => {
    const unseen =
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
    const found = [];
    const look = (element, what, text, mayHaveLines) => {
      if (unseen.test(text) || (!mayHaveLines && /[\n\t]/.test(text)))
        found.push(`${element.tagName}.${element.className} ${what}: ${JSON.stringify(text)}`);
    };
    look(document.head, "title", document.title, false);
    for (const element of document.querySelectorAll("#app *")) {
      // The query again, invisible, to underline what is wrong with it.
      if (element.closest(".ls-query__under") !== null) continue;
      for (const { name, value } of element.attributes)
        look(element, name, value, name === "class");
      const ofLines =
        "pre, .ls-detail__value, .ls-detail__lines, .ls-detail__leaf, .ls-fields__text";
      const hasLines = element.closest(ofLines) !== null;
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) look(element, "text", node.data, hasLines);
    }
    return found;
  });
}

/** Looks at the page once it has come to rest. */
async function isClean(page) {
  await becomes(page, () => rawPlaces(page), []);
}

test("names_are_shown_with_what_cannot_be_seen_by_name", async () => {
  const entry = { time: "2026-10-14T08:00:00Z", level: "error", msg: EVIL, [EVIL]: EVIL };
  const paths = [
    files.write(`${EVIL}.jsonl`, `${JSON.stringify(entry)}\n`.repeat(3)),
    files.write(
      `${EVIL}.zip`,
      zipOf([
        [`${EVIL}/in.log`, lines(3)],
        [`${EVIL}/secret.log`, lines(3), true],
        [`${EVIL}/tool`, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
      ]),
    ),
    files.write(`${EVIL}.log`, ""),
    files.write(`${EVIL}.json`, '{"logscry_format": 1, "name": 3}'),
  ];
  const page = await openEmpty();
  await chooseFiles(page, paths);
  await waitForState(page, "ready");
  const shown = "xU+202EgolESC[31mLFU+200ByU+2028z".replaceAll(/U\+\w{4}|ESC|LF/g, "[$&]");
  await becomes(
    page,
    async () => (await sourceList(page).locator(".ls-sources__name").allTextContents()).sort(),
    [`${shown}.jsonl`, `${shown}.log`, `${shown}.zip`],
  );
  await notices(page).getByText(`${shown}.json was not loaded`).waitFor();
  await isClean(page);
  // Its notices one by one, its members with all there is to say of them.
  for (const summary of await page.locator("details:not([open]) > summary").all())
    await summary.click();
  await isClean(page);
  for (const about of await page.getByRole("button", { name: /^About/ }).all()) await about.click();
  await isClean(page);

  await page.getByRole("tab", { name: "Ledger" }).click();
  for (const summary of await page.locator("details:not([open]) > summary").all())
    await summary.click();
  await isClean(page);

  await page.getByRole("tab", { name: "Fields" }).click();
  const field = page.getByRole("list", { name: "Fields" }).getByRole("button", { name: /^x.*gol/ });
  await field.click();
  // Colours are taken out of whatever an entry says, names too.
  await page.getByRole("list", { name: `Values of ${shown.replace("[ESC][31m", "")}` }).waitFor();
  await isClean(page);

  await queryBox(page).fill(`"${EVIL.replace("\n", "")}":y`);
  await queryBox(page).press("Enter");
  await page.locator("#ls-query-remark").waitFor();
  await isClean(page);
  await page.getByRole("button", { name: "Queries from this session" }).click();
  await isClean(page);
  await page.keyboard.press("Escape");
  await queryBox(page).fill('source:"jsonl"');
  await queryBox(page).fill("level:error");
  await queryBox(page).press("Enter");
  await openRow(page, 1);
  await detail(page).getByText("U+202E").first().waitFor();
  await isClean(page);
  await detail(page).getByRole("button", { name: "Teach this format…" }).click();
  await page.getByRole("dialog").waitFor();
  await isClean(page);
  await page.close();
});

test("a_name_of_any_length_is_cut_to_what_can_be_read", async () => {
  const long = "n".repeat(60_000);
  const entry = { time: "2026-10-14T08:00:00Z", level: "error", msg: "x", [long]: 1 };
  const page = await openEmpty();
  await chooseFiles(page, [
    files.write("long.jsonl", `${JSON.stringify(entry)}\n`),
    files.write("long.zip", zipOf([[`${long}.log`, lines(3)]])),
  ]);
  await waitForState(page, "ready");
  await page.getByRole("tab", { name: "Fields" }).click();
  await page.getByRole("list", { name: "Fields" }).waitFor();
  const longest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll("#app *")].flatMap((element) => [
        element.tagName === "LI" ? element.textContent.length : 0,
        ...[...element.attributes].map(({ value }) => value.length),
      ]),
    ),
  );
  assert.ok(longest < 4000, `${longest} characters`);
  await page.close();
});

/** Each takes a browser seconds, or for ever, to lay out as it is. */
const SLOW = {
  marks: `e${"\u0301".repeat(100_000)}`,
  reversals: "\u202ea".repeat(50_000),
  joined_emoji: "\u{1f468}\u200d".repeat(30_000),
  skin_tones: `\u{1f44d}${"\u{1f3fd}".repeat(50_000)}`,
  arabic: "\u0628".repeat(100_000),
  fonts: "a\u6f22".repeat(50_000),
  thai: "\u0e01\u0e49".repeat(50_000),
};

for (const [what, text] of Object.entries(SLOW)) {
  test(`an_entry_of_100000_${what}_is_drawn_at_once`, async () => {
    const entry = { time: "2026-10-14T08:00:00Z", level: "error", msg: text, note: text };
    const page = await openEmpty();
    await page.evaluate(() => {
      window.longestTask = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries())
          window.longestTask = Math.max(window.longestTask, duration);
      }).observe({ entryTypes: ["longtask"] });
    });
    await chooseFiles(page, [
      files.write(`${what}.jsonl`, `${JSON.stringify(entry)}\n`),
      files.write(`${what}.log`, `2026-10-14T08:00:00Z ERROR ${text}\n`),
    ]);
    await waitForState(page, "ready");
    for (const row of [1, 2]) await openRow(page, row);
    await becomes(page, async () => (await detail(page).innerText()).length > 0, true);
    const longest = await page.evaluate(() => window.longestTask);
    // Much more than it takes, much less than without folding.
    assert.ok(longest < 1000, `a task of ${Math.round(longest)} ms`);
    await page.close();
  });
}
