// A format by example: marked with the keys alone, used, saved, dropped again, and given to the command.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { scratch } from "./files.mjs";
import { accessibilityProblems, closeBrowser, dropFiles } from "./harness.mjs";
import {
  ask,
  becomes,
  grid,
  hasRows,
  openRow,
  openWith,
  sourceList,
  unfoldSources,
} from "./words.mjs";

const command =
  process.env.LOGSCRY_COMMAND ??
  fileURLToPath(new URL("../../target/release/logscry", import.meta.url));
const files = scratch();
const SIDES = ["north", "south"];
const LEVELS = ["INFO", "WARN", "ERROR"];
const entry = (n) =>
  `ok;${LEVELS[n % 3]};gate ${SIDES[n % 2]}/${n % 7};2026-01-02 03:04:${String(n % 60).padStart(2, "0")};left open\n`;
const ENTRIES = Array.from({ length: 120 }, (_, n) => entry(n));
const CLOSED = "2026-01-02 03:05:00 closed for the day\n";
const log = files.write("gates.log", `${ENTRIES.join("")}${CLOSED.repeat(10)}`);
const other = files.write("barn.log", "2026-03-04 05:06:07 ERROR [main] farm.Gate - left open\n");
after(closeBrowser);
after(files.remove);

const line = (page) => page.getByRole("textbox", { name: "First line of the entry" });
const labels = (page) => page.locator(".ls-format__label").allInnerTexts();
const pattern = (page) => page.getByLabel("Pattern", { exact: true });
const outcome = (page) => page.getByRole("dialog").getByRole("status");
const formats = (page) => page.locator(".ls-sources__format-name").allInnerTexts();

/** Marks the word that the caret comes to after so many steps by words. */
async function markWord(page, steps, key) {
  await line(page).focus();
  await page.keyboard.press("Home");
  for (let n = 0; n < steps; n += 1) await page.keyboard.press("Control+ArrowRight");
  await page.keyboard.press("Shift+Control+ArrowRight");
  await page.keyboard.press(key);
}

async function openMarking(page) {
  await openRow(page, 1);
  await page.keyboard.press("Shift+F");
  await line(page).waitFor();
  await becomes(
    page,
    () =>
      outcome(page)
        .innerText()
        .then((text) => text.startsWith("Looking")),
    false,
  );
}

/** Takes away what was suggested. */
async function removeMarks(page) {
  const remove = page.getByRole("button", { name: /^Remove the mark/ });
  while ((await remove.count()) > 0) {
    const n = await remove.count();
    await remove.first().press("Enter");
    await becomes(page, () => remove.count(), n - 1);
  }
}

test("a_format_is_marked_with_the_keys_used_saved_and_taken_by_the_command", async () => {
  const page = await openWith([log]);
  await openMarking(page);
  await removeMarks(page);
  await becomes(
    page,
    () => outcome(page).innerText(),
    "Nothing is marked yet: mark the time or the level first.",
  );
  await markWord(page, 2, "l");
  // A field asks for its name at once.
  await markWord(page, 6, "f");
  await page.keyboard.type("side");
  await page.keyboard.press("Enter");
  await markWord(page, 8, "f");
  await page.keyboard.type("gate");
  await page.keyboard.press("Enter");
  // Date and time together: one step by words, a blank, and one more. With the name done, the line has the focus.
  assert.ok(await line(page).evaluate((element) => element === document.activeElement));
  await page.keyboard.press("Home");
  for (let n = 0; n < 10; n += 1) await page.keyboard.press("Control+ArrowRight");
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("Shift+Control+ArrowRight");
  await page.keyboard.press("t");
  await becomes(page, () => labels(page), ["level", "side", "gate", "time"]);
  await becomes(
    page,
    () => pattern(page).inputValue(),
    "{_};{level};{_} {side}/{gate:digits};{time:iso};{message}",
  );
  await becomes(
    page,
    () => outcome(page).innerText(),
    "Fits 120 of 130 lines at the start of the source. 10 do not fit and may be joined to the entry before:",
  );
  await page.getByText("2026-01-02 03:05:00 closed for the day").last().waitFor();

  assert.deepEqual(await accessibilityProblems(page), []);
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("json");
  await page.getByText("A built-in format has this name").waitFor();
  assert.ok(await page.getByRole("button", { name: "Save file…" }).isDisabled());
  await name.fill("gates 1.0");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save file…" }).press("Enter"),
  ]);
  assert.equal(download.suggestedFilename(), "gates-1-0.logscry-format.json");
  const saved = files.path("gates.logscry-format.json");
  await download.saveAs(saved);
  assert.equal(JSON.parse(readFileSync(saved, "utf8")).example, ENTRIES[0].trim());

  await page.getByRole("button", { name: "Use for this source" }).press("Enter");
  await becomes(page, () => formats(page), ["gates 1.0"]);
  await hasRows(page, 130);
  await sourceList(page).getByRole("button", { name: "10 entries do not fit your format" }).click();
  await hasRows(page, 10);
  await ask(page, 'side:north gate:4 format:"gates 1.0"', 9);
  await ask(page, "", 130);
  const found = spawnSync(
    command,
    ["entries", "--format", saved, "-q", 'side:north gate:4 format:"gates 1.0"', log],
    { encoding: "utf8" },
  );
  assert.equal(found.stderr, "");
  assert.equal(found.stdout, ENTRIES.filter((text) => text.includes("north/4")).join(""));

  await grid(page).focus();
  // Three queries, then the format.
  for (let n = 0; n < 4; n += 1) await page.keyboard.press("Control+z");
  await becomes(page, async () => (await formats(page))[0] === "gates 1.0", false);
  await page.close();

  const again = await openWith([other, log, saved]);
  await unfoldSources(again);
  await becomes(again, () => formats(again), ["Log4j and Logback", "gates 1.0"]);
  await ask(again, "side:south", 60);
  await again.close();
});

