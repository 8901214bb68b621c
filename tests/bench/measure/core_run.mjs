// The page's engine without the page: one session in this process, on a file that lies in memory.
//
//   node tests/bench/measure/core_run.mjs [--named] FILE [QUERY …]     prints what it took as JSON
//
// With --named it runs the module as the compiler wrote it, whose functions a profile can name.
//
// It speaks the protocol of www/src/engine/wire.ts. A process of its own for each run: WASM memory never shrinks.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { optimise } from "../../../www/tools/optimise.mjs";
import { mainThreadSeconds } from "./machine.mjs";

const www = new URL("../../../www/", import.meta.url);
const BUDGET_BYTES = 8e6;

const { Desk, initSync, Session } = await import(new URL("build/wasm/logscry.js", www).href);
const isNamed = process.argv[2] === "--named";
const [path, ...queries] = process.argv.slice(isNamed ? 3 : 2);
const bytes = readFileSync(path);

/** What the engine needs of a browser's file and its reader; a slice is a copy, as it is there. */
const file = {
  size: bytes.length,
  slice: (start, end) => ({ copy: () => bytes.buffer.slice(...within(start, end)) }),
};
const within = (start, end) => [bytes.byteOffset + start, bytes.byteOffset + end];
globalThis.FileReaderSync = class {
  readAsArrayBuffer(slice) {
    return slice.copy();
  }
};

const wasm = fileURLToPath(new URL("build/wasm/logscry_bg.wasm", www));
const code = isNamed
  ? readFileSync(wasm)
  : optimise(wasm, fileURLToPath(new URL("build/optimised", www)), { isFresh: false });
const exports = initSync({ module: new WebAssembly.Module(code) });
const session = new Session();
session.attach(0, file);
const desk = new Desk();
const checked = (head) => {
  if (["failed", "badQuery"].includes(head.kind)) throw new Error(JSON.stringify(head));
  return head;
};
const ask = (request) => session.call(JSON.stringify(request));
const call = (request) => checked(JSON.parse(ask(request).head));
const tellDesk = (request, parts = []) =>
  checked(JSON.parse(desk.call(JSON.stringify(request), parts).head));

let matches = null;

/** One step; its parts go to the desk. */
function step(budgetBytes, isDue) {
  const reply = ask({ kind: "step", budgetBytes, isDue });
  const { hasMore, tasks, folds } = checked(JSON.parse(reply.head));
  if (tasks.length + folds.length > 0) {
    const { answers } = tellDesk({ kind: "take", worker: 0, tasks, folds }, reply.columns);
    for (const { isComplete, answer } of answers) matches = isComplete ? answer.total : null;
  }
  return hasMore;
}

/** Seconds until there is nothing more to do, of CPU time of this thread: not of others, not of those that compile. */
function work() {
  const begun = mainThreadSeconds();
  while (step(BUDGET_BYTES, false));
  return mainThreadSeconds() - begun;
}

/** How many entries match, as the desk says once all is read. */
function countMatches() {
  step(0, true);
  if (matches === null) throw new Error("not counted to the end");
  return matches;
}

const modifiedMillis = Date.UTC(2026, 5, 1);
const about = { name: "file.log", sizeBytes: bytes.length, modifiedMillis, place: null };
call({ kind: "source", source: 0, ...about });
const { opened } = call({ kind: "open", source: 0 });
const span = BigInt(opened.last) - BigInt(opened.first);
const grid = { start: opened.first, width: String(span / 299n + 1n), bucketCount: 300 };
let generation = 0;
const list = { selection: 0 };
const view = (query) => {
  generation += 1;
  matches = null;
  const question = { fold: 0, generation, ask: { fold: "counts", grid } };
  tellDesk({ kind: "ask", ...question });
  call({ kind: "select", ...list, generation, query, asText: [], from: null, end: null });
  call({ kind: "fold", ...list, ...question });
};

view("");
call({ kind: "ingest", source: 0, plan: opened.plan, start: 0, end: bytes.length });
const ingestSeconds = work();
const memoryBytes = exports.memory.buffer.byteLength;
const entries = countMatches();
const searches = queries.map((query) => {
  view(query);
  return { query, seconds: work(), matches: countMatches() };
});

/** Milliseconds of each of many requests at places all over the time; too short for the clock of CPU time. */
function timesOf(requestAt) {
  return Array.from({ length: 40 }, (_, idx) => {
    const request = requestAt(BigInt(Math.round(((idx * 0.618) % 1) * 1000)));
    const begunMillis = performance.now();
    call(request);
    return performance.now() - begunMillis;
  });
}

const keyAt = (thousandths) => {
  const nanos = String(BigInt(opened.first) + (span * thousandths) / 1000n);
  return { nanos, source: 0, offset: 0 };
};
view("");
work();
const rankMillis = timesOf((place) => {
  const keys = Array.from({ length: 32 }, (_, idx) => keyAt((place * BigInt(idx)) / 32n));
  return { kind: "rank", ...list, keys };
});
const rowsMillis = timesOf((place) => ({
  kind: "rows",
  ...list,
  key: keyAt(place),
  count: 60,
  reads: 60,
}));
const result = {
  rankMillis,
  rowsMillis,
  sizeBytes: bytes.length,
  entries,
  ingestSeconds,
  memoryBytes,
  searches,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
