// Measures the page and the command beside what limits them and beside peers, in one run; prints figures and ratios.
//
//   node tests/bench/run.mjs [--size 1GB] [--quick] [--rounds 3] [--kinds log4j,json,access]
//                            [--only page|native] [--record [WHAT]]
//
// --quick is --size 100MB; --record keeps the figures in tests/bench/records/DATE-WHAT.json, WHAT being the size if not said.
// LOGSCRY_COMMAND names another command than target/release/logscry, LOGSCRY_CHROMIUM and LOGSCRY_PAGE as for the e2e tests.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pageFile } from "../e2e/harness.mjs";
import { tableOf } from "./figures.mjs";
import { benchFile } from "./files.mjs";
import { bytesFromSize, KIND_NAMES } from "./generate.mjs";
import { browserVersion } from "./measure/browser.mjs";
import { load, machine } from "./measure/machine.mjs";
import { browserFigures, nativeFigures } from "./rounds.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const ours = resolve(process.env.LOGSCRY_COMMAND || join(here, "../../target/release/logscry"));
const PAGE_BUDGET_BYTES = 1_500_000;

const say = (text) => process.stdout.write(`${text}\n`);
const progress = (text) => process.stderr.write(`  ${text}, load ${load()}\n`);

function readOptions() {
  // --record may stand alone, which the parser does not know.
  const args = process.argv.slice(2).flatMap((arg, idx, all) => {
    const isAlone = arg === "--record" && (all[idx + 1] ?? "--").startsWith("--");
    return isAlone ? ["--record="] : [arg];
  });
  const { values } = parseArgs({
    args,
    options: {
      size: { type: "string", default: "1GB" },
      quick: { type: "boolean", default: false },
      rounds: { type: "string", default: "3" },
      kinds: { type: "string", default: KIND_NAMES.join(",") },
      only: { type: "string", default: "page,native" },
      record: { type: "string" },
    },
  });
  return { ...values, size: values.quick ? "100MB" : values.size, rounds: Number(values.rounds) };
}

/** Reads the file once, so that all who are measured find it in the system's cache. */
const warm = (path) => spawnSync("cat", [path], { stdio: "ignore" });

async function measureFile(kind, { size, rounds, only }) {
  const path = benchFile(kind, bytesFromSize(size));
  say(`\n${kind}, ${size}, ${rounds} rounds, load ${load()}\n`);
  warm(path);
  const rows = [];
  if (only.includes("page")) rows.push(...(await browserFigures(path, rounds, progress)));
  if (only.includes("native")) rows.push(...(await nativeFigures(ours, path, rounds, progress)));
  say(tableOf(`${kind}, ${size}`, rows));
  return rows;
}

function keep(record, what) {
  const folder = join(here, "records");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${record.date.slice(0, 10)}-${what}.json`);
  const short = (_, value) =>
    typeof value === "number" ? Math.round(value * 10_000) / 10_000 : value;
  writeFileSync(path, `${JSON.stringify(record, short, 2)}\n`);
  say(`\nkept in ${path}`);
}

const options = readOptions();
const missing = [pageFile, ours].find((path) => !existsSync(path));
if (missing !== undefined) {
  process.stderr.write(`${missing} is missing: run make dist\n`);
  process.exit(1);
}
const pageBytes = statSync(pageFile).size;
const about = { ...machine(), browser: await browserVersion(), loadAtStart: load() };
say(
  Object.entries(about)
    .map(([name, value]) => `${name} ${value}`)
    .join(" · "),
);
say(`logscry.html has ${pageBytes} bytes, budget ${PAGE_BUDGET_BYTES}`);
const files = {};
for (const kind of options.kinds.split(",")) files[kind] = await measureFile(kind, options);
const date = new Date().toISOString();
const { size, rounds } = options;
const record = { date, size, rounds, machine: { ...about, loadAtEnd: load() }, pageBytes, files };
say(`\nload at the end ${record.machine.loadAtEnd}`);
if (options.record !== undefined) keep(record, options.record || size);
