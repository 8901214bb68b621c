// Runs the page's unit tests: www/src/**/*.test.ts(x), bundled one by one; as they are, www/tools/*.test.mjs and
// tests/bench/*.test.mjs. Those of the engine run the core itself: `.ci/wasm.sh build` comes first.
//
//   node www/tools/test.mjs [words]     only the test files whose path contains one of the words

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { limitArgs } from "./limit.mjs";

/** Most tests take milliseconds; one of 300 files took a minute on two cores with 25 in the queue. */
const LIMIT_SECONDS = 300;

const www = join(dirname(fileURLToPath(import.meta.url)), "..");
const outdir = join(www, "build/tests");
const words = process.argv.slice(2);

const filesIn = (folder, pattern) =>
  readdirSync(join(www, folder), { recursive: true })
    .map((path) => join(folder, path))
    .filter(
      (path) =>
        pattern.test(path) && (words.length === 0 || words.some((word) => path.includes(word))),
    )
    .sort();

const sources = filesIn("src", /\.test\.tsx?$/);
const tools = ["tools", "../tests/bench"].flatMap((folder) => filesIn(folder, /\.test\.mjs$/));
if (sources.length + tools.length === 0) throw new Error(`no test file matches ${words.join(" ")}`);

const glue = join(www, "build/wasm/logscry.js");
const wasm = join(www, "build/wasm/logscry_bg.wasm");
if (![glue, wasm].every((path) => existsSync(path))) {
  console.error("The engine that the page's tests run is not built: run .ci/wasm.sh build first.");
  process.exit(1);
}

rmSync(outdir, { recursive: true, force: true });
await esbuild.build({
  entryPoints: sources,
  absWorkingDir: www,
  alias: { "logscry-wasm": glue },
  bundle: true,
  define: {
    __PART_HASHES__: '{"engine-wasm":"","engine-worker":""}',
    __BUILD__: '{"version":"0.0.0","hash":""}',
  },
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
  outbase: "src",
  outdir,
  outExtension: { ".js": ".mjs" },
  platform: "node",
  sourcemap: "inline",
  target: "node20",
});
const bundled = sources.map((path) =>
  join(outdir, path.replace(/^src[\\/]/, "").replace(/\.tsx?$/, ".mjs")),
);
const { status } = spawnSync(
  process.execPath,
  [
    "--enable-source-maps",
    ...limitArgs(LIMIT_SECONDS),
    "--test",
    ...bundled,
    ...tools.map((path) => join(www, path)),
  ],
  {
    stdio: "inherit",
    env: { ...process.env, LOGSCRY_WASM: wasm, LOGSCRY_STYLES: join(www, "styles") },
  },
);
process.exitCode = status ?? 1;
