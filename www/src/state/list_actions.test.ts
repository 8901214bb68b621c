import assert from "node:assert/strict";
import { after, mock, test } from "node:test";
import { rowWindow } from "../base/scroll_model";
import { app, ROW_PX } from "./app_state";
import { hasOtherRows } from "./derived";
import { closeDetail, openDetail } from "./detail_actions";
import { connect } from "./engine_link";
import { FakeEngine } from "./fake_engine";
import type { FakeOptions } from "./invented_options";
import { rowAt, scrollList, seekLevel, selectRow } from "./list_actions";
import { applyQuery, resetView, setRange } from "./view_actions";

/** The state marks the root element; there is none here. */
Object.assign(globalThis, { document: { documentElement: { dataset: {} } } });

/** Time passes when the tests say so: a busy machine has as much of it as any other. */
let nowMillis = 0;
mock.timers.enable({ apis: ["setTimeout"] });
mock.method(performance, "now", () => nowMillis);
after(() => mock.reset());

async function withEngine(
  options: Partial<FakeOptions>,
  run: (engine: FakeEngine) => Promise<void>,
): Promise<void> {
  const engine = new FakeEngine({ entries: 4000, ...options });
  const stop = connect(engine);
  void engine.add();
  scrollList({ kind: "reshape", shape: { rowCount: 4000, rowPx: ROW_PX, viewPx: 440 } });
  resetView();
  scrollList({ kind: "goTo", row: 0 });
  await settle();
  try {
    await run(engine);
  } finally {
    stop();
  }
}

/** Answers of the made-up engine take a few milliseconds. */
const settle = (): Promise<void> => wait(40);

/** Lets time pass, and lets all that waits for it run to its end. */
async function wait(millis: number): Promise<void> {
  for (let millisPassed = 0; millisPassed < millis; millisPassed += 1) {
    nowMillis += 1;
    mock.timers.tick(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function firstShown(): string {
  return rowAt(app.rowsAtHand.value, rowWindow(app.scroll.value).first)?.message ?? "nothing";
}

test("the rows in view and a margin are at hand", () =>
  withEngine({}, async () => {
    scrollList({ kind: "goTo", row: 2000 });
    await settle();
    const { first, rows } = app.rowsAtHand.value;
    assert.ok(first < 2000 && first + rows.length > 2020 && rows.length < 100);
  }));

test("rows that came short while the workers counted anew are asked for again", () =>
  withEngine({}, async (engine) => {
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
  withEngine({}, async (engine) => {
    const allRows = engine.rows.bind(engine);
    engine.rows = async (first, count) =>
      (await allRows(first, count)).map((row) => ({ ...row, message: `anew: ${row.message}` }));
    engine.reread();
    await settle();
    assert.match(firstShown(), /^anew: /);
  }));

test("an open entry is read anew with its source", () =>
  withEngine({}, async (engine) => {
    await selectRow(3);
    const key = app.place.value?.key;
    assert.ok(key);
    await openDetail(engine, key);
    const entry = engine.entry.bind(engine);
    engine.entry = async (wanted) => ({ ...(await entry(wanted)), format: "another" });
    engine.reread();
    await settle();
    const detail = app.detail.value;
    assert.equal(detail.kind === "shown" ? detail.entry.format : detail.kind, "another");
    closeDetail();
  }));

test("a list that scrolls on gets rows meanwhile, and more of them before they run out", () =>
  withEngine({}, async () => {
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

test("what is read later does not move what is looked at", () =>
  withEngine({ progress: 0.5, isInterleaved: true }, async (engine) => {
    scrollList({ kind: "goTo", row: 900 });
    await settle();
    const before = firstShown();
    const { first } = rowWindow(app.scroll.value);
    engine.readOn(1);
    await settle();
    assert.equal(firstShown(), before);
    assert.ok(rowWindow(app.scroll.value).first > first + 500);
  }));

test("the entry that is stood on stays through a query that has it", () =>
  withEngine({}, async () => {
    await seekLevel("next", 6, "error");
    await settle();
    const key = app.place.value?.key;
    assert.ok(key);
    applyQuery("level>=error");
    await settle();
    assert.deepEqual(app.place.value?.key, key);
    assert.equal(app.place.value?.idx, 0);
  }));

test("a query without any match has all its rows: none", () =>
  withEngine({}, async () => {
    applyQuery("nothing-has-this");
    await settle();
    assert.equal(app.snapshot.value.selection.total, 0);
    assert.equal(hasOtherRows.value, false);
    applyQuery("");
    await settle();
    assert.equal(hasOtherRows.value, false);
    assert.notEqual(firstShown(), "nothing");
  }));

test("rows stay those of the list while entries only come after them", () =>
  withEngine({ progress: 0.5 }, async (engine) => {
    const { rows } = app.rowsAtHand.value;
    engine.readOn(0.6);
    assert.equal(hasOtherRows.value, false);
    await settle();
    assert.equal(app.rowsAtHand.value.rows, rows);
    assert.equal(hasOtherRows.value, false);
  }));

test("an entry that a query does not have is left", () =>
  withEngine({}, async () => {
    await selectRow(10);
    await settle();
    applyQuery("level:fatal");
    await settle();
    assert.equal(app.place.value, null);
  }));

test("a search that finds nothing says so and stays", () =>
  withEngine({ entries: 40 }, async () => {
    await seekLevel("next", 8, "error");
    assert.match(app.announcement.value, /no later error/);
  }));

test("a range limits the list and is undone with the rest of the view", () =>
  withEngine({}, async () => {
    setRange({ from: 0n, end: 1n });
    await settle();
    assert.equal(app.lastGood.value.total, 0);
    setRange(null);
    await settle();
    assert.equal(app.lastGood.value.total, 4000);
  }));

test("an answer that takes longer than a moment is marked as late, one that comes at once is not", () =>
  withEngine({}, async (engine) => {
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
  withEngine({}, async (engine) => {
    const asked: number[] = [];
    const rows = engine.rows.bind(engine);
    engine.rows = (first, count) => {
      asked.push(first, count);
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

test("while reading, the first rows are confirmed now and then, and once more at the end", () =>
  withEngine({ progress: 0.5, isInterleaved: true }, async (engine) => {
    scrollList({ kind: "goTo", row: 0 });
    await settle();
    let asked = 0;
    const indexOf = engine.indexOf.bind(engine);
    engine.indexOf = (key) => {
      asked += 1;
      return indexOf(key);
    };
    for (const progress of [0.6, 0.7, 0.8, 0.9]) {
      engine.readOn(progress);
      await settle();
    }
    assert.equal(asked, 0);
    const before = rowAt(app.rowsAtHand.value, 1)?.key;
    engine.readOn(1);
    await settle();
    assert.notDeepEqual(rowAt(app.rowsAtHand.value, 1)?.key, before);
    assert.deepEqual(rowAt(app.rowsAtHand.value, 1)?.key, (await engine.rows(1, 1))[0]?.key);
  }));
