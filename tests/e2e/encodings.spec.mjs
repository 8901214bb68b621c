// Compressed, marked, with other line ends: the same entries, and every byte in the ledger.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { lines, scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import {
  hasRows,
  ledgerCovers,
  levelCounts,
  messagesShown,
  notices,
  openRow,
  openWith,
  rawOf,
} from "./words.mjs";

const files = scratch();
const text = lines(5000);
const COUNTS = { error: 500, warn: 500, info: 4000 };
after(closeBrowser);
after(files.remove);

/** Opens one file and asserts that it has the entries of `text`, accounted for to the last byte. */
async function hasAll(path, decodedBytes) {
  const page = await openWith([path]);
  await hasRows(page, 5000);
  assert.deepEqual(await levelCounts(page), COUNTS);
  const figures = await ledgerCovers(page, decodedBytes);
  await openRow(page, 1);
  await page.keyboard.press("Shift+G");
  assert.match(await rawOf(page, 5000), /step 4999 of order ord-4999\r?$/);
  return { page, figures };
}

test("gzip_of_one_member", async () => {
  const packed = gzipSync(text);
  const { page, figures } = await hasAll(files.write("one.log.gz", packed), text.length);
  assert.equal(figures["Read"], packed.length);
  await page.close();
});

test("gzip_of_several_members_cut_anywhere", async () => {
  const cuts = [0, 1000, 1001, 77_777, text.length];
  const members = cuts.slice(1).map((end, idx) => gzipSync(text.slice(cuts[idx], end)));
  const packed = Buffer.concat([...members, gzipSync("")]);
  const { page, figures } = await hasAll(files.write("many.log.gz", packed), text.length);
  assert.equal(figures["Read"], packed.length);
  await page.close();
});

test("gzip_under_another_name_and_text_called_gzip", async () => {
  const packed = await hasAll(files.write("packed.log", gzipSync(text)), text.length);
  await packed.page.close();
  const plain = await hasAll(files.write("plain.log.gz", text), text.length);
  await plain.page.close();
});

/** A zstd frame whose blocks are stored: the walk is that of any frame, and Node.js needs no encoder. */
function zstdFrame(bytes) {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]);
  const blocks = [];
  for (let start = 0; start < bytes.length; start += 100_000) {
    const block = bytes.subarray(start, start + 100_000);
    const isLast = start + 100_000 >= bytes.length;
    const size = Buffer.alloc(4);
    size.writeUInt32LE(block.length * 8 + (isLast ? 1 : 0));
    blocks.push(size.subarray(0, 3), block);
  }
  return Buffer.concat([head, ...blocks]);
}

test("zstd_of_several_frames_and_gzip_in_it", async () => {
  const bytes = Buffer.from(text);
  const frames = [zstdFrame(bytes.subarray(0, 123_456)), zstdFrame(bytes.subarray(123_456))];
  const packed = Buffer.concat([...frames, Buffer.alloc(64)]);
  const { page, figures } = await hasAll(files.write("two.log.zst", packed), text.length);
  assert.equal(figures["Read"], packed.length);
  assert.equal(figures["Trailing padding or a cut-off character"], 64);
  await page.close();
  const twice = await hasAll(files.write("twice.log", zstdFrame(gzipSync(text))), text.length);
  await twice.page.close();
});

test("utf_16_and_windows_1252_are_read_as_what_they_are", async () => {
  const crlf = text.replaceAll("\n", "\r\n");
  const utf16 = Buffer.from(`\ufeff${crlf}`, "utf16le");
  const { page } = await hasAll(files.write("utf16.log", utf16), crlf.length + 3);
  await page.close();
  const latin = Buffer.from(text.replaceAll("order", "ordré"), "latin1");
  const old = await openWith([files.write("old.log", latin)]);
  await hasRows(old, 5000);
  assert.match((await messagesShown(old))[0], /of ordré/);
  await old.close();
});

test("byte_order_mark_is_outside_the_entries", async () => {
  const { page, figures } = await hasAll(files.write("bom.log", `\ufeff${text}`), text.length + 3);
  assert.equal(figures["Outside entries (byte order mark, header, leading blank lines)"], 3);
  await page.close();
});

test("carriage_returns_are_part_of_the_line_end", async () => {
  const crlf = text.replaceAll("\n", "\r\n");
  const { page } = await hasAll(files.write("crlf.log", crlf), crlf.length);
  for (const message of await messagesShown(page)) assert.ok(!message.includes("CR"), message);
  await page.close();
});

test("the_last_line_needs_no_line_end", async () => {
  const open = text.slice(0, -1);
  const { page } = await hasAll(files.write("open.log", open), open.length);
  await page.close();
});

test("a_gzip_that_is_cut_off_keeps_what_was_before", async () => {
  const packed = gzipSync(text);
  const half = packed.subarray(0, Math.floor(packed.length / 2));
  const page = await openWith([files.write("cut.log.gz", half)]);
  await notices(page)
    .getByText(/cut\.log\.gz is damaged at byte [\d,]+\. Everything before it is shown/)
    .waitFor();
  assert.match((await messagesShown(page))[0], /step 0 of order/);
  await page.getByRole("tab", { name: "Ledger" }).click();
  await page.getByText("Every byte is accounted for").waitFor();
  const counts = Object.values(await levelCounts(page)).reduce((sum, count) => sum + count, 0);
  assert.ok(counts > 1000 && counts < 5000, `${counts}`);
  await page.close();
});

test("a_gzip_with_a_wrong_byte_is_damaged_not_silently_short", async () => {
  const packed = Buffer.from(gzipSync(text));
  packed[Math.floor(packed.length * 0.6)] ^= 0xff;
  const page = await openWith([
    files.write("wrong.log.gz", packed),
    files.write("ok.log", lines(7)),
  ]);
  await notices(page)
    .getByText(/wrong\.log\.gz is damaged/)
    .waitFor();
  await page.getByRole("tab", { name: "Ledger" }).click();
  await page.getByText("Every byte is accounted for").waitFor();
  await page.close();
});

test("blank_lines_and_traces_are_counted_in_their_place", async () => {
  const trace = [
    "",
    "2026-10-14T08:00:00Z ERROR [a] shop.Cart - failed",
    "java.lang.IllegalStateException: no",
    "\tat shop.Cart.pay(Cart.java:12)",
    "Caused by: java.io.IOException: reset",
    "\tat shop.Net.send(Net.java:9)",
    "",
    "2026-10-14T08:00:01Z INFO [a] shop.Cart - on",
    "",
  ].join("\n");
  const page = await openWith([files.write("trace.log", trace)]);
  await hasRows(page, 2);
  const figures = await ledgerCovers(page, trace.length);
  assert.equal(figures["Lines"], 8);
  assert.equal(figures["Outside entries (byte order mark, header, leading blank lines)"], 1);
  await openRow(page, 1);
  assert.match(await rawOf(page, 1), /failed[\s\S]*Caused by[\s\S]*Net\.java:9/);
  await page.close();
});
