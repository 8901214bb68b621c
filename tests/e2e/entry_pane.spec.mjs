// The entry in full: message first, traces with folds, trees, the original text behind a toggle, all of it copied.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lines, START, scratch, stamp } from "./files.mjs";
import { accessibilityProblems, closeBrowser } from "./harness.mjs";
import {
  ask,
  becomes,
  detail,
  frames,
  grid,
  hasRows,
  message,
  openMessage,
  openRow,
  openWith,
  rawText,
  sourceList,
} from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const BELOW = { size: { width: 1280, height: 800 } };
const BESIDE = { size: { width: 1700, height: 900 } };

const library = (count, name = "Filter") =>
  Array.from(
    { length: count },
    (_, idx) => `\tat org.springframework.web.${name}.step${idx}(${name}.java:${10 + idx})\n`,
  ).join("");

const JAVA = `${stamp(START)} ERROR [worker-1] shop.Cart - the order could not be placed
com.example.OrderException: cart 4711 is locked
\tat com.example.Cart.place(Cart.java:12)
${library(44)}Caused by: com.example.PaymentException: refused
\tat com.example.Pay.send(Pay.java:7)
${library(3)}Caused by: java.net.SocketTimeoutException: Read timed out
\tat java.base/java.net.Socket.read(Socket.java:966)
\t... 40 more
`;

/** Buttons that open what is folded in a trace. */
const folds = (page) => detail(page).getByRole("button", { name: /frames?$/ });

/** Whether an element is seen within the pane, as far as it is scrolled. */
async function isSeen(page, locator) {
  const [pane, box] = await Promise.all([
    detail(page).locator(".ls-detail__body").boundingBox(),
    locator.boundingBox(),
  ]);
  return box !== null && box.y >= pane.y - 1 && box.y + box.height <= pane.y + pane.height + 1;
}

async function clipboard(page) {
  return await page.evaluate(() => navigator.clipboard.readText());
}

test("the_message_comes_first_as_it_was_meant", async () => {
  const path = files.write(
    "table.csv",
    `time,level,log\n${stamp(START)},error,"said ""no seat"",\nthen it stopped"\n${stamp(START + 1000)},info,"fine"\n`,
  );
  const json = files.write(
    "lines.jsonl",
    `${JSON.stringify({ time: stamp(START + 2000), level: "error", msg: "one\n\ttwo é", n: 1 })}\n`,
  );
  const page = await openWith([path, json]);
  await openMessage(page, 1);
  await becomes(page, () => message(page).innerText(), 'said "no seat",\nthen it stopped');
  assert.equal(await rawText(page).count(), 0);
  await openMessage(page, 3);
  await becomes(page, () => message(page).innerText(), "one\n\ttwo é");
  const order = await detail(page)
    .locator(".ls-detail__body > section")
    .evaluateAll((sections) => sections.map((section) => section.innerText.split("\n")[0]));
  assert.deepEqual([order[0], order[1]], ["one", "Fields"]);
  assert.match(order[2], /Original text/);
  await page.close();
});

test("library_frames_are_folded_and_open_by_click_and_key", async () => {
  const page = await openWith([files.write("java.log", JAVA + lines(3, { from: 1 }))]);
  await openMessage(page, 1);
  assert.deepEqual(await folds(page).allInnerTexts(), ["44 library frames", "3 library frames"]);
  const shown = await message(page).innerText();
  for (const text of [
    "the order could not be placed",
    "OrderException: cart 4711",
    "Pay.java:7",
    "Socket.java:966",
  ])
    assert.ok(shown.includes(text), shown);
  assert.match(shown, /Root cause\s+java\.net\.SocketTimeoutException: Read timed out/);
  assert.ok(!shown.includes("Filter.java:30"));
  await folds(page).first().click();
  await message(page).getByText("Filter.java:30").waitFor();
  await folds(page).first().focus();
  await page.keyboard.press("Enter");
  await becomes(page, () => message(page).getByText("Filter.java:30").count(), 0);
  await page.close();
});

test("a_trace_in_a_member_or_in_one_line_is_a_trace", async () => {
  const stack = `Error: full\n    at Desk.book (/app/desk.ts:3:5)\n    at a (/app/node_modules/x/a.js:1:2)\n    at b (node:internal/b:3:4)`;
  const json = files.write(
    "stack.jsonl",
    `${JSON.stringify({ time: stamp(START), level: "error", msg: "failed", stack })}\n`,
  );
  const line = files.write(
    "line.log",
    `${stamp(START + 1000)} ERROR [w] shop.Cart - failed: a.BException: x\\n\\tat a.B.c(B.java:1)\\n\\tat java.lang.D.e(D.java:2)\\n\\tat java.lang.F.g(F.java:3)\n`,
  );
  const page = await openWith([json, line]);
  for (const [number, own] of [
    [1, "Desk.book (/app/desk.ts:3:5)"],
    [2, "a.B.c(B.java:1)"],
  ]) {
    await openMessage(page, number);
    await detail(page).getByText(own).first().waitFor();
    await becomes(page, () => folds(page).allInnerTexts(), ["2 library frames"]);
  }
  await page.close();
});

