import assert from "node:assert/strict";
import { test } from "node:test";
import { TestStreams } from "../testing/test_file";
import type { Ended, Reply, Request, SentFold, Want } from "../wire";
import type { Streams } from "./byte_streams";
import type { Column, FromWorker, News } from "./messages";
import { nextBudget } from "./pacing";
import { type CoreSession, WorkerLoop } from "./worker_loop";

const FOLD: Request = {
  kind: "fold",
  fold: 0,
  selection: 0,
  generation: 1,
  ask: { fold: "counts", grid: null },
};

/** Several keys are a round of a search. */
const SEARCH_ROUND = [0, 9].map((offset) => ({ nanos: null, source: 0, offset }));

type Called = ReturnType<CoreSession["call"]>;

/** A question with news, and the bytes of its part. */
const SENT: SentFold = { fold: 0, generation: 1, isComplete: false };
const partBytes = (): Column[] => [new Uint8Array([1, 2, 3])];

/** A session with `steps` steps of work, each taking some time of the bench's clock. */
class Bench implements CoreSession {
  millis = 1000;
  steps = 0;
  stepMillis = 20;
  fails = false;
  endsAt: number[] = [];
  /** The question was asked, or something was read, since its part was told. */
  isFresh = false;
  /** After so many steps more its answer is whole for the first time. */
  wholeAt = -1;
  readonly budgets: number[] = [];
  readonly dues: boolean[] = [];
  readonly posted: FromWorker[] = [];
  readonly transferred: Transferable[][] = [];
  readonly newsMillis: number[] = [];
  private readonly waiting: (() => void)[] = [];
  readonly loop = new WorkerLoop(this, {
    post: (message, transfer) => {
      this.posted.push(message);
      this.transferred.push(transfer);
      if (message.kind === "news") this.newsMillis.push(this.millis);
    },
    nowMillis: () => this.millis,
    later: (task) => this.waiting.push(task),
    streams: new TestStreams(),
    readTogether: (files) => this.readTogether(files),
  });

  readTogether: (files: readonly File[]) => readonly Uint8Array[] | null = () => null;
  attach(): void {}
  stream(): void {}
  append: CoreSession["append"] = () => undefined;

  call(request: string): Called {
    const reply = this.reply(JSON.parse(request) as Request);
    const hasPart = reply.kind === "progress" && reply.folds.length > 0;
    return { head: JSON.stringify(reply), columns: hasPart ? partBytes() : [] };
  }

  run(times: number): void {
    for (let time = 0; time < times; time += 1) this.waiting.shift()?.();
  }

  get news(): News[] {
    return this.posted.flatMap((message) => (message.kind === "news" ? [message.news] : []));
  }

  private reply(request: Request): Reply {
    switch (request.kind) {
      case "step": {
        if (this.fails) throw new WebAssembly.RuntimeError("unreachable");
        this.budgets.push(request.budgetBytes);
        this.dues.push(request.isDue);
        const hadWork = this.steps > 0;
        this.steps -= hadWork ? 1 : 0;
        this.millis += hadWork ? this.stepMillis : 0;
        this.isFresh ||= hadWork;
        const ended: Ended[] =
          this.endsAt.includes(this.steps) && hadWork
            ? [{ source: 0, start: this.steps, failure: null }]
            : [];
        const hasMore = this.steps > 0;
        // What is left to tell is told before a rest, as the core does it.
        const isDue = request.isDue || !hasMore;
        const isSent = this.isFresh && (isDue || (hadWork && this.steps === this.wholeAt));
        this.isFresh &&= !isSent;
        const folds = isSent ? [SENT] : [];
        const hasNews = hadWork && !isDue;
        return { kind: "progress", hasMore, wants: null, ended, hasNews, tasks: [], folds };
      }
      case "fold":
      case "resend":
        this.isFresh = true;
        return { kind: "done" };
      default:
        return { kind: "done" };
    }
  }

  ask(request: Request): void {
    this.loop.receive({ kind: "ask", asks: [{ id: 7, request }] });
  }

  ingest(): void {
    const plan = {
      content: "text",
      decoders: null,
      unpackLimit: null,
      formats: null,
      notAfter: "0",
      offsetSecs: 0,
      shiftSecs: 0,
    } as const;
    this.ask({ kind: "ingest", source: 0, plan, start: 0, end: 9 });
  }
}

test("a request is answered before the next step", () => {
  const bench = new Bench();
  bench.steps = 5;
  bench.ingest();
  bench.run(2);
  bench.ask({ kind: "rank", selection: 0, keys: [] });
  assert.equal(bench.posted.at(-1)?.kind, "reply");
  assert.equal(bench.steps, 3);
});

