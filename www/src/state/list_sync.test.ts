import assert from "node:assert/strict";
import { test } from "node:test";
import { rowWindow, startScroll } from "../base/scroll_model";
import { TestFile } from "../engine/testing/test_file";
import { eventually, logLine, startClient, testWorld } from "../engine/testing/test_workers";
import { app, ROW_PX, writable } from "./app_state";
import { connect } from "./engine_link";
import type { Engine } from "./engine_types";
import { seekLevel, selectRow, turnList } from "./list_actions";
import { scrollList, startUnmoved } from "./list_scroll";
import { rowAt } from "./list_sync";
import { applyQuery, resetView } from "./view_actions";

Object.assign(globalThis, { document: { documentElement: { dataset: {} } } });

const COUNT = 3000;
/** Rows on screen. */
const SCREEN = 20;

const line = (idx: number, level = idx % 6): string =>
  logLine(1_000_000 + idx * 1000, level, `entry ${idx}`);

const LOG = Array.from({ length: COUNT }, (_, idx) => line(idx)).join("");

async function withList(
  files: readonly TestFile[],
  run: (engine: Engine) => Promise<void>,
  count = COUNT,
): Promise<void> {
  const client = startClient(testWorld(), 2);
  const shape = { rowCount: 0, rowPx: ROW_PX, viewPx: SCREEN * ROW_PX };
  writable.scroll.value = startScroll(shape);
  writable.isNewestFirst.value = false;
  startUnmoved();
  const stop = connect(client);
  try {
    resetView();
    void client.add(files.map((file) => ({ file, path: file.name })));
    await eventually(() => app.lastGood.value.total >= count);
    await atRest();
    await run(client);
  } finally {
    stop();
    client.dispose();
  }
}

/** Workers answer within some messages. */
async function atRest(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

async function asked(query: string, total: number): Promise<void> {
  applyQuery(query);
  await eventually(() => app.lastGood.value.total === total && app.lastGood.value.isComplete);
  await atRest();
}

const top = (): number => rowWindow(app.scroll.value).first;
const shown = (idx = top()): string => rowAt(app.rowsAtHand.value, idx)?.message ?? "nothing";

/** Waits until a row so far below the first in view is there: a busy machine takes its time. */
const shows = (message: string, below = 0): Promise<void> =>
  eventually(() => shown(top() + below) === message);

test("the first row in view stays there through filters, and the nearest stands in for it", () =>
  withList([new TestFile("a.log", LOG)], async () => {
    scrollList({ kind: "goTo", row: 1501 });
    await atRest();
    await shows("entry 1501");
    await asked("level:debug", COUNT / 6);
    await shows("entry 1502");
    await asked("level:notice", COUNT / 6);
    await shows("entry 1498");
    await asked("nothing-has-this", 0);
    await asked("", COUNT);
    await shows("entry 1501");
    assert.equal(app.scroll.value.listTopPx, 1501 * ROW_PX);
    assert.equal(app.place.value, null);
  }));

test("a row that is stood on is left while a filter hides it, and stood on again after", () =>
  withList([new TestFile("a.log", LOG)], async () => {
    scrollList({ kind: "goTo", row: 990 });
    await selectRow(1000);
    await atRest();
    const place = app.place.value;
    await asked("level:warn", COUNT / 6);
    await shows("entry 1001", 10);
    assert.equal(app.place.value, null);
    await asked("", COUNT);
    await eventually(() => top() === 990);
    assert.deepEqual(app.place.value, place);
    await asked("level:warn", COUNT / 6);
    scrollList({ kind: "goTo", row: 5 });
    await atRest();
    await asked("", COUNT);
    await shows("entry 35");
    assert.equal(app.place.value, null);
  }));

test("an answer that did not come is not one that says gone", () =>
  withList([new TestFile("a.log", LOG)], async (engine) => {
    await selectRow(1004);
    await atRest();
    const { rows, indexOf } = { rows: engine.rows, indexOf: engine.indexOf };
    let nRefused = 0;
    const refuse = (): Promise<never> => {
      nRefused += 1;
      if (nRefused >= 4) Object.assign(engine, { rows, indexOf });
      return Promise.reject(new Error("superseded"));
    };
    Object.assign(engine, { rows: refuse, indexOf: refuse });
    await asked("level:notice", COUNT / 6);
    await eventually(() => nRefused >= 4 && app.place.value?.idx === 167);
    assert.equal(app.place.value?.key?.offset, LOG.indexOf(line(1004)));
  }));

test("a list that grows is followed at its end, and stays elsewhere", async () => {
  // Long lines: entries are listed by blocks of a mebibyte.
  const log = LOG.replaceAll(/(entry \d+)/g, (word) => word.padEnd(1000, "-"));
  const file = new TestFile("a.log", log, { heldAt: log.length / 2 });
  await withList(
    [file],
    async () => {
      const { total } = app.lastGood.value;
      scrollList({ kind: "goTo", row: COUNT });
      await atRest();
      file.letGo(log.length * 0.8);
      await eventually(() => app.lastGood.value.total > total);
      await atRest();
      assert.equal(rowWindow(app.scroll.value).end, app.lastGood.value.total);
      scrollList({ kind: "goTo", row: 300 });
      await atRest();
      file.letGo();
      await eventually(() => app.lastGood.value.total === COUNT);
      await atRest();
      assert.equal(top(), 300);
    },
    COUNT / 6,
  );
});

test("a list opens on its first error, and not again once it was moved", async () => {
  const later = Array.from({ length: COUNT }, (_, idx) => line(COUNT + 1 + idx, idx % 6));
  const log = LOG + line(COUNT, 6) + later.join("");
  await withList(
    [new TestFile("a.log", log)],
    async () => {
      await eventually(() => top() > 0);
      await shows(`entry ${COUNT}`, 3);
      assert.equal(app.place.value, null);
    },
    2 * COUNT + 1,
  );
  await withList([new TestFile("a.log", line(0) + line(1, 6) + LOG)], () => {
    assert.equal(top(), 0);
    return Promise.resolve();
  });
});

test("newest first is the same list from its other end", () =>
  withList([new TestFile("a.log", LOG)], async () => {
    turnList();
    await atRest();
    await shows(`entry ${COUNT - 1}`);
    await eventually(() => shown(7) === `entry ${COUNT - 8}`);
    scrollList({ kind: "goTo", row: 1200 });
    await selectRow(1207);
    await atRest();
    await eventually(() => shown(1207) === `entry ${COUNT - 1208}`);
    await seekLevel("next", 5, "warning");
    await atRest();
    assert.equal(app.place.value?.idx, 1212);
    await eventually(() => shown(1212) === "entry 1787");
    turnList();
    await atRest();
    assert.equal(app.place.value?.idx, 1787);
    assert.equal(app.place.value.idx - top(), 12);
    await eventually(() => shown(1790) === "entry 1790");
  }));
