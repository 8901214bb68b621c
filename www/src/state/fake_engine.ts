// A made-up engine for tests and for looking at the page: no files, no workers, invented entries.
// Never part of the built page.

import {
  type Engine,
  type EntryDetail,
  type EntryKey,
  type FormatTitle,
  type Grid,
  LEVEL_NAMES,
  type Ledger,
  N_LEVELS,
  NO_OVERRULE,
  type QueryError,
  type Row,
  type Selection,
  type Snapshot,
  type SourceState,
  type ViewSpec,
} from "../engine/engine";
import { EMPTY_LEDGER, EMPTY_SNAPSHOT } from "./app_state";
import {
  FAILURES,
  inventedExample,
  inventedFormat,
  levelsOfQuery,
  MESSAGES,
  NAMES,
  seeded,
  troubleOf,
} from "./invented_entries";
import { FAKE_DEFAULTS, type FakeOptions } from "./invented_options";

interface FakeEntry {
  readonly row: Row;
  readonly request: string;
}

/** An engine whose sources are there as soon as anything is added. */
export class FakeEngine implements Engine {
  readonly #entries: readonly FakeEntry[];
  readonly #options: FakeOptions;
  readonly #listeners = new Set<(snapshot: Snapshot) => void>();
  #isOpen = false;
  #isPaused = false;
  #budgetBytes = 0;
  #epoch = 0;
  #progress: number;
  #view: ViewSpec = { query: "", range: null, grid: null };
  #matching: readonly FakeEntry[] = [];
  #closed = new Set<number>();

  constructor(options: Partial<FakeOptions> = {}) {
    this.#options = { ...FAKE_DEFAULTS, ...options };
    this.#progress = this.#options.progress;
    this.#entries = inventEntries(this.#options);
  }

  add(): Promise<readonly string[]> {
    this.#isOpen = true;
    this.#publish();
    return Promise.resolve([]);
  }

  subscribe(listener: (snapshot: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#snapshot());
    return () => void this.#listeners.delete(listener);
  }

  ask(): () => void {
    return () => undefined;
  }

  rewrite(query: string): Promise<string | null> {
    return Promise.resolve(query);
  }

  setView(view: ViewSpec): void {
    this.#view = view;
    // Answers come later, as from a worker.
    setTimeout(() => this.#publish(), 5);
  }

  async rows(first: number, count: number): Promise<readonly Row[]> {
    await Promise.resolve();
    return this.#matching.slice(first, first + count).map((entry) => entry.row);
  }

  async indexOf(key: EntryKey): Promise<number> {
    await Promise.resolve();
    const idx = this.#matching.findIndex((entry) => compareKeys(entry.row.key, key) >= 0);
    return idx < 0 ? this.#matching.length : idx;
  }

  async seek(
    key: EntryKey | null,
    direction: "next" | "previous",
    minLevel: number,
  ): Promise<EntryKey | null> {
    await Promise.resolve();
    const isWanted = ({ row }: FakeEntry): boolean => row.level >= minLevel;
    if (direction === "next")
      return (
        this.#matching.find(
          (entry) => isWanted(entry) && (key === null || compareKeys(entry.row.key, key) > 0),
        )?.row.key ?? null
      );
    return (
      this.#matching.findLast(
        (entry) => isWanted(entry) && (key === null || compareKeys(entry.row.key, key) < 0),
      )?.row.key ?? null
    );
  }

  async entry(key: EntryKey): Promise<EntryDetail> {
    await Promise.resolve();
    const found = this.#entries.find((entry) => entry.row.key === key);
    if (found === undefined) throw new Error("no such entry");
    const { row, request } = found;
    const raw = `${row.message}\n${row.level >= 6 ? STACK : ""}`;
    return {
      key,
      line: key.offset / 100 + 1,
      lengthBytes: raw.length,
      level: row.level,
      digits: row.digits,
      inferred: row.inferred,
      format: "log4j pattern",
      fields: [
        ["thread", "http-nio-8080-exec-17"],
        ["logger", "com.example.payments.PaymentClient"],
        ["request_id", request],
        ["zone", "eu-central-1b"],
        ["build", "812"],
        ["duration_ms", "3000"],
        ["user agent", "okhttp/4.12.0"],
      ],
      message: row.message,
      raw,
      isRawClipped: false,
    };
  }

  /** Reads on: every second entry first, so that later ones come between those that are there. */
  readOn(progress: number): void {
    this.#progress = progress;
    this.#publish();
  }

  cancel(): void {}

  pause(): void {
    this.#isPaused = true;
    this.#publish();
  }

  resume(): void {
    this.#isPaused = false;
    this.#publish();
  }

