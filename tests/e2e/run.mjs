// Runs tests/e2e/*.spec.mjs, one file after the other: a browser each is enough for two cores.
//
//   node tests/e2e/run.mjs [words]     only the files whose name contains one of the words

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { limitArgs } from "../../www/tools/limit.mjs";

/** Waits in the tests have limits of their own, far below; this is for what is not waited for with one. */
const LIMIT_SECONDS = 300;

const here = fileURLToPath(new URL(".", import.meta.url));
const words = process.argv.slice(2);
const specs = readdirSync(here)
  .filter(
    (name) =>
      name.endsWith(".spec.mjs") &&
      (words.length === 0 || words.some((word) => name.includes(word))),
  )
  .sort()
  .map((name) => join(here, name));
if (specs.length === 0) throw new Error(`no spec matches ${words.join(" ")}`);
const { status } = spawnSync(
  process.execPath,
  [...limitArgs(LIMIT_SECONDS), "--test", "--test-concurrency=1", ...specs],
  { stdio: "inherit" },
);
process.exitCode = status ?? 1;
