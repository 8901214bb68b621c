import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Client } from "../client";
import type { Answered, FieldsAnswer, FoldAsk, ValuesAnswer } from "../engine";
import { TestFile } from "../testing/test_file";
import { eventually, startClient, testWorld, until } from "../testing/test_workers";
import type { DeskRequest, Request } from "../wire";
import type { Pool } from "../workers";
import type { Desk, DeskAnswer } from "./desk";
import { Questions } from "./questions";

type Told = readonly ["desk" | number, DeskRequest | Request];

const COUNTS: FoldAsk = { fold: "counts", grid: null };
const FIELDS: FoldAsk = { fold: "fields", top: 3 };

/** Questions to two workers that note what they are told. */
function bench(): { questions: Questions; told: Told[]; live: number[] } {
  const told: Told[] = [];
  const live = [0, 1];
  const tell = (slot: number, request: Request): unknown => told.push([slot, request]);
  const tellAll = (request: Request): void => live.forEach((slot) => void tell(slot, request));
  const desk = {
    tell: (request: DeskRequest) => told.push(["desk", request]),
    expectAgain: () => undefined,
    onAskedAgain: () => undefined,
  };
  const pool = { live, tell, tellAll };
  const questions = new Questions(pool as unknown as Pool, desk as unknown as Desk);
  return { questions, told, live };
}

function answerTo(fold: number, generation: number, nWorkers = 2): DeskAnswer {
  const answer = { fold: "fields", entries: 0, nFields: 0, fields: [] } as const;
  return {
    ...{ fold, generation, nWorkers, isComplete: true, lookedAt: 0, unsearched: 0 },
    ...{ unknownFields: [], answer: { ...answer, fields: [] }, bulk: new Uint32Array(0) },
  };
}

/** Who was told what, with the generation of a question. */
const gist = (told: readonly Told[]): unknown[] =>
  told.map(([to, request]) =>
    "generation" in request ? [to, request.kind, request.generation] : [to, request.kind],
  );

test("the desk knows a question before the workers do, and a new worker is told all", () => {
  const { questions, told } = bench();
  questions.ask(FIELDS, () => undefined);
  assert.deepEqual(gist(told.splice(0)), [
    ["desk", "ask", 1],
    [0, "fold", 1],
    [1, "fold", 1],
  ]);
  questions.select({ query: "a", asText: [], from: "1", end: null });
  assert.deepEqual(gist(told.splice(0)), [
    [0, "select", 2],
    [1, "select", 2],
    ["desk", "ask", 3],
    [0, "fold", 3],
    [1, "fold", 3],
  ]);
  questions.onStarted(1);
  const selected = { selection: 0, generation: 2, query: "a", asText: [], from: "1", end: null };
  assert.deepEqual(told, [
    [1, { kind: "select", ...selected }],
    [1, { kind: "fold", fold: 0, selection: 0, generation: 3, ask: FIELDS }],
  ]);
});

test("a new desk is asked all questions as they stand, before the workers tell again", () => {
  const { questions, told } = bench();
  questions.ask(COUNTS, () => undefined);
  const stop = questions.ask(FIELDS, () => undefined);
  questions.ask(FIELDS, () => undefined);
  stop();
  told.length = 0;
  questions.onDeskRestarted();
  assert.deepEqual(told, [
    ["desk", { kind: "ask", fold: 0, generation: 1, ask: COUNTS }],
    ["desk", { kind: "ask", fold: 2, generation: 3, ask: FIELDS }],
    [0, { kind: "resend" }],
    [1, { kind: "resend" }],
  ]);
});

