// Archives: their members are sources, listed with why some are left out, and switched off and on.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { tarOf, zipOf } from "./boxes.mjs";
import { lines, scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import {
  becomes,
  hasRows,
  ledgerFigures,
  notices,
  openWith,
  rowCount,
  sourceList,
} from "./words.mjs";

const command =
  process.env.LOGSCRY_COMMAND ??
  join(fileURLToPath(new URL("../..", import.meta.url)), "target/release/logscry");

const files = scratch();
after(closeBrowser);
after(files.remove);

const BINARY = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const inner = gzipSync(tarOf([["deep/pay.log", lines(40, { name: "pay" })]]));
const zip = files.write(
  "bundle.zip",
  zipOf([
    ["app.log", lines(300, { name: "app" })],
    ["web/access.log", lines(70, { name: "web" })],
    ["bin/tool", BINARY],
    ["secret.log", lines(5), true],
  ]),
);
const tgz = files.write(
  // Contents decide, not the name.
  "support.dat",
  gzipSync(
    tarOf([
      ["var/log/big.log", lines(20_000, { name: "big" })],
      ["var/log/old.log.1.gz", gzipSync(lines(900, { name: "old" }))],
      ["inner.tgz", inner],
      ["var/log/end.log", lines(60, { name: "end" })],
    ]),
  ),
);

const members = (page) => sourceList(page).locator(".ls-sources__item--member");
const about = (page, path) => page.getByRole("button", { name: `About ${path}` });
const labelOf = (page, path) => about(page, path).locator(".ls-visually-hidden").textContent();
const box = (page, path) => page.getByRole("checkbox", { name: path, exact: true });

test("members_are_sources_and_those_left_out_say_why", async () => {
  const page = await openWith([zip]);
  await hasRows(page, 370);
  await becomes(page, () => members(page).getByRole("checkbox").count(), 2);
  assert.match(await labelOf(page, "app.log"), /: [\d.]+ kB, 300 entries, 30 errors$/);
  assert.match(await labelOf(page, "bin/tool"), /: not a text log: it looks like a program/);
  assert.match(await labelOf(page, "secret.log"), /: encrypted: unpack it with its password/);
  assert.match(await notices(page).innerText(), /bundle\.zip contains 1 encrypted file/);
  await page.close();
});

test("a_member_is_left_out_and_read_again_by_mouse_and_by_keyboard", async () => {
  const page = await openWith([tgz]);
  await hasRows(page, 21_000);
  await box(page, "var/log/big.log").click();
  await hasRows(page, 1000);
  await box(page, "var/log/big.log").focus();
  await page.keyboard.press("Space");
  await hasRows(page, 21_000);
  await page.getByRole("button", { name: "Leave all out" }).click();
  await hasRows(page, 0);
  await box(page, "inner.tgz › deep/pay.log").click();
  await hasRows(page, 40);
  await page.getByRole("button", { name: "Read all" }).click();
  await hasRows(page, 21_000);
  await about(page, "var/log/end.log").click();
  await page.getByText("Change how it is read").waitFor();
  await page.getByRole("button", { name: "Close support.dat" }).click();
  await page.getByRole("region", { name: "Open logs" }).waitFor();
  await page.close();
});

test("a_member_is_read_differently_like_any_source", async () => {
  for (const [path, member, entries] of [
    [zip, "web/access.log", 370],
    [tgz, "inner.tgz › deep/pay.log", 21_000],
  ]) {
    const page = await openWith([path]);
    await hasRows(page, entries);
    await about(page, member).click();
    await page.getByText("Change how it is read").click();
    await page.getByLabel(/^Format/).selectOption("text");
    await becomes(page, () => page.locator(".ls-sources__format-name").allInnerTexts(), [
      "Archive",
      "Plain text",
    ]);
    await hasRows(page, entries);
    await page.close();
  }
});

test("command_and_page_agree_on_members_and_on_every_byte", async () => {
  const page = await openWith([zip, tgz]);
  await hasRows(page, 21_370);
  const figures = await ledgerFigures(page);
  const told = JSON.parse(execFileSync(command, ["summary", "--json", zip, tgz]).toString());
  assert.equal(told.ledger.entries, 21_370);
  const paths = told.sources.map(({ source }) => source.split("/").at(-1));
  assert.equal(paths.length, 2 + 2 + 4);
  assert.equal(told.skipped_members, 2);
  const [ofZip, ...rest] = told.sources.filter(({ archive }) => archive !== null);
  const skipped = ofZip.archive.skipped.map(({ path, why }) => `${path}: ${why.split(":")[0]}`);
  assert.deepEqual(skipped, ["bin/tool: not a text log", "secret.log: encrypted"]);
  const outermost = [ofZip, ...rest].map(({ archive }) => archive.bytes.at(-1));
  const sum = (name) => outermost.reduce((total, bytes) => total + bytes[name], 0);
  assert.equal(figures["Archive, unpacked"], sum("bytes"));
  assert.equal(figures["In members that can be read"], sum("in_members"));
  assert.equal(figures["In members that cannot"], sum("skipped"));
  assert.equal(figures["Archive overhead (headers, directory, padding)"], sum("overhead"));
  assert.equal(sum("bytes"), sum("in_members") + sum("skipped") + sum("overhead"));
  assert.equal(figures["In entries"], told.ledger.bytes_in_entries);
  await page.close();
});

test("an_archive_that_is_cut_keeps_what_came_before", async () => {
  const whole = tarOf([
    ["one.log", lines(50, { name: "one" })],
    ["two.log", lines(5000, { name: "two" })],
  ]);
  const cut = files.write("cut.tar", whole.subarray(0, 60_000));
  const page = await openWith([cut]);
  await becomes(page, () => members(page).getByRole("checkbox").count(), 2);
  const text = await notices(page).innerText();
  assert.match(text, /Not all members of cut\.tar could be found.*at byte 60,000/);
  assert.match(await labelOf(page, "one.log"), /, 50 entries/);
  await page.close();
});

test("a_member_that_looks_like_no_text_is_read_all_the_same_if_she_wants", async () => {
  // Lines of a log after the head of a program.
  const head = Array.from({ length: 200 }, () => BINARY);
  const odd = Buffer.concat([...head, Buffer.from("\n"), Buffer.from(lines(20, { name: "odd" }))]);
  for (const path of [
    files.write(
      "odd.zip",
      zipOf([
        ["app.log", lines(30)],
        ["odd.bin", odd],
      ]),
    ),
    files.write(
      "odd.tgz",
      gzipSync(
        tarOf([
          ["app.log", lines(30)],
          ["odd.bin", odd],
        ]),
      ),
    ),
  ]) {
    const page = await openWith([path]);
    await hasRows(page, 30);
    await about(page, "odd.bin").click();
    await page.getByRole("button", { name: "Read it as text" }).click();
    await becomes(page, async () => (await rowCount(page)) >= 50, true);
    assert.match(await labelOf(page, "odd.bin"), /2[01] entries/);
    await box(page, "odd.bin").click();
    await hasRows(page, 30);
    await page.close();
  }
});

test("of_many_members_those_in_view_are_drawn_and_a_filter_finds_the_others", async () => {
  const many = Array.from({ length: 300 }, (_, idx) => [`log/${idx}.log`, lines(3)]);
  const page = await openWith([files.write("many.tgz", gzipSync(tarOf(many)))]);
  await hasRows(page, 900);
  assert.ok((await members(page).count()) < 100);
  await page.getByRole("button", { name: "Leave all out" }).click();
  await hasRows(page, 0);
  await page.getByLabel("Filter sources").fill("299");
  await becomes(page, () => members(page).count(), 1);
  await box(page, "log/299.log").click();
  await hasRows(page, 3);
  assert.match(await sourceList(page).innerText(), /300 members, 1 read/);
  await page.close();
});
