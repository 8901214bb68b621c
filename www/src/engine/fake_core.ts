// For tests: workers in the page's own thread, with a small core written for them.
//
// A line reads `<nanos or -> <level> <message>`; every line is an entry. A line that says CHANGED
// ends its task as if the file had changed; PANIC ends the worker, as often as `panics` allows.

import type { Streams } from "./byte_streams";
import type { EntryKey } from "./engine";
import { compareKeys, keyFromWire, wireFromKey } from "./entry_key";
import { type FakeEntry, rowColumns, timelineOf } from "./invented_columns";
import type { Column, FromWorker, ToWorker } from "./messages";
import type { WorkerLike } from "./port";
import type { Ended, Reply, Request, TaskLedger, WireLedger } from "./wire";
import { type CoreSession, WorkerLoop } from "./worker_loop";

const texts = new WeakMap<File, string>();

/** A file whose text fake workers can read at once. */
export function fakeFile(name: string, text: string): File {
  const file = new File([text], name, { lastModified: 0 });
  texts.set(file, text);
  return file;
}

/** What tests may change while workers run. */
export interface FakeWorld {
  panics: number;
  started: number;
  /** Tasks that were told of the last time before them, and that time. */
  readonly joined: [start: number, closing: string | null][];
}

/** A world in which so many workers die. */
export function fakeWorld(panics = 0): FakeWorld {
  return { panics, started: 0, joined: [] };
}

interface FakeTask {
  readonly source: number;
  readonly start: number;
  readonly end: number;
  at: number;
  lines: number;
  isOver: boolean;
  entries: FakeEntry[];
}

/** As in browsers that read better by slices. */
export const NO_STREAMS: Streams = {
  take: () => false,
  has: () => false,
  expect: () => undefined,
  next: () => Promise.reject(new Error("no stream")),
  drop: () => null,
  rest: () => undefined,
};

/** Starts a worker that runs in this thread. */
export function startFakeWorker(world: FakeWorld): WorkerLike {
  let isEnded = false;
  let loop: WorkerLoop | null = null;
  world.started += 1;
  const post = (message: FromWorker): void => {
    setTimeout(() => isEnded || worker.onmessage?.({ data: message } as MessageEvent<FromWorker>));
  };
  const worker: WorkerLike = {
    onmessage: null,
    onmessageerror: null,
    onerror: null,
    terminate: () => {
      isEnded = true;
    },
    postMessage: (message: ToWorker) => setTimeout(() => isEnded || receive(message)),
  };
  function receive(message: ToWorker): void {
    if (message.kind === "start") {
      const later = (task: () => void, millis: number): unknown =>
        setTimeout(() => isEnded || task(), millis);
      loop = new WorkerLoop(new FakeCore(world), {
        post,
        nowMillis: () => performance.now(),
        later,
        streams: NO_STREAMS,
      });
    } else if (message.kind === "probe") {
      post({ kind: "probed", canRead: true });
    } else {
      loop?.receive(message);
    }
  }
  return worker;
}

const NOTHING_HELD = {
  indexBytes: 0,
  fieldBytes: 0,
  textBytes: 0,
  viewBytes: 0,
  readingBytes: 0,
  cacheBytes: 0,
};

class FakeCore implements CoreSession {
  private readonly world: FakeWorld;
  private readonly sources = new Map<number, string>();
  private tasks: FakeTask[] = [];
  private view: Request & { kind: "view" } = {
    kind: "view",
    generation: 0,
    query: "",
    from: null,
    end: null,
    grid: null,
  };
  private isPaused = false;
  private pushed = new Map<number, Map<number, string>>();

  constructor(world: FakeWorld) {
    this.world = world;
  }

  attach(source: number, file: File): void {
    this.sources.set(source, texts.get(file) ?? "");
  }

  stream(): void {}

  append(source: number, start: number, bytes: Uint8Array): void {
    const ranges = this.pushed.get(source) ?? new Map();
    this.pushed.set(source, ranges.set(start, new TextDecoder().decode(bytes)));
  }

  call(text: string): { head: string; columns: Column[] } {
    const request = JSON.parse(text) as Request;
    const columns: Column[] = [];
    return { head: JSON.stringify(this.reply(request, columns)), columns };
  }