test("an answer to an older question is dropped, and one to nobody's too", () => {
  const { questions, told } = bench();
  const heard: number[] = [];
  const stop = questions.ask(FIELDS, ({ generation }) => heard.push(generation));
  questions.onAnswers([answerTo(0, 1)]);
  questions.select({ query: "a", asText: [], from: null, end: null });
  questions.onAnswers([answerTo(0, 1), answerTo(0, 2), answerTo(1, 3)]);
  assert.deepEqual(heard, [1]);
  questions.onAnswers([answerTo(0, 3)]);
  assert.deepEqual(heard, [1, 3]);
  told.length = 0;
  stop();
  stop();
  questions.onAnswers([answerTo(0, 3)]);
  assert.deepEqual(heard, [1, 3]);
  assert.deepEqual(gist(told), [
    ["desk", "unask"],
    [0, "unfold"],
    [1, "unfold"],
  ]);
});

test("an answer is whole once the parts of all living workers are in it", () => {
  const { questions } = bench();
  const isWhole = [0, 1, 2].map((nWorkers) => questions.isWhole(answerTo(0, 1, nWorkers)));
  assert.deepEqual(isWhole, [false, false, true]);
});

test("what is whole without a worker that is lost is handed on again", () => {
  const { questions, live } = bench();
  const heard: number[] = [];
  questions.ask(FIELDS, ({ nWorkers }) => heard.push(nWorkers));
  questions.onAnswers([answerTo(0, 1, 1)]);
  questions.onLost();
  assert.deepEqual(heard, [1]);
  live.length = 1;
  questions.onLost();
  assert.deepEqual(heard, [1, 1]);
  live.length = 0;
  questions.onLost();
  assert.deepEqual(heard, [1, 1]);
  live.length = 1;
  questions.select({ query: "a", asText: [], from: null, end: null });
  questions.onLost();
  assert.deepEqual(heard, [1, 1], "it was of an older question");
});

const clients: Client[] = [];
after(() => {
  for (const client of clients) client.dispose();
});

interface Said {
  readonly user: string;
  readonly size?: number;
}

const N_FILES = 4;
const N_LINES = 300;

/** What an entry of a file says: some users are more frequent than others, some entries have no size. */
function saidAt(file: number, line: number): Said {
  const user = `u${(line * line + file) % 11}`;
  return line % 3 === 0 ? { user } : { user, size: line % 17 };
}

const ALL_SAID = Array.from({ length: N_FILES }, (_, file) =>
  Array.from({ length: N_LINES }, (_, line) => saidAt(file, line)),
);

