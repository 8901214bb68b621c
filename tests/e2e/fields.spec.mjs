// The Fields tab: every field of what is listed, its values, and what a click on one does.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import { ask, becomes, hasRows, openSample, openWith, queryBox } from "./words.mjs";

const files = scratch();

after(closeBrowser);

const fieldList = (page) => page.getByRole("list", { name: "Fields", exact: true });
const fieldNamed = (page, name) =>
  fieldList(page).getByRole("button", { name: new RegExp(`^${name}`) });
const valuesOf = (page, name) => page.getByRole("list", { name: `Values of ${name}` });

/** Value and count of each shown value. */
async function valuesShown(page, name) {
  const shown = await valuesOf(page, name)
    .locator("li")
    .evaluateAll((items) =>
      items.map((item) => {
        const count = item.querySelector(".ls-fields__count").firstChild.textContent;
        return [
          item.querySelector(".ls-fields__text").textContent,
          Number(count.replace(/\D/g, "")),
        ];
      }),
    );
  return Object.fromEntries(shown);
}

async function openFields(page) {
  await page.getByRole("tab", { name: "Fields" }).click();
  await fieldList(page).waitFor();
}

function logfmt(count) {
  const line = (idx) =>
    `time=2026-10-14T09:00:${String(idx % 60).padStart(2, "0")}Z level=info service=s${idx % 3} status=${idx % 4 === 0 ? 500 : 200} id=${String(idx).padStart(6, "0")}${idx % 2 === 0 ? ' note="a b"' : ""}\n`;
  return Array.from({ length: count }, (_, idx) => line(idx)).join("");
}

test("fields_and_values_are_those_of_the_listed_entries", async () => {
  const page = await openWith([files.write("fields.log", logfmt(1200))]);
  await hasRows(page, 1200);
  await openFields(page);
  await page.getByText("in 1,200 listed entries").waitFor();
  const about = async (name) => (await fieldNamed(page, name).textContent()).replace(/\s+/g, " ");
  await becomes(page, () => about("service"), "servicetext100 %3 values");
  await becomes(page, () => about("status"), "statusinteger100 %2 values");
  await becomes(page, () => about("note"), "notetext50.0 %1 value");
  await fieldNamed(page, "status").click();
  await becomes(page, () => valuesShown(page, "status"), { 200: 900, 500: 300 });
  // They follow the query.
  await ask(page, "service:s1", 400);
  await becomes(page, () => valuesShown(page, "status"), { 200: 300, 500: 100 });
  await page.getByText("in 400 listed entries").waitFor();
  await page.close();
});

test("a_click_on_a_value_filters_and_with_alt_excludes", async () => {
  const page = await openWith([files.write("clicks.log", logfmt(1200))]);
  await hasRows(page, 1200);
  await openFields(page);
  await fieldNamed(page, "status").click();
  await valuesOf(page, "status").getByRole("button", { name: /^500/ }).click();
  await hasRows(page, 300);
  assert.equal(await queryBox(page).inputValue(), "status:500");
  await fieldNamed(page, "service").click();
  await valuesOf(page, "service")
    .getByRole("button", { name: /^s0/ })
    .click({ modifiers: ["Alt"] });
  await hasRows(page, 200);
  assert.equal(await queryBox(page).inputValue(), "status:500 -service:s0");
  await page.close();
});

test("the_tab_is_used_by_keys_alone", async () => {
  const page = await openWith([files.write("keys.log", logfmt(600))]);
  await hasRows(page, 600);
  await page.getByRole("tab", { name: "Sources" }).focus();
  await page.keyboard.press("ArrowRight");
  await fieldList(page).waitFor();
  await fieldNamed(page, "status").waitFor();
  await fieldList(page).getByRole("button").first().focus();
  const names = await fieldList(page).locator(".ls-fields__name").allTextContents();
  for (let step = 0; step < names.indexOf("status"); step += 1)
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await becomes(page, () => valuesShown(page, "status"), { 200: 450, 500: 150 });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await hasRows(page, 150);
  assert.equal(await queryBox(page).inputValue(), "status:500");
  await page.close();
});

test("plain_text_says_that_it_has_no_fields", async () => {
  const page = await openWith([files.write("plain.txt", "one\ntwo\nthree\n")]);
  await hasRows(page, 3);
  await page.getByRole("tab", { name: "Fields" }).click();
  await page.getByText("The listed entries have no fields").waitFor();
  await ask(page, "nothing-like-this", 0);
  await page.getByText("No entries are listed").waitFor();
  await page.close();
});

test("a_field_with_more_values_than_are_counted_says_so", async () => {
  const page = await openWith([files.write("many.log", logfmt(70_000))]);
  await hasRows(page, 70_000);
  await openFields(page);
  await fieldNamed(page, "id").click();
  await valuesOf(page, "id").waitFor();
  await page.getByText(/about [\d,]+ more values; not every value is counted/i).waitFor();
  await page.close();
});

test("the_sample_shows_its_fields", async () => {
  const page = await openSample();
  await openFields(page);
  assert.ok((await fieldList(page).locator("li").count()) > 5);
  await page.close();
});
