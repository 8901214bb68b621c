// A limit of time for each test: one that does not end ends its run, by name.
//
// Node's own `--test-timeout` ends whole files and names those; it remains as a second net, for code that never gives way
// to a timer. No limit asks for a fast machine: it is many times what the slowest test takes on a busy one.
//
//   node ${limitArgs(60)} --test files

import { afterEach, beforeEach } from "node:test";

/** A file may take as long as so many tests that just keep to the limit. */
const TESTS_PER_FILE = 20;

/** Arguments of Node for a run in which each test may take so many seconds. */
export function limitArgs(seconds) {
  const fileMillis = TESTS_PER_FILE * seconds * 1000;
  return ["--import", `${import.meta.url}?seconds=${seconds}`, `--test-timeout=${fileMillis}`];
}

const { searchParams } = new URL(import.meta.url);
const seconds = Number(searchParams.get("seconds"));
if (seconds > 0) {
  let timer;
  beforeEach(({ name }) => {
    timer = setTimeout(() => {
      console.error(`The test "${name}" did not end within ${seconds} s.`);
      process.exit(1);
    }, seconds * 1000);
  });
  afterEach(() => clearTimeout(timer));
}
