// Pictures of the page in the states that are looked at by people, in three sizes, light and dark.
//
//   node tests/e2e/pictures.mjs [words]   all to tests/e2e/shots/, and the README's tests/e2e/pictures/sample.png

import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { lines, START, scratch, stamp } from "./files.mjs";
import { chooseFiles, closeBrowser, dropFiles, shots, waitForState } from "./harness.mjs";
import { holdReading } from "./held_reading.mjs";
import { smallPng } from "./small_png.mjs";
import {
  ask,
  dragOnChart,
  hasRows,
  message,
  messagesShown,
  openEmpty,
  openMessage,
  openSample,
  openWith,
  queryBox,
} from "./words.mjs";

const SIZES = [
  [1440, 900],
  [1024, 768],
  [390, 844],
];
const LARGE = { size: { width: 1440, height: 900 } };
const readmePicture = fileURLToPath(new URL("pictures/sample.png", import.meta.url));
const files = scratch();

async function openTrace() {
  const frames = Array.from(
    { length: 60 },
    (_, idx) =>
      `\tat com.example.shop.cart.CartService.step${idx}(CartService.java:${100 + idx})\n`,
  ).join("");
  const path = files.write(
    "trace.log",
    `${lines(40)}${stamp(START + 41_000)} ERROR [worker-1] shop.Cart - the order could not be placed
java.lang.IllegalStateException: cart 4711 is locked by another request of the same customer, which has not ended
${frames}Caused by: java.net.SocketTimeoutException: Read timed out
${frames}\t... 12 more
${lines(40, { from: 42 })}`,
  );
  const page = await openWith([path], LARGE);
  await ask(page, "locked", 1);
  await openMessage(page, 1);
  return page;
}

/** An entry of each kind that the pane shows in a way of its own: made by what writes them. */
const ENTRIES = {
  entry_python: [
    "desk.log",
    `2026-10-14 08:00:00,120 ERROR [worker] shop.desk: booking failed for order 17
Traceback (most recent call last):
  File "/usr/lib/python3.12/site-packages/flask/app.py", line 1484, in full_dispatch_request
    rv = self.dispatch_request()
  File "/usr/lib/python3.12/site-packages/flask/app.py", line 1469, in dispatch_request
    return self.view_functions[rule.endpoint](**view_args)
  File "/app/shop/desk.py", line 31, in book
    seat = rows[7]
           ~~~~^^^
IndexError: list index out of range

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/app/shop/desk.py", line 40, in handle
    raise NoSeat("none is left") from e
shop.errors.NoSeat: none is left
`,
  ],
  entry_json: [
    "desk.jsonl",
    `${JSON.stringify({
      time: stamp(START),
      level: "error",
      message: "booking failed\nno seat is left in hall 3",
      service: { name: "desk", version: "8.1.2", node: { zone: "eu-1b", host: "shop-3" } },
      user: { session: { issuer: { name: "deploy" } } },
      tags: ["hall", "seat"],
      body: '{"inner":{"seat":"12A","ok":false}}',
    })}\n`,
  ],
  entry_table: [
    "desk.csv",
    `time,level,log,host,aws.cloudtrail.userIdentity.sessionContext.sessionIssuer.userName
${stamp(START)},error,"request 1 said ""no seat"",\nthen it stopped\nat the door",shop-1,deploy
${stamp(START + 1000)},info,"request 2 was fine",shop-2,deploy
`,
  ],
  entry_line: ["line.log", lines(3)],
};

async function openEntry([name, text]) {
  const page = await openWith([files.write(name, text)], LARGE);
  await openMessage(page, 1);
  return page;
}

