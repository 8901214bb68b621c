// What clicks ask of the engine: edits of the query, and the fields while they are on screen.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { FoldAsk } from "../engine/engine";
import { app, EMPTY_SNAPSHOT, writable } from "./app_state";
import { choice } from "./derived";
import { connect } from "./engine_link";
import type { Answered, Engine, QueryEdit } from "./engine_types";
import { toggleField } from "./fields_actions";
import {
  applyQuery,
  clickLevel,
  editQuery,
  filterBy,
  pasteIntoQuery,
  setRange,
  showCounted,
} from "./view_actions";

/** The state marks the root element; there is none here. */
Object.assign(globalThis, { document: { documentElement: { dataset: {} } } });

/** Notes what the engine is asked and answers nothing by itself: answers come when the test says so. */
class NotingEngine {
  readonly rewrites: { query: string; edits: readonly QueryEdit[] }[] = [];
  rewritten: Promise<string | null> = Promise.resolve("edited");
  readonly running = new Map<FoldAsk, (answered: Answered) => void>();

  rewrite(query: string, edits: readonly QueryEdit[]): Promise<string | null> {
    this.rewrites.push({ query, edits });
    return this.rewritten;
  }

  readonly pastes: { query: string; range: readonly number[]; text: string }[] = [];
  pasted: Promise<{ query: string; cursor: number } | null> = Promise.resolve(null);

  readonly texts = {
    paste: (query: string, range: readonly [number, number], text: string) => {
      this.pastes.push({ query, range, text });
      return this.pasted;
    },
  };

  ask(ask: FoldAsk, onAnswer: (answered: Answered) => void): () => void {
    this.running.set(ask, onAnswer);
    return () => this.running.delete(ask);
  }

  /** There are no entries to open on. */
  seek = (): Promise<null> => Promise.resolve(null);
  builtInFormats = (): Promise<never> => new Promise(() => undefined);
  subscribe = (): (() => void) => () => undefined;
  setView(): void {}
  overrule(): void {}
  setMemoryBudget(): void {}
}

let engine = new NotingEngine();
let stop = (): void => undefined;

beforeEach(() => {
  engine = new NotingEngine();
  stop = connect(engine as unknown as Engine);
  applyQuery("");
  setRange(null);
});

afterEach(() => {
  writable.panelTab.value = "sources";
  writable.openField.value = null;
  writable.snapshot.value = EMPTY_SNAPSHOT;
  stop();
});

test("a click edits the draft as it stands, and the result is applied", async () => {
  writable.draft.value = "half typed";
  await clickLevel(6, "atLeast");
  await clickLevel(5, "excludeLevel");
  await filterBy("user", "a b", "exclude");
  const condition = { subject: "field", name: "user", value: "a b" };
  assert.deepEqual(engine.rewrites, [
    { query: "half typed", edits: [{ edit: "atLeast", level: 6 }] },
    { query: "edited", edits: [{ edit: "excludeLevel", level: 5 }] },
    { query: "edited", edits: [{ edit: "exclude", condition }] },
  ]);
  assert.deepEqual([app.draft.value, choice.value.query], ["edited", "edited"]);
});

test("what is pasted is seen at once and written as the core says", async () => {
  writable.draft.value = "level:error ";
  engine.pasted = Promise.resolve({ query: 'level:error "a - b"', cursor: 19 });
  const pasted = pasteIntoQuery("a - b\n", [12, 12]);
  assert.equal(app.draft.value, "level:error a - b ");
  assert.equal(await pasted, 19);
  assert.deepEqual(engine.pastes, [{ query: "level:error ", range: [12, 12], text: "a - b\n" }]);
  assert.deepEqual([app.draft.value, choice.value.query], Array(2).fill('level:error "a - b"'));
});

test("Enter right after a paste is no reason to search for something else", async () => {
  writable.draft.value = "";
  engine.pasted = Promise.resolve({ query: '"-x"', cursor: 4 });
  const pasted = pasteIntoQuery("-x", [0, 0]);
  applyQuery(app.draft.value);
  await pasted;
  assert.equal(choice.value.query, '"-x"');
  engine.pasted = Promise.resolve({ query: "other", cursor: 5 });
  const late = pasteIntoQuery("y", [0, 4]);
  writable.draft.value = "typed on";
  assert.equal(await late, null);
  assert.equal(app.draft.value, "typed on");
});

test("a draft that cannot be understood is left alone", async () => {
  applyQuery("good");
  writable.draft.value = "level>=";
  engine.rewritten = Promise.resolve(null);
  await clickLevel(6, "atLeast");
  assert.deepEqual([app.draft.value, choice.value.query], ["level>=", "good"]);
});

test("what was typed meanwhile is not overwritten", async () => {
  let rewrite: (query: string) => void = () => undefined;
  engine.rewritten = new Promise((resolve) => {
    rewrite = resolve;
  });
  const edited = editQuery([{ edit: "toggleLevel", level: 6 }]);
  writable.draft.value = "typed";
  rewrite("level:error");
  await edited;
  assert.deepEqual([app.draft.value, choice.value.query], ["typed", ""]);
});

test("a value that is text to read is no filter", async () => {
  for (const value of ["", "two\nlines", "x".repeat(401)])
    await filterBy("message", value, "include");
  assert.deepEqual(engine.rewrites, []);
});

test("what a figure counts is listed without any other limit", async () => {
  applyQuery("before");
  setRange({ from: 1n, end: 2n });
  engine.rewritten = Promise.resolve('source:"a.log"');
  await showCounted("is:untimed", "a.log");
  const condition = { subject: "source", name: "a.log" };
  assert.deepEqual(engine.rewrites, [{ query: "", edits: [{ edit: "include", condition }] }]);
  assert.deepEqual([choice.value.query, choice.value.range], ['source:"a.log" is:untimed', null]);
});

test("fields are asked for while they are on screen, and values of the one that is open", () => {
  const running = (): string[] => [...engine.running.keys()].map(({ fold }) => fold);
  writable.snapshot.value = { ...EMPTY_SNAPSHOT, phase: "ready" };
  assert.deepEqual(running(), []);
  writable.preferences.value = { ...app.preferences.value, isPanelOpen: true };
  writable.panelTab.value = "fields";
  assert.deepEqual(running(), ["fields"]);
  toggleField("user");
  assert.deepEqual(running(), ["fields", "values"]);
  const about = { isComplete: true, lookedAt: 1, unsearched: 0, bulk: new Uint32Array(0) };
  const [askFields, askValues] = [...engine.running.keys()];
  assert.ok(askFields !== undefined && askValues?.fold === "values");
  assert.equal(askValues.field, "user");
  const fields = {
    ...about,
    answer: { fold: "fields", entries: 1, nFields: 0, fields: [] },
  } as const;
  engine.running.get(askFields)?.({ ...fields, answer: { ...fields.answer, fields: [] } });
  assert.deepEqual(app.fields.value, fields);
  const counts = { field: "user", type: "text", present: 1, absent: 0, nValues: 1 } as const;
  const answer = { fold: "values", ...counts, isEstimate: false, beyond: 0, top: [] } as const;
  engine.running.get(askValues)?.({ ...about, answer: { ...answer, top: [] } });
  assert.deepEqual(app.fieldValues.value, { ...about, answer });

  toggleField("size");
  assert.equal(app.fieldValues.value, null, "those of another field are not shown as its own");
  assert.deepEqual(running(), ["fields", "values"]);
  toggleField("size");
  assert.deepEqual(running(), ["fields"]);
  writable.panelTab.value = "sources";
  assert.deepEqual(running(), []);
});
