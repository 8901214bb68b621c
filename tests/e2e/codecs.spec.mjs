// Whatever a log is packed, boxed or encoded in, the built page shows what it shows of the plain file.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { tarOf, zipOf } from "./boxes.mjs";
import { scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import { PACKED, TEXT } from "./packed_samples.mjs";
import {
  hasRows,
  ledgerCovers,
  levelCounts,
  messagesShown,
  openWith,
  sourceList,
  unfoldSources,
} from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const ENTRIES = 10;
const utf8 = Buffer.from(TEXT);
const utf16 = Buffer.from(TEXT, "utf16le");
const marked = Buffer.from(`\ufeff${TEXT}`, "utf16le");
const half = Buffer.byteLength(TEXT.slice(0, 100));
const big = (bytes) => Buffer.from(bytes).swap16();
const boxed = [["var/log/day.log", utf8]];
const tar = tarOf(boxed);

/** What is dropped, and what the page says it is; its name says nothing. */
const SHAPES = {
  gzip: [Buffer.concat([gzipSync(utf8.subarray(0, half)), gzipSync(utf8.subarray(half))]), /gzip/],
  zstd: [PACKED.zstd, /zstd-compressed/],
  xz: [PACKED.xz, /xz-compressed/],
  bzip2: [PACKED.bzip2, /bzip2-compressed/],
  lz4: [PACKED.lz4, /lz4-compressed/],
  bzip2_in_gzip: [gzipSync(PACKED.bzip2), /bzip2-compressed data in gzip-compressed/],
  utf_16_low_byte_first: [utf16, /UTF-16/],
  utf_16_high_byte_first: [big(utf16), /UTF-16/],
  utf_16_low_byte_first_marked: [marked, /UTF-16/],
  utf_16_high_byte_first_marked: [big(marked), /UTF-16/],
  latin_1: [Buffer.from(TEXT, "latin1"), /Windows-1252/],
  utf_16_in_gzip: [gzipSync(utf16), /UTF-16 text in gzip/],
  tar: [tar, /a tar archive/],
  tar_in_gzip: [gzipSync(tar), /a tar archive in gzip/],
  zip: [zipOf(boxed), /a zip archive/],
  xz_in_zip: [zipOf([["day.log.xz", PACKED.xz]]), /xz-compressed/],
  lz4_in_tar: [tarOf([["day.log.lz4", PACKED.lz4]]), /lz4-compressed/],
  zstd_in_tar_in_gzip: [gzipSync(tarOf([["day.log.zst", PACKED.zstd]])), /zstd-compressed/],
  tar_in_gzip_in_zip: [zipOf([["inner", gzipSync(tar)]]), /inner/],
};
/** Figures about raw bytes, which packing changes. */
const OF_RAW_BYTES = ["Read", "Trailing padding or a cut-off character"];

/** What the page shows of a dropped file: rows, levels, and the figures that tell what became of the text. */
async function shownOf(path, marks) {
  const page = await openWith([path]);
  await hasRows(page, ENTRIES);
  await unfoldSources(page);
  const sources = await sourceList(page).innerText();
  const messages = await messagesShown(page);
  const levels = await levelCounts(page);
  const figures = await ledgerCovers(page, utf8.length + marks);
  await page.close();
  for (const name of OF_RAW_BYTES) delete figures[name];
  return { sources, messages, levels, figures };
}

let plain;
before(async () => {
  plain = await shownOf(files.write("day.log", utf8), 0);
  assert.deepEqual([plain.figures.Entries, plain.figures["Continuation lines"]], [10, 3]);
  assert.deepEqual([plain.figures["Out of order"], plain.messages.length], [1, 10]);
});

for (const [name, [bytes, seems]] of Object.entries(SHAPES)) {
  test(`${name}_shows_what_the_plain_file_shows`, async () => {
    const marks = name.endsWith("_marked") ? 3 : 0;
    const { sources, messages, levels, figures } = await shownOf(
      files.write("day.bin", bytes),
      marks,
    );
    assert.match(sources, seems);
    assert.deepEqual(messages, plain.messages);
    assert.deepEqual(levels, plain.levels);
    figures["Text (after decompression and decoding)"] -= marks;
    figures["Outside entries (byte order mark, header, leading blank lines)"] -= marks;
    for (const [figure, count] of Object.entries(plain.figures))
      assert.equal(figures[figure], count, figure);
  });
}
