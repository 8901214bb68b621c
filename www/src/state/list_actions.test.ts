import assert from "node:assert/strict";
import { after, mock, test } from "node:test";
import { rowWindow } from "../base/scroll_model";
import { TestFile } from "../engine/testing/test_file";
import { logLine, startClient, testWorld } from "../engine/testing/test_workers";
import { app, ROW_PX } from "./app_state";
import { hasOtherRows } from "./derived";
import { closeDetail, openDetail } from "./detail_actions";
import { connect } from "./engine_link";
import type { Engine, InputFile } from "./engine_types";
import { seekLevel, selectRow } from "./list_actions";
import { scrollList } from "./list_scroll";
import { rowAt } from "./list_sync";
import { applyQuery, resetView, setRange } from "./view_actions";

/** The state marks the root element; there is none here. */
Object.assign(globalThis, { document: { documentElement: { dataset: {} } } });

/** Time passes when the tests say so: a busy machine has as much of it as any other. */
let nowMillis = 0;
mock.timers.enable({ apis: ["setTimeout"] });
mock.method(performance, "now", () => nowMillis);
after(() => mock.reset());

/** Entries of which each third is in another file. */
const COUNT = 4000;
const THIRDS = [0, 1, 2].map((part) => ({ part, of: 3 }));

/** Every so many-th of the first entries, as a log; each line filled up to `lineBytes`. */
function textOf(
  { part, of }: { readonly part: number; readonly of: number },
  { count = COUNT, word = "entry", lineBytes = 0 } = {},
): string {
  let text = "";
  for (let idx = part; idx < count; idx += of)
    text += logLine(1000 + idx * 10, idx % 8, `${word} ${idx} `.padEnd(lineBytes, "-"));
  return text;
}

const inputOf = (file: File): InputFile => ({ file, path: file.name });

const thirds = (count = COUNT): InputFile[] =>
  THIRDS.map((third) => inputOf(new TestFile(`${third.part}.log`, textOf(third, { count }))));

/** Thirds of the entries in files that say something else, in lines as long, when they are read anew. */
function changingThirds(): InputFile[] {
  return THIRDS.map((third) => {
    const name = `${third.part}.log`;
    const changed = new TestFile(name, textOf(third, { word: "again" }));
    const file = new TestFile(name, textOf(third));
    return { file, path: name, reopen: () => Promise.resolve(changed) };
  });
}

/** What the engine tells does not reach the page. */
let areSnapshotsHeld = false;

/** Runs a test with the list of what is in `inputs`, once so many entries of it are listed. */
async function withList(
  { inputs = thirds(), count = COUNT }: { readonly inputs?: InputFile[]; readonly count?: number },
  run: (engine: Engine) => Promise<void>,
): Promise<void> {
  const client = startClient(testWorld(), 2, "direct");
  const subscribe = client.subscribe.bind(client);
  client.subscribe = (listener) => subscribe((now) => areSnapshotsHeld || listener(now));
  const stop = connect(client);
  client.subscribe = subscribe;
  try {
    void client.add(inputs);
    scrollList({ kind: "reshape", shape: { rowCount: COUNT, rowPx: ROW_PX, viewPx: 440 } });
    resetView();
    scrollList({ kind: "goTo", row: 0 });
    await until(() => app.snapshot.value.selection.total >= count);
    await settle();
    await run(client);
  } finally {
    stop();
    client.dispose();
  }
}

/** Workers answer within some messages, each of which takes a millisecond. */
const settle = (): Promise<void> => wait(40);

