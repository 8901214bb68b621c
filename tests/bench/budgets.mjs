// What figures should be: the limits of the design and of the issue that asked for them, all in one place.

/** At least `limit`, on the middle value; `goal` is what would be better still. */
const atLeast = (limit, goal = null) => ({
  text: `≥ ${limit}${goal === null ? "" : `, goal ${goal}`}`,
  isMetBy: ({ median }) => median >= limit,
});

/** At most `limit`, on the middle value. */
const atMost = (limit) => ({ text: `≤ ${limit}`, isMetBy: ({ median }) => median <= limit });

/** At most `limit`, always: on the largest value. */
const neverOver = (limit) => ({ text: `all ≤ ${limit}`, isMetBy: ({ max }) => max <= limit });

export const BUDGETS = {
  pageBytes: neverOver(2_500_000),
  /** A file from disk costs nothing to fetch, so what counts is how soon it is of use. */
  takesDropMillis: atMost(300),
  sampleShownMillis: atMost(600),
  /** Whole ingest ÷ read only. */
  againstReadOnly: atLeast(0.5, 0.8),
  perWorkerMB: atLeast(100),
  firstChartMillis: atMost(500),
  longTasks: neverOver(0),
  mainTaskMillis: neverOver(50),
  /** 3 GiB. */
  tenGigabytesPeakMB: neverOver(3221),
  /** Cost by byte at one size ÷ at a tenth of it: flat, give or take what a shared machine adds. */
  growth: atMost(1.25),
  /** Unpacking alone ÷ the same file by `gzip -dc`. */
  againstGzip: atLeast(1),
  /** A zip of 10,000 small members, and 5,000 small files at once, with two workers. */
  manyMembersSeconds: atMost(10),
  manyFilesSeconds: atMost(8),
  /** How many times as long a peer takes. */
  logSieve: atLeast(10),
  lnavStatus: atLeast(4),
  goAccess: atLeast(30),
  lnavLevel: atLeast(2),
  hlIndexPage: atLeast(1),
  hlIndexCommand: atLeast(2),
  agrind: atLeast(3),
  /** By then the page says that reading has stopped, and no worker goes on. */
  cancelMillis: neverOver(100),
  filterMillis: atMost(100),
  /** Values of a field of ten million entries. */
  fieldValuesMillis: atMost(150),
  requestIdMillis: atMost(300),
  literalGB: atLeast(1),
  alternationGB: atLeast(0.8),
  regexGB: atLeast(0.3),
  /** A regular expression without a literal ÷ one with, reading included. */
  patternAgainstLiteral: atMost(3),
  /** What grows by more than the keys do is no longer linear. */
  twiceTheKeys: neverOver(2.3),
  rowWindowMillis: atMost(50),
  indexBytes: atMost(24),
  /** One allocation in twenty entries is by the block, not by the entry. */
  allocations: atMost(0.05),
};

/** "met", "missed", "not measured", or nothing where there is no budget. */
export function verdictOf(budget, summary) {
  if (budget === null) return "";
  if (summary.median === null) return "not measured";
  return budget.isMetBy(summary) ? "met" : "missed";
}
