// What is searched for in the log4j-like files: in the page, by the command and by `rg`, three needles of each kind.

import { closeSync, openSync, readSync, statSync } from "node:fs";

export const SEARCHES = {
  literal: ["PoolExhaustedException", "PaymentRefusedException", "warehouse north-7"],
  alternation: [
    "(PoolExhaustedException or PaymentRefusedException or StockKeeper-9)",
    "(OutOfMemory or PoolExhaustedException or Deadlock)",
    "(SocketTimeoutException or Deadlock or Watchdog)",
  ],
  "regex of alternatives": [
    "/PoolExhausted|PaymentRefused|Deadlock/",
    "/OutOfMemory|SocketTimeout|Watchdog/",
    "/PaymentRefused|Deadlock|Watchdog/",
  ],
  "regex without literal": ["/[a-f]\\d{7}[a-f]/", "/\\d{9} o/", "/[a-f]{7}\\d/"],
};

export const PATTERN_WITH_LITERAL = "/PoolExhausted\\w+/";

/** Whatever matches nearly everything is asked for what it does not match, so that printing counts for little. */
export const PATTERNS_WITHOUT_LITERAL = [
  "/[a-f]\\d{7}[a-f]/",
  "/\\d{9} o/",
  "/[a-f]{7}\\d/",
  "-/^[^{]+$/",
  '-/[^"]+/',
  "-/(?s).*/",
  "-/\\w+\\s+\\w+/",
  "/\\d{3}[A-Z]{3}\\s*$/",
  "/(?i)[a-z]{40}/",
  "/(\\w\\s){8}/",
];

/** The regular expression that finds the same text; the page's words are matched in any case, its patterns as they stand. */
export function regexOf(query) {
  if (query.startsWith("/")) return { pattern: query.slice(1, -1), isAnyCase: false };
  return { pattern: query.replaceAll(/[()]/g, "").replaceAll(" or ", "|"), isAnyCase: true };
}

/** The queries as the page takes them: a literal of several words is a phrase. */
export const queryOf = (text) =>
  text.includes(" ") && !text.startsWith("(") && !text.startsWith("/") ? `"${text}"` : text;

/** Ids of requests that stand in the file once each, at these shares of its length. */
export function requestIds(path, shares = [0.62, 0.31, 0.93]) {
  const piece = Buffer.alloc(1 << 16);
  const file = openSync(path, "r");
  const ids = shares.map((share) => {
    readSync(file, piece, 0, piece.length, Math.floor(statSync(path).size * share));
    return /request ([0-9a-f]{16}) /.exec(piece.toString("latin1"))[1];
  });
  closeSync(file);
  return ids;
}