/** Lets time pass, and lets all that waits for it run to its end. */
async function wait(millis: number): Promise<void> {
  for (let millisPassed = 0; millisPassed < millis; millisPassed += 1) {
    nowMillis += 1;
    mock.timers.tick(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets time pass until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(1);
}

/** Stands on a row, and is there. */
async function selectRowAtRest(idx: number): Promise<void> {
  void selectRow(idx);
  await settle();
}

/** Has all sources read anew, whatever is on disk by now, so fast that the page never sees them being read. */
async function rereadAll(engine: Engine): Promise<void> {
  let isAnew = false;
  areSnapshotsHeld = true;
  for (const { id } of app.snapshot.value.sources) engine.reread(id);
  const stop = engine.subscribe(({ sources, selection }) => {
    const areRead = sources.every(({ epoch, phase }) => epoch > 0 && phase === "ready");
    isAnew = areRead && selection.isComplete && selection.total === COUNT;
  });
  await until(() => isAnew);
  stop();
  areSnapshotsHeld = false;
  // Closing what is not there changes nothing, but all is told again.
  engine.close(-1);
  await settle();
}

function firstShown(): string {
  return rowAt(app.rowsAtHand.value, rowWindow(app.scroll.value).first)?.message ?? "nothing";
}

test("the rows in view and a margin are at hand", () =>
  withList({}, async () => {
    scrollList({ kind: "goTo", row: 2000 });
    await settle();
    const { first, rows } = app.rowsAtHand.value;
    assert.ok(first < 2000 && first + rows.length > 2020 && rows.length < 100);
  }));

test("rows that came short while the workers counted anew are asked for again", () =>
  withList({}, async (engine) => {
    const allRows = engine.rows.bind(engine);
    const before = app.rowsAtHand.value;
    const atAnswers: (typeof before)[] = [];
    engine.rows = (first, count) => {
      atAnswers.push(app.rowsAtHand.value);
      return atAnswers.length <= 2 ? Promise.resolve([]) : allRows(first, count);
    };
    scrollList({ kind: "goTo", row: 2000 });
    await wait(200);
    assert.ok(atAnswers.length > 2);
    assert.ok(atAnswers.slice(0, 3).every((atHand) => atHand === before));
    const { first, rows } = app.rowsAtHand.value;
    assert.ok(first < 2000 && first + rows.length > 2020);
  }));

test("rows of a source that was read anew are asked for again, though it ends where it was", () =>
  withList({ inputs: changingThirds() }, async (engine) => {
    assert.match(firstShown(), /^entry /);
    const { total, levelCounts } = app.lastGood.value;
    await rereadAll(engine);
    assert.match(firstShown(), /^again /);
    assert.deepEqual(
      [app.lastGood.value.total, app.lastGood.value.levelCounts],
      [total, levelCounts],
    );
  }));

test("an open entry is read anew with its source", () =>
  withList({ inputs: changingThirds() }, async (engine) => {
    const message = (): string => {
      const detail = app.detail.value;
      return detail.kind === "shown" ? detail.entry.message : detail.kind;
    };
    await selectRowAtRest(3);
    const key = app.place.value?.key;
    assert.ok(key);
    void openDetail(engine, key);
    await settle();
    assert.match(message(), /^entry /);
    await rereadAll(engine);
    assert.match(message(), /^again /);
    closeDetail();
  }));

test("a list that scrolls on gets rows meanwhile, and more of them before they run out", () =>
  withList({}, async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      scrollList({ kind: "moveBy", px: 4 * ROW_PX });
      await wait(4);
    }
    const { first, end } = rowWindow(app.scroll.value);
    const atHand = app.rowsAtHand.value;
    assert.ok(atHand.first <= first && atHand.first + atHand.rows.length >= end);
    await settle();
    assert.ok(app.rowsAtHand.value.first + app.rowsAtHand.value.rows.length >= end + (end - first));
  }));

test("what is read later does not move what is looked at", async () => {
  const odd = new TestFile("odd.log", textOf({ part: 1, of: 2 }), { heldAt: 0 });
  const even = new TestFile("even.log", textOf({ part: 0, of: 2 }));
  await withList({ inputs: [even, odd].map(inputOf), count: COUNT / 2 }, async () => {
    scrollList({ kind: "goTo", row: 900 });
    await settle();
    const before = firstShown();
    assert.equal(before, "entry 1800");
    odd.letGo();
    await until(() => app.snapshot.value.selection.total === COUNT);
    await settle();
    assert.equal(firstShown(), before);
    assert.equal(rowWindow(app.scroll.value).first, 1800);
  });
});

test("the entry that is stood on stays through a query that has it", () =>
  withList({}, async () => {
    void seekLevel("next", 6, "error");
    await settle();
    const key = app.place.value?.key;
    assert.ok(key);
    applyQuery("level>=error");
    await settle();
    assert.deepEqual(app.place.value?.key, key);
    assert.equal(app.place.value?.idx, 0);
  }));

test("a query without any match has all its rows: none", () =>
  withList({}, async () => {
    applyQuery("nothing-has-this");
    await settle();
    assert.equal(app.snapshot.value.selection.total, 0);
    assert.equal(hasOtherRows.value, false);
    applyQuery("");
    await settle();
    assert.equal(hasOtherRows.value, false);
    assert.notEqual(firstShown(), "nothing");
  }));

test("rows stay those of the list while entries only come after them", async () => {
  const text = textOf({ part: 0, of: 1 }, { lineBytes: 1000 });
  const file = new TestFile("a.log", text, { heldAt: text.length / 2 });
  await withList({ inputs: [inputOf(file)], count: 1 }, async () => {
    const { rows } = app.rowsAtHand.value;
    const { total } = app.lastGood.value;
    assert.ok(rows.length > 0);
    const marks: boolean[] = [];
    const stop = hasOtherRows.subscribe((isOther) => marks.push(isOther));
    file.letGo(text.length - 1);
    await until(() => app.snapshot.value.selection.total > total);
    await settle();
    assert.equal(app.snapshot.value.phase, "reading");
    assert.equal(app.rowsAtHand.value.rows, rows);
    assert.deepEqual(marks, [false]);
    stop();
  });
});