/** Each state: a page to take pictures of. */
const STATES = {
  first_sight: () => openEmpty(LARGE),
  fields: async () => {
    const page = await openSample(LARGE);
    await page.getByRole("tab", { name: "Fields" }).click();
    const fields = page.getByRole("list", { name: "Fields", exact: true });
    await fields.getByRole("button").nth(1).click();
    await page.getByRole("list", { name: /^Values of/ }).waitFor();
    return page;
  },
  normal: async () => {
    const page = await openSample(LARGE);
    await messagesShown(page);
    return page;
  },
  spike_brushed: async () => {
    const page = await openSample(LARGE);
    await messagesShown(page);
    await dragOnChart(page, 0.58, 0.83);
    await page.getByRole("button", { name: "Clear", exact: true }).waitFor();
    await messagesShown(page);
    return page;
  },
  error_detail: openErrorOfSample,
  long_trace: openTrace,
  ...Object.fromEntries(
    Object.entries(ENTRIES).map(([name, entry]) => [name, () => openEntry(entry)]),
  ),
  nothing_found: async () => {
    const page = await openSample(LARGE);
    await ask(page, 'level>=error "disk full"', 0);
    return page;
  },
  wrong_query: async () => {
    const page = await openSample(LARGE);
    await messagesShown(page);
    await queryBox(page).fill("payments level>=wran timeout");
    await page.getByRole("alert").waitFor();
    return page;
  },
  damaged: async () => {
    const half = gzipSync(lines(5000)).subarray(0, 20_000);
    const page = await openWith(
      [
        files.write("gateway.log", lines(800)),
        files.write("orders-2026-10-14.log.gz", half),
        files.write("core.4711", Buffer.alloc(5000, "\u0000\u0001ELF")),
        files.write("empty.log", ""),
      ],
      LARGE,
    );
    await messagesShown(page);
    return page;
  },
  ledger: async () => {
    const page = await openSample(LARGE);
    await messagesShown(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("4");
    return page;
  },
  hundred_sources: async () => {
    const paths = Array.from({ length: 100 }, (_, idx) =>
      files.write(
        `many/shop-${String(idx).padStart(3, "0")}/app.log`,
        lines(50 + idx, { from: idx * 30 }),
      ),
    );
    const page = await openEmpty(LARGE);
    await dropFiles(page, [files.path("many")]);
    await waitForState(page, "ready");
    await hasRows(
      page,
      paths.reduce((sum, _, idx) => sum + 50 + idx, 0),
    );
    await messagesShown(page);
    return page;
  },
  one_entry: async () => {
    const page = await openWith([files.write("one.log", lines(1))], LARGE);
    await messagesShown(page);
    return page;
  },
  no_times: async () => {
    const text = "starting\nlistening on port 80\nWARN slow disk\nERROR cannot write\n".repeat(40);
    const page = await openWith([files.write("no_times.log", text)], LARGE);
    await messagesShown(page);
    return page;
  },
  years: async () => {
    const text = ["2024", "2025", "2026"]
      .map((year) => `${year}-02-28T10:00:00.123Z WARN yearly check of ${year}\n`)
      .join("");
    const page = await openWith([files.write("years.log", `${text}no time here\n`)], LARGE);
    await messagesShown(page);
    return page;
  },
  help: async () => {
    const page = await openSample(LARGE);
    await page.getByRole("button", { name: "Help" }).click();
    return page;
  },
  about: async () => {
    const page = await openSample(LARGE);
    await page.getByRole("button", { name: "Offline: nothing is sent" }).click();
    return page;
  },
};

async function openErrorOfSample() {
  const page = await openSample(LARGE);
  await messagesShown(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await page.keyboard.press("e");
  await page.keyboard.press("Enter");
  await message(page).getByText("pool=cardnet").waitFor();
  await messagesShown(page);
  return page;
}

/** States that pass: each picture needs the page anew. */
async function passingStates() {
  const large = files.repeat("large.log", lines(5000), 100);
  const one = files.write("hover.log", lines(10));
  for (const size of SIZES)
    for (const theme of ["light", "dark"]) {
      const look = { size: { width: size[0], height: size[1] }, theme };
      const hovered = await openEmpty(look);
      await dropFiles(hovered, [one, files.folder], {
        onHover: () => shots(hovered, "dragging", { sizes: [size], themes: [theme] }),
      });
      await hovered.close({ withProblems: true });
      const reading = await openEmpty(look);
      const held = await holdReading(reading);
      await chooseFiles(reading, [large]);
      await held.reached();
      await becomes(reading, async () => (await rowCount(reading)) > 1000, true);
      await shots(reading, "reading", { sizes: [size], themes: [theme] });
      await reading.close({ withProblems: true });
    }
}

const words = process.argv.slice(2);
const isWanted = (name) => words.length === 0 || words.some((word) => name.includes(word));
try {
  for (const [name, open] of Object.entries(STATES).filter(([name]) => isWanted(name))) {
    const page = await open();
    await shots(page, name, { sizes: SIZES });
    await page.close({ withProblems: true });
    console.log(name);
  }
  if (isWanted("dragging") || isWanted("reading")) await passingStates();
  if (isWanted("sample")) {
    const page = await openErrorOfSample();
    mkdirSync(fileURLToPath(new URL("pictures", import.meta.url)), { recursive: true });
    const picture = await page.screenshot();
    const blank = await page.context().newPage();
    writeFileSync(readmePicture, await smallPng(blank, picture));
    await page.close();
    console.log(`${readmePicture}: ${statSync(readmePicture).size} bytes`);
  }
} finally {
  await closeBrowser();
  files.remove();
}