  private reply(request: Request, columns: Column[]): Reply {
    const { generation } = this.view;
    switch (request.kind) {
      case "open":
        return this.open(request);
      case "list":
        return { kind: "failed", trouble: "badRequest", message: "there are no archives here" };
      case "ingest": {
        const { source, start, end } = request;
        const task = { source, start, end, at: start, lines: 0, isOver: false, entries: [] };
        this.tasks.push(task);
        return { kind: "done" };
      }
      case "step":
        return this.step();
      case "join":
        this.world.joined.push([request.start, request.closing]);
        return { kind: "done" };
      case "pause":
        this.isPaused = request.isPaused;
        return { kind: "done" };
      case "cancel":
        for (const task of this.tasks) task.isOver = true;
        return { kind: "done" };
      case "grow": {
        const { source, from } = request;
        this.tasks = this.tasks.filter((task) => task.source !== source || task.start < from);
        return { kind: "grown", isSame: true };
      }
      case "close":
        this.tasks = this.tasks.filter((task) => task.source !== request.source);
        this.sources.delete(request.source);
        return { kind: "done" };
      case "ledgers":
        return { kind: "ledgers", tasks: this.tasks.map(ledgerOf) };
      case "view":
        if (request.query === "bad(") {
          return {
            kind: "badQuery",
            generation: request.generation,
            message: "Bad",
            start: 3,
            end: 4,
          };
        }
        this.view = request;
        return {
          kind: "viewed",
          generation: request.generation,
          levelMask: 255,
          needles: [],
        };
      case "counts":
        return this.counts(columns);
      case "rank": {
        const listed = this.listed();
        const counts = request.keys.map((key) => rankOf(listed, keyFromWire(key)));
        return { kind: "ranks", generation, isComplete: true, counts };
      }
      case "rows":
        columns.push(...rowColumns(this.listed(), keyFromWire(request.key), request.count));
        return { kind: "rows", generation, isCut: false };
      case "seek": {
        const at = keyFromWire(request.key);
        const fits = this.listed().filter((entry) => entry.level >= request.minLevel);
        const found = request.isBackwards
          ? fits.findLast((entry) => compareKeys(entry.key, at) < 0)
          : fits.find((entry) => compareKeys(entry.key, at) > 0);
        return { kind: "found", generation, key: found ? wireFromKey(found.key) : null };
      }
      case "memory":
      case "budget":
        return {
          kind: "memory",
          held: NOTHING_HELD,
          budgetBytes: null,
          isOver: false,
          dropped: [],
        };
      case "example":
        return { kind: "failed", trouble: "badRequest", message: "made up" };
      case "formats":
        return { kind: "formats", formats: [{ id: "fake", title: "Fake lines" }] };
      case "readFormat":
        return { kind: "format", format: null, problem: "made up" };
      case "entry":
        return this.entry(request.source, request.offset, columns);
    }
  }

  private open({ source, sizeBytes, overrule }: Request & { kind: "open" }): Reply {
    const text = this.sources.get(source) ?? this.pushed.get(source)?.get(0) ?? "";
    const content = sizeBytes === 0 ? "empty" : text.startsWith("\0") ? "binary" : "text";
    const times = { unpackLimit: null, notAfter: "0", offsetSecs: 0, shiftSecs: 0 } as const;
    const plan = { content, decoders: [], formats: [], ...times } as const;
    const about = {
      formatId: overrule.format ?? "fake",
      formatTitle: "Fake lines",
      why: content === "binary" ? "binary data" : "for tests",
    };
    return { kind: "opened", source, opened: { plan, ...about, first: null, last: null } };
  }

  private step(): Reply {
    const task = this.isPaused ? undefined : this.tasks.find((each) => !each.isOver);
    const ended: Ended[] = [];
    if (task === undefined) {
      return { kind: "stepped", hasMore: false, wants: null, ended, hasNews: false };
    }
    const text = this.sources.get(task.source) ?? this.pushed.get(task.source)?.get(task.start);
    if (text === undefined) {
      const { source, start, end } = task;
      return {
        kind: "stepped",
        hasMore: false,
        wants: { source, start, end },
        ended,
        hasNews: false,
      };
    }
    const failure = this.readSome(task, text);
    if (task.isOver) {
      ended.push({ source: task.source, start: task.start, failure });
    }
    return {
      kind: "stepped",
      hasMore: this.tasks.some((each) => !each.isOver),
      wants: null,
      ended,
      hasNews: true,
    };
  }

