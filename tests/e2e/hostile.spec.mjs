// Log text is hostile: it is shown as what it is, and nothing of it runs.
// biome-ignore-all lint/suspicious/noControlCharactersInRegex: these are what must not be shown

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import {
  ask,
  becomes,
  detail,
  grid,
  hasRows,
  messagesShown,
  openRow,
  openWith,
  rawText,
  sourceList,
} from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const AT = "2026-10-14T08:00:00Z";
const ATTACKS = [
  "<script>window.hacked = 1</script>",
  "<img src=x onerror=window.hacked=1>",
  "<svg onload=window.hacked=1>",
  "javascript:window.hacked=1",
  '"><iframe srcdoc="<script>top.hacked=1</script>">',
];

/** What of the logs became part of the page, and what ran. */
function traces(page) {
  return page.evaluate(() => ({
    hacked: "hacked" in window,
    elements: document
      .querySelector("#app")
      .querySelectorAll("script, img, iframe, a, link, object, embed, form, b").length,
  }));
}

test("markup_in_messages_is_text", async () => {
  const path = files.write("attack.log", ATTACKS.map((text) => `${AT} ERROR ${text}\n`).join(""));
  const page = await openWith([path]);
  await hasRows(page, ATTACKS.length);
  const messages = await messagesShown(page);
  for (const [idx, text] of ATTACKS.entries())
    assert.ok(messages[idx].includes(text), messages[idx]);
  await openRow(page, 2);
  await becomes(page, async () => (await rawText(page).innerText()).includes(ATTACKS[1]), true);
  // Marked by a query, a match stands in the middle of the markup.
  await ask(page, '"onerror"', 1);
  await grid(page).locator("mark").first().waitFor();
  assert.deepEqual(await traces(page), { hacked: false, elements: 0 });
  await page.close();
});

test("markup_in_field_names_and_values_is_text", async () => {
  const entry = { time: AT, level: "error", msg: "x" };
  for (const text of ATTACKS) entry[text] = text;
  const path = files.write("fields.jsonl", `${JSON.stringify(entry)}\n`.repeat(3));
  const page = await openWith([path]);
  await openRow(page, 1);
  const text = await detail(page).innerText();
  for (const attack of ATTACKS) assert.ok(text.includes(attack), attack);
  assert.deepEqual(await traces(page), { hacked: false, elements: 0 });
  await page.close();
});

test("markup_in_file_names_is_text", async () => {
  const names = ["<img src=x onerror=window.hacked=1>.log", "<b>bold<b>.log", "a&amp;b.log"];
  const page = await openWith(names.map((name) => files.write(name, `${AT} INFO hello\n`)));
  await becomes(page, () => sourceList(page).locator(".ls-sources__name").allTextContents(), names);
  await page.getByRole("tab", { name: "Ledger" }).click();
  await openRow(page, 1);
  await page.getByText(`${names[0]}, line 1`).waitFor();
  assert.deepEqual(await traces(page), { hacked: false, elements: 0 });
  await page.close();
});

test("terminal_escapes_nul_bytes_and_reversed_text_are_named", async () => {
  const lines = [
    `${AT} ERROR red \u001b[31malarm\u001b[0m`,
    `${AT} ERROR nul \u0000 here`,
    `${AT} ERROR name \u202egnp.exe`,
    `${AT} ERROR zero\u200bwidth`,
    `${AT} ERROR bell \u0007 and title \u001b]0;owned\u0007`,
  ];
  const page = await openWith([files.write("controls.log", `${lines.join("\n")}\n`)]);
  await hasRows(page, lines.length);
  const messages = await messagesShown(page);
  const wanted = [
    // Colours are taken out of what an entry says; the rest of what terminals obey has a name.
    /^red alarm$/,
    /nul NUL here/,
    /U\+202Egnp/,
    /zeroU\+200Bwidth/,
    /U\+0007 and title ESC\]0;ownedU\+0007/,
  ];
  for (const [idx, pattern] of wanted.entries()) assert.match(messages[idx], pattern);
  const title = await page.title();
  assert.equal(title, "Logscry");
  // As it stands in the file it is shown with them, by name.
  await openRow(page, 1);
  await becomes(
    page,
    async () => /ESC\[31malarmESC\[0m/.test(await rawText(page).innerText()),
    true,
  );
  for (let row = 1; row <= lines.length; row += 1) {
    await openRow(page, row);
    await becomes(
      page,
      async () => /[\u0000-\u0008\u001b\u202e\u200b]/.test(await detail(page).innerText()),
      false,
    );
  }
  await page.close();
});

test("lone_surrogates_and_broken_escapes_in_json_are_shown", async () => {
  const path = files.write(
    "surrogates.jsonl",
    [
      `{"time":"${AT}","level":"error","msg":"lone \\ud800 half"}`,
      `{"time":"${AT}","level":"error","msg":"other \\udc00 half"}`,
      `{"time":"${AT}","level":"error","msg":"bad \\u12 escape"}`,
      `{"time":"${AT}","level":"error","msg":"whole \\ud83d\\ude00 pair"}`,
    ].join("\n"),
  );
  const page = await openWith([path]);
  await hasRows(page, 4);
  const messages = await messagesShown(page);
  assert.match(messages[0], /lone .* half/);
  assert.match(messages[1], /other .* half/);
  assert.match(messages[2], /bad .* escape/);
  assert.match(messages[3], /whole 😀 pair/u);
  await openRow(page, 1);
  await becomes(page, async () => (await rawText(page).innerText()).includes("\\ud800"), true);
  await page.close();
});

test("what_is_copied_is_the_original_text", async () => {
  const line = `${AT} ERROR red \u001b[31malarm\u001b[0m <b>`;
  const page = await openWith([files.write("copy.log", `${line}\n`)]);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openRow(page, 1);
  await detail(page).getByRole("button", { name: "Copy the original text" }).click();
  await becomes(page, () => page.evaluate(() => navigator.clipboard.readText()), line);
  await page.close();
});
