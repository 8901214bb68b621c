// What she says about a source holds at once, and is undone like any change of view.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import { becomes, grid, hasRows, openWith, sourceList, unfoldSources } from "./words.mjs";

const files = scratch();
const LOG = "2026-03-04 05:06:07 ERROR [main] farm.Gate - left open\nat the hinge\n";
const log = files.write("farm.log", LOG.repeat(3));
const other = files.write("barn.log", LOG);
after(closeBrowser);
after(files.remove);

const firstTime = (page) => grid(page).getByRole("row").nth(1).innerText();
const shown = async (page) => (await firstTime(page)).match(/\d\d:\d\d:\d\d/)?.[0];

test("zone_clock_and_framing_of_a_source_are_what_she_says", async () => {
  const page = await openWith([log]);
  await hasRows(page, 3);
  await becomes(page, () => shown(page), "05:06:07");
  await page.getByText("Change how it is read").press("Enter");
  await page.getByLabel("Times without a zone are").selectOption({ label: "UTC+01:00" });
  await becomes(page, () => shown(page), "04:06:07");
  assert.match(await sourceList(page).innerText(), /read as UTC\+01:00/);
  const shift = page.getByLabel("Shift all times by");
  await shift.fill("soon");
  await shift.press("Enter");
  await page.getByText("Not a duration").waitFor();
  await shift.fill("-1h");
  await shift.press("Enter");
  await becomes(page, () => shown(page), "03:06:07");
  await page
    .getByLabel("Lines that do not start an entry")
    .selectOption({ label: "Become entries of their own" });
  await hasRows(page, 6);
  await page.getByRole("button", { name: "As detected" }).click();
  await hasRows(page, 3);
  await becomes(page, () => shown(page), "05:06:07");
  await page.close();
});

const formats = (page) => page.locator(".ls-sources__format-name").allInnerTexts();

test("a_format_is_chosen_for_one_source_or_for_all_and_taken_back", async () => {
  const page = await openWith([log, other]);
  await hasRows(page, 4);
  await unfoldSources(page);
  await becomes(page, () => formats(page), ["Log4j and Logback", "Log4j and Logback"]);
  await page.getByText("Change how it is read").first().click();
  await page
    .getByLabel(/^Format/)
    .first()
    .selectOption("text");
  await becomes(page, () => formats(page), ["Plain text", "Log4j and Logback"]);
  await page.getByRole("button", { name: "Apply to all sources" }).first().click();
  await becomes(page, () => formats(page), ["Plain text", "Plain text"]);
  await grid(page).focus();
  await page.keyboard.press("Control+z");
  await becomes(page, () => formats(page), ["Plain text", "Log4j and Logback"]);
  await page.keyboard.press("Control+z");
  await becomes(page, () => formats(page), ["Log4j and Logback", "Log4j and Logback"]);
  await hasRows(page, 4);
  await page.close();
});