test("a_hit_far_down_is_scrolled_to_and_its_fold_opened", async () => {
  const deep = Array.from(
    { length: 3000 },
    (_, idx) => `\tat org.springframework.web.Step.run${idx}(Step.java:${idx})\n`,
  ).join("");
  const text = `${stamp(START)} ERROR [w] shop.Cart - failed\na.BException: x\n\tat a.B.c(B.java:1)\n${deep}${lines(3, { from: 1 })}`;
  const page = await openWith([files.write("deep.log", text)]);
  await openMessage(page, 1);
  assert.deepEqual(await folds(page).allInnerTexts(), ["3,000 library frames"]);
  await ask(page, "run2990", 1);
  await openMessage(page, 1);
  const mark = detail(page).locator("mark").first();
  await mark.waitFor();
  await becomes(page, () => isSeen(page, mark), true);
  // Where only the original text has it, that opens.
  await ask(page, '"[w]"', 1);
  await openMessage(page, 1);
  await page.close();
});

test("what_only_the_original_text_has_opens_it", async () => {
  const row = JSON.stringify({ time: stamp(START), level: "error", msg: "failed" });
  const page = await openWith([files.write("raw.jsonl", `${row}\n`)]);
  await ask(page, '"\\"level\\":"', 1);
  await openMessage(page, 1);
  await rawText(page).locator("mark").first().waitFor();
  await page.close();
});

