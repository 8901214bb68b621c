// The result as a file: every entry in the order of the list, the same bytes as the command writes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { lines, scratch } from "./files.mjs";
import { accessibilityProblems, closeBrowser } from "./harness.mjs";
import { ask, becomes, grid, openWith } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

/** More of them with LOGSCRY_SAVED_ENTRIES=200000. */
const COUNT = Number(process.env.LOGSCRY_SAVED_ENTRIES ?? 20_000);

const dialog = (page) => page.getByRole("dialog", { name: "Save result" });

/** What the command prints. */
function commandPrints(...args) {
  const command = process.env.LOGSCRY_COMMAND ?? "target/debug/logscry";
  const { stdout, stderr, status } = spawnSync(command, ["entries", "--by-time", ...args], {
    cwd: files.folder,
    maxBuffer: 1 << 30,
  });
  assert.equal(status, 0, stderr.toString());
  return stdout;
}

/** JSON lines of the command without the group of each entry, which the page does not write. */
function withoutGroups(printed) {
  const text = printed.toString();
  assert.match(text, /"group":"/);
  return Buffer.from(text.replaceAll(/"(?:group|template)":"(?:[^"\\]|\\.)*",/g, ""));
}

/** Saves as a download; its bytes. */
async function downloaded(page, form, columns) {
  await dialog(page).getByRole("radio", { name: form }).check();
  if (columns !== undefined)
    await dialog(page).getByRole("textbox", { name: "Columns" }).fill(columns);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).getByRole("button", { name: "Save…" }).click(),
  ]);
  const saved = files.path(`saved-${download.suggestedFilename()}`);
  await download.saveAs(saved);
  await dialog(page)
    .getByText(/entr(y|ies) saved as /)
    .waitFor();
  return readFileSync(saved);
}

/** The browser has no picker, as most have none. */
async function withoutPicker(page) {
  await page.evaluate(() => {
    window.showSaveFilePicker = undefined;
  });
}

/** A picker of our own, which gives what is written. */
async function withPicker(page) {
  await page.evaluate(() => {
    window.written = { chunks: [], isClosed: false, isAborted: false };
    window.showSaveFilePicker = ({ suggestedName }) =>
      Promise.resolve({
        name: suggestedName,
        createWritable: () =>
          Promise.resolve({
            write: async (bytes) => {
              await window.beforeWrite?.();
              window.written.chunks.push(bytes.slice());
            },
            close: () => {
              window.written.isClosed = true;
              return Promise.resolve();
            },
            abort: () => {
              window.written.isAborted = true;
              return Promise.resolve();
            },
          }),
      });
  });
}

test("what_is_saved_is_what_the_command_prints", async () => {
  const even = Array.from({ length: COUNT / 2 }, (_, idx) => lines(1, { from: 2 * idx })).join("");
  const odd = Array.from({ length: COUNT / 2 }, (_, idx) => lines(1, { from: 2 * idx + 1 })).join(
    "",
  );
  files.write("even.log", even);
  files.write("odd.log", odd);
  const page = await openWith([files.path("even.log"), files.path("odd.log")]);
  await withoutPicker(page);
  await grid(page).focus();
  await page.keyboard.press("Shift+S");
  await dialog(page).getByText("nothing in it is removed or masked").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  const args = ["even.log", "odd.log"];
  assert.ok((await downloaded(page, "Text")).equals(commandPrints(...args)));
  const jsonLines = withoutGroups(commandPrints("--json", ...args));
  assert.ok((await downloaded(page, "JSON lines")).equals(jsonLines));
  const columns = "line,time,source,message,thread,none";
  const csv = await downloaded(page, "CSV", columns);
  assert.ok(csv.equals(commandPrints("--columns", columns, ...args)));
  assert.equal(csv.toString().split("\n").length, COUNT + 2);
  await page.keyboard.press("Escape");
  await ask(page, "level:error", COUNT / 10);
  await page.getByRole("button", { name: "Copy or save rows" }).click();
  await page.getByRole("menuitem", { name: "Save result…" }).click();
  const errors = await downloaded(page, "Text");
  const printed = commandPrints("-q", "level:error", ...args);
  assert.ok(errors.equals(printed));
  await page.close();
});

test("a_file_on_disk_is_written_piece_by_piece_and_cancelled", async () => {
  const page = await openWith([files.write("disk.log", lines(30_000))]);
  await withPicker(page);
  await page.evaluate(() => {
    // The second piece waits until it is let go.
    let n = 0;
    const held = new Promise((go) => {
      window.letGo = go;
    });
    window.beforeWrite = () => (++n === 2 ? held : undefined);
  });
  await grid(page).focus();
  await page.keyboard.press("Shift+S");
  await dialog(page).getByRole("button", { name: "Save…" }).click();
  await becomes(page, () => page.evaluate(() => window.written.chunks.length), 1);
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await page.evaluate(() => window.letGo());
  await becomes(page, () => page.evaluate(() => window.written.isAborted), true);
  await dialog(page).getByText("Cancelled. Nothing was saved.").waitFor();
  await withPicker(page);
  await page.evaluate(() => {
    window.beforeWrite = undefined;
  });
  await dialog(page).getByRole("button", { name: "Save…" }).click();
  await dialog(page).getByText("30,000 entries saved as logscry-entries.log").waitFor();
  const text = await page.evaluate(() => {
    const { chunks, isClosed } = window.written;
    return isClosed ? new Blob(chunks).text() : "not closed";
  });
  assert.ok(text === lines(30_000));
  await page.close();
});

test("columns_that_make_no_sense_are_said_before_a_place_is_asked_for", async () => {
  const page = await openWith([files.write("few.log", lines(30))]);
  await page.evaluate(() => {
    window.showSaveFilePicker = () => {
      window.isAsked = true;
      return Promise.reject(new DOMException("", "AbortError"));
    };
  });
  await grid(page).focus();
  await page.keyboard.press("Shift+S");
  await dialog(page).getByRole("radio", { name: "CSV" }).check();
  await dialog(page).getByRole("textbox", { name: "Columns" }).fill("time,,level");
  await dialog(page).getByRole("button", { name: "Save…" }).click();
  await dialog(page).getByText("A column has no name").waitFor();
  assert.equal(await page.evaluate(() => window.isAsked), undefined);
  await page.close();
});

test("chosen_rows_alone_can_be_saved", async () => {
  const page = await openWith([files.write("some.log", lines(300))]);
  await withoutPicker(page);
  await becomes(page, () => grid(page).locator("[aria-busy]").count(), 0);
  await grid(page).locator('[aria-rowindex="3"]').click();
  await grid(page)
    .locator('[aria-rowindex="6"]')
    .click({ modifiers: ["Shift"] });
  await page.keyboard.press("Shift+S");
  assert.equal(
    await dialog(page).getByRole("radio", { name: "The chosen rows" }).isChecked(),
    true,
  );
  assert.equal((await downloaded(page, "Text")).toString(), lines(4, { from: 2 }));
  await page.close();
});