test("an entry that a query does not have is left", () =>
  withList({}, async () => {
    await selectRowAtRest(10);
    applyQuery("level:fatal");
    await settle();
    assert.equal(app.place.value, null);
  }));

test("a search that finds nothing says so and stays", () =>
  withList({ inputs: thirds(40), count: 40 }, async () => {
    void seekLevel("next", 8, "error");
    await settle();
    assert.match(app.announcement.value, /no later error/);
  }));

test("a range limits the list and is undone with the rest of the view", () =>
  withList({}, async () => {
    setRange({ from: 0n, end: 1n });
    await settle();
    assert.equal(app.lastGood.value.total, 0);
    setRange(null);
    await settle();
    assert.equal(app.lastGood.value.total, COUNT);
  }));

test("an answer that takes longer than a moment is marked as late, one that comes at once is not", () =>
  withList({}, async (engine) => {
    const marks: boolean[] = [];
    const stop = app.isLate.subscribe((isLate) => marks.push(isLate));
    applyQuery("level:error");
    await wait(200);
    assert.deepEqual(marks, [false]);
    const answer = engine.setView.bind(engine);
    let asked: Parameters<typeof answer>[0] | null = null;
    engine.setView = (view) => {
      asked = view;
    };
    applyQuery("level:warn");
    await wait(200);
    assert.deepEqual(marks, [false, true]);
    assert.ok(asked !== null);
    answer(asked);
    await settle();
    assert.deepEqual(marks, [false, true, false]);
    stop();
  }));

test("the rows in view are asked for before those around them", () =>
  withList({}, async (engine) => {
    const asked: number[] = [];
    const rows = engine.rows.bind(engine);
    engine.rows = (first, count) => {
      // Three rows say where the row under the eye is by now.
      if (count > 3) asked.push(first, count);
      return rows(first, count);
    };
    applyQuery("level:error");
    await settle();
    const { first, end } = rowWindow(app.scroll.value);
    const screen = end - first;
    // Of those around, only what is not there yet.
    assert.deepEqual(asked, [first, screen, end, screen]);
    assert.equal(app.rowsAtHand.value.rows.length, 2 * screen);
  }));

test("while reading, the first rows are confirmed now and then, and once more at the end", async () => {
  const heldText = (part: number, heldShare: number): TestFile => {
    const text = textOf({ part, of: 2 }, { lineBytes: 3000 });
    return new TestFile(`${part}.log`, text, { heldAt: text.length * heldShare });
  };
  const [even, odd] = [heldText(0, 0.9), heldText(1, 0)];
  await withList({ inputs: [even, odd].map(inputOf), count: 1 }, async (engine) => {
    await until(() => even.isAwaited && odd.isAwaited);
    await settle();
    let asked = 0;
    const indexOf = engine.indexOf.bind(engine);
    engine.indexOf = (key) => {
      asked += 1;
      return indexOf(key);
    };
    const before = rowAt(app.rowsAtHand.value, 1)?.key;
    assert.equal(before?.source, 0);
    for (const share of [0.3, 0.6, 0.9]) {
      const { total } = app.lastGood.value;
      odd.letGo(odd.size * share);
      await until(() => app.lastGood.value.total > total);
      await settle();
    }
    assert.equal(asked, 0);
    assert.deepEqual(rowAt(app.rowsAtHand.value, 1)?.key, before);
    even.letGo();
    odd.letGo();
    await until(() => app.snapshot.value.phase === "ready");
    await settle();
    assert.deepEqual(rowAt(app.rowsAtHand.value, 1)?.key, { nanos: 1010n, source: 1, offset: 0 });
  });
});

test("room that is taken from the list is not taken from the row that is stood on", async () => {
  await withList({}, async () => {
    const shrink = (viewPx: number): void =>
      scrollList({ kind: "reshape", shape: { rowCount: COUNT, rowPx: ROW_PX, viewPx } });
    await selectRowAtRest(18);
    shrink(220);
    const { first, end } = rowWindow(app.scroll.value);
    assert.deepEqual([first, end], [9, 19]);
    // More room moves nothing, and a row that was out of view is no reason to.
    shrink(440);
    assert.equal(rowWindow(app.scroll.value).first, 9);
    scrollList({ kind: "goTo", row: 100 });
    shrink(220);
    assert.equal(rowWindow(app.scroll.value).first, 100);
    shrink(440);
  });
});
