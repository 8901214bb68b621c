// Measures everything that has a budget, beside what limits it and beside peers, in one run; prints figures and verdicts.
//
//   node tests/bench/run.mjs [--size 1GB] [--quick] [--large] [--rounds 3] [--parts log4j,gzip,…] [--only page|native]
//                            [--keep] [--record [WHAT]]
//
// --quick is --size 100MB --rounds 1; --large adds 10 GB to `growth`; --only leaves out a side of the kinds' parts;
// --keep leaves files over 4 GB in the cache; --record keeps the figures in tests/bench/records/DATE-WHAT.json.
// LOGSCRY_COMMAND names another command than target/release/logscry, LOGSCRY_AGRIND another than agrind,
// LOGSCRY_CHROMIUM and LOGSCRY_PAGE as for the e2e tests.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pageFile } from "../e2e/harness.mjs";
import { tableOf } from "./figures.mjs";
import { browserVersion } from "./measure/browser.mjs";
import { load, machine } from "./measure/machine.mjs";
import { peerVersions } from "./measure/peers.mjs";
import { readOptions } from "./options.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const ours = resolve(process.env.LOGSCRY_COMMAND || join(here, "../../target/release/logscry"));

const say = (text) => process.stdout.write(`${text}\n`);
const progress = (text) => process.stderr.write(`  ${text}, load ${load()}\n`);
const listed = (about) =>
  Object.entries(about)
    .map(([name, value]) => `${name} ${value ?? "missing"}`)
    .join(" · ");

/** The rows of a part with its name; one row that says why if it failed. */
async function measurePart(part, options) {
  const title = `${part.title}, ${options.size}`;
  try {
    const rows = await part.measure({ ...options, ours, progress });
    say(`\n${tableOf(title, rows)}`);
    return rows.map((row) => ({ part: part.name, ...row }));
  } catch (error) {
    process.exitCode = 1;
    say(`\n${title}\nFAILED: ${error.stack}`);
    return [
      { part: part.name, what: "the part failed", verdict: "not measured", note: error.message },
    ];
  }
}

function keep(record, what) {
  const folder = join(here, "records");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${record.date.slice(0, 10)}-${what}.json`);
  writeFileSync(path, textOf(record));
  say(`kept in ${path}`);
}

/** JSON with one row a line. */
function textOf({ rows, ...about }) {
  const short = (_, value) =>
    typeof value === "number" ? Math.round(value * 10_000) / 10_000 : value;
  const lines = rows.map((row) => `    ${JSON.stringify(row, short)}`);
  const head = JSON.stringify(about, short, 2).replace(/\n\}$/, "");
  return `${head},\n  "rows": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

const options = readOptions(process.argv.slice(2));
const missing = [pageFile, ours].find((path) => !existsSync(path));
if (missing !== undefined) {
  process.stderr.write(`${missing} is missing: run make dist\n`);
  process.exit(1);
}
const date = new Date().toISOString();
const loadAtStart = load();
const versions = { browser: await browserVersion(), node: process.version, ...peerVersions() };
say(`${listed(machine())} · load ${loadAtStart}\n${listed(versions)}`);
const rows = [];
for (const part of options.parts) rows.push(...(await measurePart(part, options)));
const { size, rounds } = options;
const about = { ...machine(), loadAtStart, loadAtEnd: load() };
const seconds = Math.round((Date.now() - Date.parse(date)) / 1000);
for (const verdict of ["met", "missed", "not measured"]) {
  const named = rows.filter((row) => row.verdict === verdict);
  say(`\n${named.length} ${verdict}${named.length === 0 || verdict === "met" ? "" : ":"}`);
  if (verdict !== "met") for (const { part, what } of named) say(`  ${part}: ${what}`);
}
say(`\n${seconds} s, load at the end ${about.loadAtEnd}`);
const record = { date, size, rounds, seconds, machine: about, versions, rows };
if (options.record !== undefined) keep(record, options.record);