  setMemoryBudget(budgetBytes: number): void {
    this.#budgetBytes = budgetBytes;
    this.#publish();
  }

  overrule(): void {}
  chooseMembers(): void {}
  readFormat = inventedFormat;
  builtInFormats = (): Promise<readonly FormatTitle[]> =>
    Promise.resolve([{ id: "log4j", title: "Log4j and Logback" }]);
  example = inventedExample;
  /** Reads anew, so fast that nobody sees it reading. */
  reread(): void {
    this.#epoch += 1;
    this.#publish();
  }

  readMore(): void {}
  lookAgain = (): Promise<readonly number[]> => Promise.resolve([]);

  close(source: number): void {
    this.#closed.add(source);
    if (this.#closed.size >= this.#options.sources) {
      this.#isOpen = false;
      this.#closed = new Set();
    }
    this.#publish();
  }

  #publish(): void {
    const snapshot = this.#snapshot();
    for (const listener of this.#listeners) listener(snapshot);
  }

  #readSoFar(): readonly FakeEntry[] {
    const count = Math.floor(this.#entries.length * this.#progress);
    if (!this.#options.isInterleaved) return this.#entries.slice(0, count);
    return this.#entries.filter(
      (_, idx) => (idx % 2 === 0 ? idx / 2 : this.#entries.length / 2 + (idx - 1) / 2) < count,
    );
  }

  #snapshot(): Snapshot {
    if (!this.#isOpen) return EMPTY_SNAPSHOT;
    const { start, spanNanos } = this.#options;
    const progress = this.#progress;
    const read = this.#readSoFar();
    const selection = this.#select(read);
    const sources = inventSources({ ...this.#options, progress }, read)
      .filter((source) => !this.#closed.has(source.id))
      .map((source) => ({ ...source, epoch: this.#epoch }));
    return {
      phase: progress < 1 ? "reading" : "ready",
      isPaused: this.#isPaused && progress < 1,
      memory: { ...EMPTY_SNAPSHOT.memory, budgetBytes: this.#budgetBytes },
      sources,
      bytesTotal: this.#entries.length * 100,
      bytesRead: Math.floor(this.#entries.length * 100 * progress),
      bytesPerSecond: progress < 1 ? 210e6 : 0,
      ledger: { ...EMPTY_LEDGER, entries: read.length, levels: countLevels(read) },
      notice: null,
      bounds:
        read.length === 0 || read[0]?.row.key.nanos === null
          ? null
          : { from: start, end: start + spanNanos },
      selection,
    };
  }

  #select(read: readonly FakeEntry[]): Selection {
    const { query, range, grid } = this.#view;
    const error = fakeError(query);
    const mask = levelsOfQuery(query);
    const words = query
      .split(/\s+/)
      .filter((word) => word !== "" && !word.includes(":") && !word.includes(">="))
      .map((word) => word.replaceAll('"', ""));
    const isMatch = ({ row }: FakeEntry): boolean =>
      words.every((word) =>
        word.startsWith("-")
          ? !row.message.toLowerCase().includes(word.slice(1).toLowerCase())
          : row.message.toLowerCase().includes(word.toLowerCase()),
      );
    const byText =
      error === null
        ? read.filter((entry) => isMatch(entry) && !this.#closed.has(entry.row.key.source))
        : [];
    const byLevel = byText.filter(({ row }) => (mask & (1 << row.level)) !== 0);
    const inRange = ({ row }: FakeEntry): boolean =>
      range === null ||
      (row.key.nanos !== null && row.key.nanos >= range.from && row.key.nanos < range.end);
    this.#matching = byLevel.filter(inRange);
    const total = this.#matching.length;
    return {
      view: this.#view,
      error,
      ...{ hint: null, unsearched: 0 },
      levelMask: mask,
      chosenLevels: mask,
      needles: words
        .filter((word) => !word.startsWith("-"))
        .map((text) => ({ text, isRegex: false })),
      isComplete: true,
      ...{ lookedAt: total, total },
      levelCounts: countLevels(byText.filter(inRange)),
      ...countTimeline(byLevel, grid),
      undated: countLevels(byLevel.filter(({ row }) => row.key.nanos === null)),
    };
  }
}

const STACK = `java.net.SocketTimeoutException: Read timed out
${Array.from({ length: 24 }, (_, idx) => `\tat com.example.payments.PaymentClient.step${idx}(PaymentClient.java:${100 + idx * 7})`).join("\n")}
Caused by: java.io.IOException: connection reset by peer
\tat sun.nio.ch.SocketChannelImpl.read(SocketChannelImpl.java:276)`;

function inventEntries(options: FakeOptions): readonly FakeEntry[] {
  const random = seeded(7);
  const entries: FakeEntry[] = [];
  for (let idx = 0; idx < options.entries; idx += 1) {
    const share = (idx + random()) / options.entries;
    const isBad = share > 0.55 && share < 0.72 && random() < 0.3;
    const table = isBad ? FAILURES : MESSAGES;
    const pick = table[Math.floor(random() ** (isBad ? 1.6 : 1) * table.length)] ?? [3, "started"];
    const isUntimed = idx >= options.entries - options.untimed;
    const nanos = isUntimed
      ? null
      : options.start + (options.spanNanos * BigInt(Math.floor(share * 1e6))) / 1_000_000n;
    const request = Math.floor(random() * 0xffffffff)
      .toString(16)
      .padStart(8, "0");
    const key = { nanos, source: Math.floor(random() * options.sources), offset: idx * 100 };
    entries.push({
      request,
      row: {
        key,
        level: pick[0],
        digits: 3,
        inferred: key.source === 1 ? 2 : 0,
        message: `${pick[1]} request_id=${request}`,
      },
    });
  }
  return entries.sort((a, b) => compareKeys(a.row.key, b.row.key));
}

function inventSources(options: FakeOptions, read: readonly FakeEntry[]): readonly SourceState[] {
  return Array.from({ length: options.sources }, (_, id) => {
    const own = read.filter((entry) => entry.row.key.source === id);
    const timed = own.filter((entry) => entry.row.key.nanos !== null);
    const name = NAMES[id] ?? `node-${id}.log`;
    return {
      id,
      name,
      path: `incident/${name}`,
      sizeBytes: own.length * 100 + 3,
      phase: options.isTroubled && id === 0 ? "failed" : options.progress < 1 ? "reading" : "ready",
      epoch: 0,
      progress: options.progress,
      notice: options.isTroubled ? troubleOf(id, name) : null,
      newBytes: null,
      overrule: NO_OVERRULE,
      archive: null,
      within: null,
      isTooMuch: false,
      canReread: options.isTroubled && id === 1,
      format: {
        id: "log4j",
        title: "log4j pattern",
        why: "date, level in brackets and logger in 512 of 512 sampled lines",
      },
      firstNanos: timed[0]?.row.key.nanos ?? null,
      lastNanos: timed.at(-1)?.row.key.nanos ?? null,
      ledger: inventLedger(own, id),
    };
  });
}

function inventLedger(own: readonly FakeEntry[], id: number): Ledger {
  const bytes = own.length * 100;
  return {
    ...EMPTY_LEDGER,
    bytesRead: bytes + 3,
    bytesDecoded: bytes + 3,
    bytesInEntries: bytes,
    bytesOutside: 3,
    lines: own.length + 240,
    joinedLines: 240,
    sharedLines: 0,
    entries: own.length,
    parsedEntries: Math.max(0, own.length - 2),
    inferredZone: id === 1 ? own.length : 0,
    inferredDate: 0,
    outOfOrder: 4,
    levels: countLevels(own),
    withoutTime: own.filter(({ row }) => row.key.nanos === null).length,
    formats: [
      { id: "log4j", title: "log4j pattern", entries: Math.max(0, own.length - 2) },
      { id: "text", title: "Plain text", entries: 2 },
    ],
  };
}

function countTimeline(
  entries: readonly FakeEntry[],
  grid: Grid | null,
): { readonly timeline: Uint32Array; readonly outsideGrid: number } {
  const timeline = new Uint32Array((grid?.bucketCount ?? 0) * N_LEVELS);
  let outsideGrid = 0;
  for (const { row } of entries) {
    if (grid === null || row.key.nanos === null) continue;
    const bucket = Number((row.key.nanos - grid.start) / grid.width);
    if (row.key.nanos < grid.start || bucket >= grid.bucketCount) outsideGrid += 1;
    else
      timeline[bucket * N_LEVELS + row.level] = (timeline[bucket * N_LEVELS + row.level] ?? 0) + 1;
  }
  return { timeline, outsideGrid };
}

function countLevels(entries: readonly FakeEntry[]): readonly number[] {
  const counts = LEVEL_NAMES.map(() => 0);
  for (const { row } of entries) counts[row.level] = (counts[row.level] ?? 0) + 1;
  return counts;
}

function compareKeys(a: EntryKey, b: EntryKey): number {
  if (a.nanos !== b.nanos)
    return a.nanos === null ? 1 : b.nanos === null ? -1 : a.nanos < b.nanos ? -1 : 1;
  return a.source - b.source || a.offset - b.offset;
}

function fakeError(query: string): QueryError | null {
  const at = query.indexOf("stauts");
  return at < 0
    ? null
    : { message: "`stauts` is not a field here. Did you mean `status`?", start: at, end: at + 6 };
}
