import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { startClient, testWorld } from "../engine/testing/test_workers";
import { app, FIRST_CHOICE, writable } from "./app_state";
import { connect } from "./engine_link";
import { NO_OVERRULE, type OwnFormat } from "./engine_types";
import { takeFormats, tryFormats, useFormat } from "./format_actions";
import { startHistory } from "./history";
import { nameProblem } from "./marking_actions";
import {
  FORMAT_MARK,
  fileNameOf,
  fileOf,
  MAX_FORMAT_BYTES,
  overruleOf,
  ownFormat,
} from "./own_formats";
import { isOwnFile } from "./small_files";
import { overruleSources, undoView } from "./view_actions";

Object.assign(globalThis, { document: { documentElement: { dataset: {} } } });

const gates: OwnFormat = { name: "gates", pattern: "{time} {message}", example: "x" };
const barns: OwnFormat = { name: "barns", pattern: "{level} {message}", example: "" };
const ownOf = (source: number): string[] => overruleOf.value(source).own.map(({ name }) => name);

beforeEach(() => {
  writable.formats.value = [];
  writable.history.value = startHistory(FIRST_CHOICE);
});

test("a format for one source leaves the others alone, and undo takes it back", () => {
  useFormat(gates, 1, false);
  assert.deepEqual([ownOf(0), ownOf(1)], [[], ["gates"]]);
  assert.equal(overruleOf.value(1).format, "gates");
  undoView();
  assert.deepEqual([ownOf(1), overruleOf.value(1)], [[], NO_OVERRULE]);
  assert.deepEqual(ownFormat("gates"), gates, "it can be chosen again");
});

test("a format for all is tried on all, but not where another one was chosen", () => {
  useFormat(gates, 1, true);
  tryFormats([barns]);
  overruleSources([2], { format: "json" });
  assert.deepEqual([ownOf(0), ownOf(1), ownOf(2)], [["gates", "barns"], ["gates"], []]);
  tryFormats([{ ...barns, pattern: "{level}: {message}" }]);
  assert.deepEqual(ownOf(0), ["gates", "barns"], "a name stands once");
  assert.equal(overruleOf.value(0).own[1]?.pattern, "{level}: {message}");
});

test("files of formats are told from logs by what is in them", async () => {
  const isFormat = (text: string): Promise<boolean> =>
    isOwnFile(new File([text], "any.log"), FORMAT_MARK, MAX_FORMAT_BYTES);
  assert.ok(await isFormat(fileOf(gates)));
  assert.ok(await isFormat(`\ufeff  ${fileOf(gates)}`));
  assert.ok(!(await isFormat("")));
  assert.ok(!(await isFormat('{"level":"info"}')));
  assert.ok(!(await isFormat(`2026 ${fileOf(gates)}`)));
  assert.ok(!(await isFormat(`${fileOf(gates)}${" ".repeat(70_000)}`)));
  assert.equal(fileNameOf({ ...gates, name: "a/../b 1.ü" }), "a-b-1-ü.logscry-format.json");
});

test("formats are taken out of what was dropped, and a bad one is told", async () => {
  const client = startClient(testWorld(), 1);
  const stop = connect(client);
  const input = (text: string, path: string) => ({ file: new File([text], path), path });
  const log = input("a line", "a.log");
  const rest = await takeFormats([
    log,
    input(fileOf(gates), "g.json"),
    input(fileOf({ ...gates, pattern: "{time" }), "b"),
  ]);
  stop();
  client.dispose();
  assert.deepEqual(rest, [log]);
  assert.deepEqual(ownOf(0), ["gates"]);
  assert.equal(
    app.openProblem.value,
    'b was not loaded: the pattern of "gates" cannot be used: a brace is never closed; write {{} for a literal brace.',
  );
});

test("names that queries cannot tell apart are refused", () => {
  writable.builtIn.value = [{ id: "json", title: "JSON" }];
  for (const name of ["", " ", "a ", "a*", 'a"b', "JSON", "x".repeat(61)])
    assert.notEqual(nameProblem(name), null, name);
  for (const name of ["a", "gates 1.0", "日志", "x".repeat(60)])
    assert.equal(nameProblem(name), null);
});