test("news come at most every 100 ms while reading, and at the end", () => {
  const bench = new Bench();
  bench.steps = 23;
  bench.ingest();
  bench.run(30);
  // A step that begins before its time tells nothing, so that every sixth of 20 ms does.
  assert.deepEqual(
    bench.news.map((news) => news.isIdle),
    [false, false, false, false, true],
  );
  assert.deepEqual(bench.newsMillis, [1020, 1140, 1260, 1380, 1460]);
  assert.ok(bench.news.every(({ folds, parts }) => folds.length === 1 && parts.length === 1));
  assert.equal(bench.dues.filter((isDue) => isDue).length, 4);
});

test("parts are posted as they came, without a copy", () => {
  const bench = new Bench();
  bench.steps = 1;
  bench.ingest();
  bench.run(1);
  const [news] = bench.news;
  assert.deepEqual(news?.folds, [SENT]);
  assert.deepEqual(news?.parts, partBytes());
  assert.deepEqual(
    bench.transferred.at(-1),
    news?.parts.map(({ buffer }) => buffer),
  );
});

test("an answer that is whole for the first time is told at once, and the next not before its time", () => {
  const bench = new Bench();
  bench.steps = 12;
  bench.wholeAt = 9;
  bench.ingest();
  bench.run(12);
  assert.deepEqual(bench.newsMillis, [1020, 1060, 1180, 1240]);
});

test("the end of a task is told at once", () => {
  const bench = new Bench();
  bench.steps = 4;
  bench.endsAt = [2];
  bench.ingest();
  bench.run(2);
  assert.deepEqual(
    bench.news.flatMap((news) => news.ended.map((ended) => ended.start)),
    [2],
  );
});

test("a question is answered although nothing is read", () => {
  const bench = new Bench();
  bench.ask(FOLD);
  bench.run(3);
  assert.equal(bench.news.length, 1);
  assert.deepEqual(bench.news[0]?.folds, [SENT]);
  assert.equal(bench.news[0]?.parts.length, 1);
});

test("what was told is told again when it is asked for", () => {
  const bench = new Bench();
  bench.ask(FOLD);
  bench.run(3);
  bench.ask({ kind: "resend" });
  bench.run(3);
  assert.deepEqual(
    bench.news.map(({ folds }) => folds),
    [[SENT], [SENT]],
  );
});

test("a trap is told once, and nothing is done after it", () => {
  const bench = new Bench();
  bench.steps = 3;
  bench.fails = true;
  bench.ingest();
  bench.run(3);
  bench.ask({ kind: "memory" });
  assert.deepEqual(bench.posted.slice(1), [
    { kind: "broken", message: "RuntimeError: unreachable" },
  ]);
});

test("the budget follows the speed", () => {
  const bench = new Bench();
  bench.steps = 6;
  bench.stepMillis = 5;
  bench.ingest();
  bench.run(6);
  assert.ok((bench.budgets.at(-1) ?? 0) > (bench.budgets[0] ?? 0));
  assert.equal(nextBudget(1_000_000, 40), 500_000);
  assert.equal(nextBudget(1_000_000, 4000), 500_000);
  assert.equal(nextBudget(70_000, 4000), 65_536);
});

test("reading waits a little for the next request of a search, but not for ever", () => {
  const bench = new Bench();
  bench.steps = 5;
  bench.ingest();
  bench.run(1);
  bench.ask({ kind: "rank", selection: 0, keys: SEARCH_ROUND });
  bench.run(1);
  assert.equal(bench.steps, 4);
  bench.millis += 20;
  bench.run(1);
  assert.equal(bench.steps, 3);
  for (let asked = 0; asked < 20; asked += 1) {
    bench.millis += 10;
    bench.ask({ kind: "rank", selection: 0, keys: SEARCH_ROUND });
    bench.run(1);
  }
  assert.ok(bench.steps < 3);
});

/** Streams that bring a piece when the test says so. */
class HandStreams implements Streams {
  asked: Want[] = [];
  deliver: (bytes: Uint8Array<ArrayBuffer>) => void = () => undefined;
  fail: () => void = () => undefined;
  isDropped = false;
  take = (): boolean => true;
  has = (): boolean => !this.isDropped;
  expect = (): void => undefined;
  rest = (): void => undefined;
  drop(): File {
    this.isDropped = true;
    return new File([""], "a.log");
  }
  next(want: Want): Promise<Uint8Array<ArrayBuffer>> {
    this.asked.push(want);
    return new Promise((resolve, reject) => {
      this.deliver = resolve;
      this.fail = () => reject(new Error("gone"));
    });
  }
}

