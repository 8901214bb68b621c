// What unpacks to far more than its size is read up to a limit, and to its end if the user wants that.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { tarOf, zipOf } from "./boxes.mjs";
import { lines, scratch } from "./files.mjs";
import { closeBrowser } from "./harness.mjs";
import { becomes, grid, hasRows, notices, openWith, rowCount, sourceList } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

const LINES = 60_000;
const same = "2026-03-01 10:00:00 INFO the same again and again\n".repeat(LINES);
/** Each layer stays below a ratio of 1,000, both together do not. */
const twice = gzipSync(gzipSync(same));
const bomb = files.write("same.log.gz", twice);
const zip = files.write(
  "bundle.zip",
  zipOf([
    ["good.log", lines(30)],
    ["same.log.gz", gzipSync(same)],
  ]),
);
const tgz = files.write(
  "bundle.tgz",
  gzipSync(
    gzipSync(
      tarOf([
        ["same.log", same],
        ["behind.log", lines(30)],
      ]),
    ),
  ),
);
const readAll = (region) => region.getByRole("button", { name: "Read it anyway" });

test("a_source_that_unpacks_to_too_much_is_read_to_its_end_by_one_press", async () => {
  const page = await openWith([bomb]);
  await readAll(notices(page)).waitFor();
  assert.match(await notices(page).innerText(), /same\.log\.gz unpacks to more than 1,000 times/);
  const shown = await rowCount(page);
  assert.ok(shown > 10_000 && shown < LINES, `${shown} rows`);
  assert.equal(await readAll(sourceList(page)).count(), 1);
  await readAll(sourceList(page)).press("Enter");
  await hasRows(page, LINES);
  await becomes(page, () => readAll(page).count(), 0);
  // What was allowed is taken back like any other change.
  await grid(page).focus();
  await page.keyboard.press("Control+z");
  await hasRows(page, shown);
  await readAll(notices(page)).waitFor();
  await page.close();
});

test("a_member_of_an_archive_and_an_archive_are_read_to_their_ends_as_well", async () => {
  const page = await openWith([zip]);
  await readAll(notices(page)).click();
  await hasRows(page, LINES + 30);
  await page.close();
  const other = await openWith([tgz]);
  await readAll(notices(other)).waitFor();
  assert.match(await notices(other).innerText(), /Only the members up to there are shown/);
  await readAll(notices(other)).click();
  await hasRows(other, LINES + 30);
  await becomes(other, () => readAll(other).count(), 0);
  await other.close();
});