test("json_is_a_tree_by_mouse_and_keys", async () => {
  const entry = {
    time: stamp(START),
    level: "error",
    msg: "failed",
    id: 7,
    service: { name: "desk", node: { zone: "eu-1b" } },
    list: Array.from({ length: 300 }, (_, idx) => idx),
    body: '{"inner":{"seat":"12A"}}',
  };
  const text = JSON.stringify(entry).replace('"id":7', '"id":12345678901234567890');
  const page = await openWith([files.write("tree.jsonl", `${text}\n`.repeat(2))]);
  await openMessage(page, 1);
  const tree = detail(page).getByRole("tree", { name: "Fields as a tree" });
  await tree.waitFor();
  const item = (name) => tree.getByRole("treeitem").filter({ hasText: name });
  assert.match(await item("id").first().innerText(), /12345678901234567890/);
  assert.equal(await item("seat").last().count(), 1);
  const list = item(/^list/);
  assert.equal(await list.getAttribute("aria-expanded"), "false");
  await list.click();
  await tree.getByText("100 more").click();
  await becomes(page, () => item(/^299/).count(), 1);
  // By keys: left closes, right opens, down goes on.
  await tree.locator("[tabindex='0']").focus();
  await page.keyboard.press("Home");
  const focused = () => page.evaluate(() => document.activeElement.innerText.replace(/\s+/g, " "));
  assert.match(await focused(), /^time/);
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowDown");
  assert.match(await focused(), /^service/);
  await page.keyboard.press("ArrowLeft");
  await becomes(page, () => item(/^zone/).count(), 0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.match(await focused(), /^name/);
  assert.deepEqual(await accessibilityProblems(page), []);
  // A leaf is a filter, as in the list.
  await page.keyboard.press("Enter");
  await becomes(page, () => page.getByRole("searchbox").inputValue(), "service.name:desk");
  await detail(page).getByRole("button", { name: "Show as list" }).click();
  await detail(page).locator("dt").first().waitFor();
  await page.close();
});

test("a_message_that_is_json_is_a_tree_and_names_keep_both_ends", async () => {
  const line = `${stamp(START)} INFO [w] shop.Cart - {"order":{"id":7,"seats":["12A"]},"ok":true}\n`;
  const name = "aws.cloudtrail.userIdentity.sessionContext.sessionIssuer.userName";
  const page = await openWith([
    files.write("message.log", line),
    files.write(
      "names.jsonl",
      `${JSON.stringify({ time: stamp(START + 1000), level: "info", msg: "x", [name]: "deploy" })}\n`,
    ),
  ]);
  await openMessage(page, 1);
  const tree = message(page).getByRole("tree", { name: "Message as a tree" });
  await becomes(page, () => tree.getByRole("treeitem").count(), 5);
  await openMessage(page, 2);
  const ends = detail(page).locator(".ls-detail__name-end");
  await becomes(page, () => ends.allInnerTexts(), [".userName"]);
  const cell = await detail(page).locator("dt").first().boundingBox();
  const end = await ends.first().boundingBox();
  assert.ok(end.x + end.width <= cell.x + cell.width + 1, "the end of a name is seen");
  await page.close();
});

test("the_row_of_the_entry_stays_in_view_above_its_pane", async () => {
  const page = await openWith([files.write("low.log", lines(200))], BELOW);
  const row = grid(page).locator('[aria-selected="true"]');
  const isSeen = async () => {
    const [list, box] = [await grid(page).boundingBox(), await row.boundingBox()];
    return box !== null && box.y >= list.y && box.y + box.height <= list.y + list.height + 1;
  };
  // The last row of the list's whole height.
  const { height } = await grid(page).boundingBox();
  await openMessage(page, Math.floor((height - 25) / 22));
  await becomes(page, isSeen, true);
  await page.close();
});

test("the_pane_stands_below_or_beside_and_remembers_its_size", async () => {
  const path = files.write("dock.log", lines(200));
  const page = await openWith([path], BELOW);
  await openMessage(page, 3);
  const boxes = async () => [await grid(page).boundingBox(), await detail(page).boundingBox()];
  let [list, pane] = await boxes();
  assert.ok(pane.y > list.y + 100 && Math.abs(pane.width - list.width) < 3, "below");
  const handle = page.getByRole("separator", { name: "Height of the entry pane" });
  await handle.focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
  await becomes(page, async () => Math.round((await boxes())[1].height), 272);
  const at = await handle.boundingBox();
  await page.mouse.move(at.x + 200, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 200, at.y - 40);
  await page.mouse.up();
  await becomes(page, async () => Math.round((await boxes())[1].height), 312);
  await page.setViewportSize(BESIDE.size);
  await becomes(page, async () => Math.round((await boxes())[1].width), 560);
  [list, pane] = await boxes();
  assert.ok(pane.x > list.x + 300 && Math.abs(pane.y - list.y) < 40, "beside");
  const side = page.getByRole("separator", { name: "Width of the entry pane" });
  await side.focus();
  await page.keyboard.press("ArrowLeft");
  await becomes(page, async () => Math.round((await boxes())[1].width), 576);
  const kept = () =>
    page.evaluate(() => {
      const stored = JSON.parse(localStorage.getItem("logscry.layout.1") ?? "{}");
      return `${stored.detailHeightPx} ${stored.detailWidthPx}`;
    });
  await becomes(page, kept, "312 576");
  await page.reload();
  await becomes(page, kept, "312 576");
  await page.close();
});

test("wrapping_is_a_key_and_is_remembered", async () => {
  const long = `${stamp(START)} ERROR [w] shop.Cart - ${"word ".repeat(400)}\n`;
  const page = await openWith([files.write("wide.log", long + lines(2, { from: 1 }))]);
  await openMessage(page, 1);
  const overhang = () =>
    detail(page)
      .locator(".ls-detail__body")
      .evaluate((body) => body.scrollWidth > body.clientWidth);
  assert.equal(await overhang(), false);
  await page.keyboard.press("l");
  await becomes(page, overhang, true);
  const button = detail(page).getByRole("button", { name: "Wrap long lines" });
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  await button.click();
  await becomes(page, overhang, false);
  await page.close();
});

test("an_entry_of_four_megabytes_is_copied_whole", async () => {
  const line = `${stamp(START)} ERROR [w] shop.Cart - ${"é0123456789".repeat(350_000)}`;
  const page = await openWith([files.write("huge.log", `${line}\n${lines(2, { from: 1 })}`)]);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openMessage(page, 1);
  await message(page).getByText("The message goes on").waitFor();
  await detail(page).getByRole("button", { name: "Copy the original text" }).click();
  await page
    .getByText(/^All 4\.20 MB copied\.$/)
    .first()
    .waitFor();
  assert.ok((await clipboard(page)) === line);
  await page.close();
});

test("the_pane_says_when_the_list_has_lost_its_entry_and_closes_with_its_source", async () => {
  const page = await openWith([
    files.write("one.log", lines(20)),
    files.write("two.log", lines(20, { from: 100 })),
  ]);
  await openRow(page, 2);
  await ask(page, "level:error", 4);
  await detail(page).getByText("not in the list").waitFor();
  await ask(page, "", 40);
  await sourceList(page)
    .getByRole("button", { name: /^Close one\.log/ })
    .click();
  await detail(page).waitFor({ state: "detached" });
  await hasRows(page, 20);
  await frames(page);
  await page.close();
});

test("the_pane_of_a_trace_has_no_fault_for_assistive_technology", async () => {
  for (const options of [BELOW, BESIDE]) {
    const page = await openWith([files.write("axe.log", JAVA + lines(3, { from: 1 }))], options);
    await openRow(page, 1);
    assert.deepEqual(await accessibilityProblems(page), []);
    await page.close();
  }
});