/** A session that waits for the bytes from `at` on, or reads them by itself. */
class Hungry implements CoreSession {
  at = 0;
  millis = 0;
  isStreamed = true;
  /** Nothing of what there is to tell was told. */
  isFresh = true;
  readonly waiting: (() => void)[] = [];
  readonly posted: FromWorker[] = [];
  readonly streams = new HandStreams();
  readonly loop = new WorkerLoop(this, {
    post: (message) => this.posted.push(message),
    nowMillis: () => this.millis,
    later: (task) => this.waiting.push(task),
    streams: this.streams,
    readTogether: () => null,
  });

  attach(): void {
    this.isStreamed = false;
  }
  stream(): void {
    this.isStreamed = true;
  }
  append(_source: number, start: number, bytes: Uint8Array): void {
    assert.equal(start, this.at);
    this.at += bytes.length;
    this.isFresh = true;
  }
  call(text: string): Called {
    const reply = this.reply(JSON.parse(text) as Request);
    const hasPart = reply.kind === "progress" && reply.folds.length > 0;
    return { head: JSON.stringify(reply), columns: hasPart ? partBytes() : [] };
  }
  private reply(request: Request): Reply {
    if (request.kind !== "step") return { kind: "done" };
    const isWaiting = this.isStreamed && this.at < 30;
    const wants = isWaiting ? { source: 0, start: this.at, end: 30 } : null;
    const isDue = request.isDue || !isWaiting;
    const [folds, hasNews] = [this.isFresh && isDue ? [SENT] : [], this.isFresh && !isDue];
    this.isFresh &&= !isDue;
    return { kind: "progress", hasMore: false, wants, ended: [], hasNews, tasks: [], folds };
  }
  async run(): Promise<void> {
    await new Promise((done) => setTimeout(done));
    for (const task of this.waiting.splice(0)) task();
  }
}

/** One that was given a file and asked to go on. */
async function openHungry(): Promise<Hungry> {
  const core = new Hungry();
  core.loop.receive({ kind: "attach", files: [{ source: 0, file: new File([""], "a.log") }] });
  core.loop.receive({
    kind: "ask",
    asks: [{ id: 1, request: { kind: "pause", isPaused: false } }],
  });
  await core.run();
  return core;
}

test("a stream is asked for one piece at a time, and the page for none", async () => {
  const core = await openHungry();
  core.loop.receive({
    kind: "ask",
    asks: [{ id: 2, request: { kind: "pause", isPaused: false } }],
  });
  await core.run();
  assert.deepEqual(core.streams.asked, [{ source: 0, start: 0, end: 30 }]);
  core.streams.deliver(new Uint8Array(20));
  await core.run();
  assert.equal(core.streams.asked.length, 2);
  core.streams.deliver(new Uint8Array(10));
  await core.run();
  assert.equal(core.at, 30);
  const wants = core.posted.flatMap((message) =>
    message.kind === "news" ? [message.news.wants] : [],
  );
  assert.ok(wants.every((want) => want === null));
});

test("what was read is told while a stream keeps the rest waiting", async () => {
  const core = await openHungry();
  core.streams.deliver(new Uint8Array(20));
  await core.run();
  const told = (): number => core.posted.filter(({ kind }) => kind === "news").length;
  assert.equal(told(), 1);
  core.millis += 1000;
  await core.run();
  assert.equal(told(), 2);
  await core.run();
  assert.deepEqual([told(), core.waiting.length], [2, 0], "nothing new, nothing planned");
});

test("where a stream fails, the file is read by slices", async () => {
  const core = await openHungry();
  core.streams.fail();
  await core.run();
  assert.equal(core.isStreamed, false);
});

test("what is cancelled is not waited for", async () => {
  const core = await openHungry();
  core.loop.receive({ kind: "ask", asks: [{ id: 2, request: { kind: "cancel" } }] });
  core.streams.deliver(new Uint8Array(20));
  await core.run();
  assert.equal(core.at, 0);
  assert.equal(core.isStreamed, true);
});

test("small files that come together are read at once, and handed to the core", () => {
  const got: (readonly [number, number, number])[] = [];
  const bench = new Bench();
  bench.append = (source: number, start: number, bytes: Uint8Array) =>
    void got.push([source, start, bytes.length]);
  const files = [new File(["ab"], "a.log"), new File(["cde"], "b.log")];
  const attached = files.map((file, idx) => ({ source: 5 + idx, file }));
  bench.loop.receive({ kind: "attach", files: attached });
  assert.deepEqual(got, [], "they could not be read");
  bench.readTogether = (found) => found.map(({ size }) => new Uint8Array(size));
  bench.loop.receive({ kind: "attach", files: attached });
  assert.deepEqual(got, [
    [5, 0, 2],
    [6, 0, 3],
  ]);
});