const GATES = {
  logscry_format: 1,
  name: "gates",
  pattern: "{_};{level};{_} {side}/{gate:digits};{time:iso};{message}",
  example: "",
};

test("a_format_that_is_dropped_alone_is_used_where_it_fits_and_taken_back", async () => {
  const format = files.write("a.json", JSON.stringify(GATES));
  const page = await openWith([log, other]);
  await unfoldSources(page);
  const before = await formats(page);
  await dropFiles(page, [format]);
  await becomes(page, () => formats(page), ["gates", before[1]]);
  await page.getByText("Sources that fit are read with it").first().waitFor();
  assert.equal(await sourceList(page).getByRole("listitem").count(), 2, "it is no source");
  await grid(page).focus();
  await page.keyboard.press("Control+z");
  await becomes(page, () => formats(page), before);
  // It can still be chosen for one.
  await page.getByText("Change how it is read").first().click();
  await page
    .getByLabel(/^Format/)
    .first()
    .selectOption({ label: "gates (your own)" });
  await becomes(page, () => formats(page), ["gates", before[1]]);
  await page.close();
});

test("a_bad_format_is_no_log_and_says_what_is_wrong", async () => {
  const page = await openWith([other]);
  for (const [text, sentence] of [
    [
      { ...GATES, logscry_format: 2 },
      "the format file has version 2, and this program reads version 1",
    ],
    [{ ...GATES, pattern: "{time} {a}{b}" }, 'the pattern of "gates" cannot be used'],
    [{ ...GATES, name: "<img src=x>" }, "cannot be a format's name"],
  ]) {
    await dropFiles(page, [files.write("bad.json", JSON.stringify(text))]);
    await page.getByText(sentence).first().waitFor();
  }
  assert.equal(await sourceList(page).getByRole("listitem").count(), 1);
  await page.close();
});

test("hostile_text_is_text_and_can_be_marked", async () => {
  const text =
    "<img src=x onerror=alert(1)> 2026-01-02 03:04:05 ERROR \u202e<b>open</b> \u001b[31m🚀\n";
  const page = await openWith([files.write("hostile.log", text.repeat(9))]);
  await openMarking(page);
  await line(page).getByText("U+202E").waitFor();
  assert.equal(await page.locator("dialog img, dialog b").count(), 0);
  await pattern(page).fill("{time");
  await pattern(page).press("Enter");
  await becomes(
    page,
    () => outcome(page).innerText(),
    "This pattern cannot be used: a brace is never closed; write {{} for a literal brace.",
  );
  await pattern(page).fill("<{tag:text}> {time:iso} {level} {message}");
  await pattern(page).press("Enter");
  await becomes(
    page,
    () => outcome(page).innerText(),
    "Fits 9 of 9 lines at the start of the source. Every line fits.",
  );
  await page.keyboard.press("Escape");
  await line(page).waitFor({ state: "detached" });
  await page.close();
});

test("the_encoding_of_a_source_is_what_she_says", async () => {
  const latin = files.write(
    "latin.log",
    Buffer.from("2026-01-02 03:04:05 INFO caf\xe9\n", "latin1"),
  );
  const page = await openWith([latin]);
  await hasRows(page, 1);
  await ask(page, "café", 0);
  await page.getByText("Change how it is read").press("Enter");
  await page.getByLabel("Encoding").selectOption({ label: "Windows-1252 (Latin-1)" });
  await hasRows(page, 1);
  await page.getByLabel("Encoding").selectOption({ label: "UTF-8" });
  await hasRows(page, 0);
  await page.close();
});
