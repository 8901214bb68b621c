// Peers: what each is asked, how many times as long as ours it may take, which formats it knows.
//
// A peer is what a package manager has; `.ci/setup.sh peers` installs it.

import { spawnSync } from "node:child_process";
import { BUDGETS } from "../budgets.mjs";
import { regexOf, SEARCHES } from "../searches.mjs";

const AGRIND = process.env.LOGSCRY_AGRIND || "agrind";
const LNAV_LEVELS = ";select log_level, count(*) from all_logs group by log_level";
const LNAV_STATUSES = ";select sc_status, count(*) from access_log group by sc_status";

const hasLines = (count) => (output) => output.trim().split("\n").length >= count;

/**
 * `args` makes the arguments for a file, and for a folder that is deleted afterwards.
 *
 * `pageBudget` and `summaryBudget`: how many times as long as the page and as `logscry summary` the peer should take, for
 * files of `budgetKinds` if that is said. A slow one runs once. One that does not do what we do, but a part of it, is not
 * `isWhole` and has no such ratio.
 */
export const PEERS = [
  { name: "wc -l", command: "wc", kinds: null, args: (path) => ["-l", path], isWhole: false },
  {
    name: "lnav count by level",
    command: "lnav",
    kinds: null,
    args: (path) => ["-n", "-c", LNAV_LEVELS, path],
    isKnown: hasLines(2),
    unknown: "lnav does not know this format",
    pageBudget: BUDGETS.lnavLevel,
    budgetKinds: ["log4j"],
    summaryBudget: BUDGETS.lnavLevel,
  },
  {
    name: "lnav count by status",
    command: "lnav",
    kinds: ["access"],
    args: (path) => ["-n", "-c", LNAV_STATUSES, path],
    isKnown: hasLines(2),
    unknown: "lnav does not know this format",
    pageBudget: BUDGETS.lnavStatus,
  },
  {
    name: "GoAccess report",
    command: "goaccess",
    kinds: ["access"],
    args: (path, folder) => [
      path,
      "--log-format=COMBINED",
      "--no-progress",
      "-o",
      `${folder}/report.json`,
    ],
    pageBudget: BUDGETS.goAccess,
    isSlow: true,
  },
  {
    name: "angle-grinder count by level",
    command: AGRIND,
    kinds: ["json"],
    args: (path) => ["--file", path, "* | json | count by level"],
    isKnown: hasLines(3),
    unknown: "angle-grinder found no level",
    pageBudget: BUDGETS.agrind,
  },
  {
    name: "hl filter by level",
    command: "hl",
    kinds: ["json"],
    args: (path) => ["-P", "--color", "never", "-l", "e", path],
    isRightOne: (help) => help.includes("JSON"),
    missing: "no package manager has it (the crate hl is another program)",
  },
  {
    name: "hl sorted",
    command: "hl",
    kinds: ["json"],
    args: (path) => ["-P", "--color", "never", "-s", "-l", "e", path],
    isRightOne: (help) => help.includes("JSON"),
    missing: "no package manager has it (the crate hl is another program)",
    pageBudget: BUDGETS.hlIndexPage,
    summaryBudget: BUDGETS.hlIndexCommand,
  },
  {
    name: "LogSieve",
    command: null,
    kinds: ["log4j"],
    missing: "no package manager has it",
    pageBudget: BUDGETS.logSieve,
  },
  ...Object.entries(SEARCHES).map(([kind, [text]]) => ({
    name: `ripgrep ${kind}`,
    command: "rg",
    kinds: ["log4j"],
    isWhole: false,
    args: (path) => {
      const { pattern, isAnyCase } = regexOf(text);
      return ["--count", "--no-config", ...(isAnyCase ? ["-i"] : []), "-e", pattern, path];
    },
  })),
];

/** Versions of what is compared with, as the programs say; null where one is missing. */
export function peerVersions() {
  const version = (command, arg = "--version") => {
    const { error, stdout } = spawnSync(command, [arg], { encoding: "utf8" });
    return error === undefined ? stdout.split("\n")[0].trim() || "unknown" : null;
  };
  return {
    lnav: version("lnav", "-V"),
    goaccess: version("goaccess", "--version"),
    ripgrep: version("rg"),
    "angle-grinder": version(AGRIND),
    gzip: version("gzip"),
    valgrind: version("valgrind"),
  };
}

/** Why a peer cannot run; null if it can. */
export function whyMissing({ command, missing, isRightOne }) {
  if (command === null) return missing;
  const { error, stdout } = spawnSync(command, ["--help"], { encoding: "utf8" });
  if (error !== undefined) return missing ?? "not installed";
  return (isRightOne?.(stdout) ?? true) ? null : missing;
}