  /** Reads up to 2000 lines of a task. */
  private readSome(task: FakeTask, text: string): Ended["failure"] {
    if (task.at === task.start && task.start > 0 && text[task.start - 1] !== "\n") {
      task.at = lineEnd(text, task.start);
    }
    for (let line = 0; line < 2000 && task.at < task.end; line += 1) {
      const end = lineEnd(text, task.at);
      const [time = "-", level = "0", ...words] = text.slice(task.at, end).trimEnd().split(" ");
      if (words.includes("PANIC") && this.world.panics > 0) {
        this.world.panics -= 1;
        throw new WebAssembly.RuntimeError("unreachable");
      }
      if (words.includes("CHANGED")) {
        task.isOver = true;
        return { trouble: "changed", at: task.at, message: "The file changed" };
      }
      const key = {
        nanos: time === "-" ? null : BigInt(time),
        source: task.source,
        offset: task.at,
      };
      task.entries.push({ key, level: Number(level), text: words.join(" ") });
      task.lines += 1;
      task.at = end;
    }
    task.isOver = task.at >= task.end;
    return null;
  }

  private listed(): FakeEntry[] {
    const { query, from, end } = this.view;
    const isListed = ({ key, text }: FakeEntry): boolean =>
      text.includes(query) &&
      (from === null || (key.nanos !== null && key.nanos >= BigInt(from))) &&
      (end === null || (key.nanos !== null && key.nanos < BigInt(end)));
    const entries = this.tasks.flatMap((task) => task.entries).filter(isListed);
    return entries.sort((a, b) => compareKeys(a.key, b.key));
  }

  private counts(columns: Column[]): Reply {
    const listed = this.listed();
    columns.push(timelineOf(listed, this.view.grid));
    const { generation } = this.view;
    const levelCounts = levelsOf(listed);
    const undated = levelsOf(listed.filter((entry) => entry.key.nanos === null));
    const total = listed.length;
    return {
      kind: "counts",
      generation,
      isComplete: true,
      lookedAt: total,
      total,
      levelCounts,
      undated,
      outsideGrid: 0,
      unsearched: 0,
      unknownFields: [],
    };
  }

  private entry(source: number, offset: number, columns: Column[]): Reply {
    for (const task of this.tasks.filter((each) => each.source === source)) {
      const idx = task.entries.findIndex((entry) => entry.key.offset === offset);
      const found = task.entries[idx];
      if (found !== undefined) {
        columns.push(new TextEncoder().encode(found.text));
        const place = { key: wireFromKey(found.key), taskStart: task.start, linesBefore: idx };
        const about = { level: found.level, digits: 9, inferred: 0, format: "Fake lines" };
        const { length } = found.text;
        return {
          kind: "entry",
          ...place,
          lengthBytes: length,
          ...about,
          message: found.text,
          fields: [],
        };
      }
    }
    return { kind: "failed", trouble: "badRequest", message: "no such entry" };
  }
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  return newline < 0 ? text.length : newline + 1;
}

function rankOf(entries: readonly FakeEntry[], key: EntryKey): number {
  return entries.filter((entry) => compareKeys(entry.key, key) < 0).length;
}

function levelsOf(entries: readonly FakeEntry[]): number[] {
  return Array.from(
    { length: 8 },
    (_, level) => entries.filter((entry) => entry.level === level).length,
  );
}

function ledgerOf(task: FakeTask): TaskLedger {
  const times = task.entries.flatMap(({ key }) => (key.nanos === null ? [] : [key.nanos]));
  const sorted = [...times].sort((a, b) => (a < b ? -1 : 1));
  const bytesRead = Math.max(0, Math.min(task.at, task.end) - task.start);
  const ledger: WireLedger = {
    ...{ bytesRead, bytesDecoded: bytesRead, bytesInEntries: bytesRead },
    ...{ bytesOutside: 0, bytesTrailing: 0 },
    ...{ lines: task.lines, blankLines: 0, headerLines: 0, joinedLines: 0 },
    ...{ entries: task.entries.length },
    ...{ withoutTime: task.entries.length - times.length, timeOutOfRange: 0, inferredYear: 0 },
    ...{ inferredZone: 0, inferredDate: 0, outOfOrder: 0, invalidBytes: 0, splitEntries: 0 },
    levels: levelsOf(task.entries),
    formats: [["fake", "Fake lines", task.entries.length]],
  };
  const [first, last] = [sorted[0], sorted.at(-1)].map((nanos) => nanos?.toString() ?? null);
  const [opening, closing] = [times[0], times.at(-1)].map((nanos) => nanos?.toString() ?? null);
  const { source, start } = task;
  return {
    source,
    start,
    ledger,
    first: first ?? null,
    last: last ?? null,
    opening: opening ?? null,
    closing: closing ?? null,
  };
}