/** Every value with how many entries have it, most frequent first, equally frequent ones sorted. */
function valuesIn(said: readonly Said[], field: keyof Said): [string, number][] {
  const counts = new Map<string, number>();
  for (const { [field]: value } of said) {
    if (value !== undefined) counts.set(`${value}`, (counts.get(`${value}`) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** A client of three workers that have read the files. */
async function startReading(): Promise<{ client: Client; world: ReturnType<typeof testWorld> }> {
  const world = testWorld();
  const client = startClient(world, 3, "direct");
  clients.push(client);
  const time = (line: number): string => `1970-01-01T00:00:00.${String(line).padStart(9, "0")}Z`;
  const textOf = (said: readonly Said[]): string =>
    said.map((saying, line) => `${JSON.stringify({ time: time(line), ...saying })}\n`).join("");
  void client.add(
    ALL_SAID.map((said, idx) => {
      const path = `${idx}.log`;
      return { file: new TestFile(path, textOf(said)), path };
    }),
  );
  const count = N_FILES * N_LINES;
  await until(client, (now) => now.phase === "ready" && now.selection.total === count);
  const readers = world.desk.asked.flatMap((request) =>
    request.kind === "take" && request.tasks.length > 0 ? [request.worker] : [],
  );
  assert.ok(new Set(readers).size > 1, "several workers have read something");
  return { client, world };
}

/** The answers to a question as they come. */
function listen(client: Client, ask: FoldAsk): { heard: Answered[]; stop: () => void } {
  const heard: Answered[] = [];
  return { heard, stop: client.ask(ask, (answered) => heard.push(answered)) };
}

const ALL = ALL_SAID.flat();
const listed = (heard: readonly Answered[]): number => {
  const answered = heard.at(-1);
  if (answered === undefined || !answered.isComplete) return -1;
  const { answer } = answered;
  if (answer.fold === "counts") return answer.total;
  if (answer.fold === "fields") return answer.entries;
  return answer.fold === "values" ? answer.present + answer.absent : -1;
};

/** What is said of the fields of some entries. */
function checkFields(heard: readonly Answered[], said: readonly Said[]): void {
  const answer = heard.at(-1)?.answer as FieldsAnswer;
  const { fields, entries, nFields } = answer;
  assert.equal(entries, said.length);
  const expected = (["user", "size"] as const).map((name) => {
    const values = valuesIn(said, name);
    const present = values.reduce((sum, [, count]) => sum + count, 0);
    const type = name === "size" ? "integer" : "text";
    return { name, type, present, nValues: values.length, isEstimate: false };
  });
  const own = fields.filter(({ name }) => name === "user" || name === "size");
  assert.deepEqual(own, expected);
  assert.equal(nFields, fields.length);
}

/** And of the values of one. */
function checkValues(heard: readonly Answered[], said: readonly Said[], top: number): void {
  const answer = heard.at(-1)?.answer as ValuesAnswer;
  const values = valuesIn(said, "size");
  const present = values.reduce((sum, [, count]) => sum + count, 0);
  assert.equal(answer.field, "size");
  assert.deepEqual([answer.present, answer.absent], [present, said.length - present]);
  assert.deepEqual([answer.nValues, answer.isEstimate, answer.beyond], [values.length, false, 0]);
  assert.deepEqual(
    answer.top,
    values.slice(0, top).map(([value, count]) => ({ value, isCut: false, count })),
  );
}

test("fields and values over several workers are what the text holds, and follow the query", async () => {
  const { client, world } = await startReading();
  const fields = listen(client, { fold: "fields", top: 100 });
  const values = listen(client, { fold: "values", field: "size", top: 5 });
  await eventually(() => listed(fields.heard) >= 0 && listed(values.heard) >= 0);
  checkFields(fields.heard, ALL);
  checkValues(values.heard, ALL, 5);
  assert.equal(fields.heard.at(-1)?.lookedAt, ALL.length);

  const some = ALL.filter(({ user }) => user === "u1" || user === "u4");
  client.setView({ query: "user=u1 or user=u4", range: null, grid: null });
  const isOfSome = ({ heard }: typeof fields): boolean => listed(heard) === some.length;
  await eventually(() => isOfSome(fields) && isOfSome(values));
  checkFields(fields.heard, some);
  checkValues(values.heard, some, 5);
  assert.equal(values.heard.at(-1)?.lookedAt, ALL.length);

  fields.stop();
  const nHeard = fields.heard.length;
  client.setView({ query: "", range: null, grid: null });
  await eventually(() => listed(values.heard) === ALL.length);
  checkValues(values.heard, ALL, 5);
  assert.equal(fields.heard.length, nHeard);
  assert.equal(world.asked.filter(({ kind }) => kind === "unfold").length % 3, 0);
});

test("what is read later joins the answer", async () => {
  const { client } = await startReading();
  const values = listen(client, { fold: "values", field: "size", top: 100 });
  await eventually(() => listed(values.heard) === ALL.length);
  void client.add([
    {
      file: new TestFile("late.log", '{"time":"1970-01-01T00:00:01Z","user":"u0","size":99}\n'),
      path: "late.log",
    },
  ]);
  await eventually(() => listed(values.heard) === ALL.length + 1);
  checkValues(values.heard, [...ALL, { user: "u0", size: 99 }], 100);
  client.close(0);
  const rest = [...ALL_SAID.slice(1).flat(), { user: "u0", size: 99 }];
  await eventually(() => listed(values.heard) === rest.length);
  checkValues(values.heard, rest, 100);
});
