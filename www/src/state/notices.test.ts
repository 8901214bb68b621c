import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_LEDGER } from "./app_state";
import { NO_OVERRULE, type SourceState } from "./engine_types";
import { noticesFor } from "./notices";

function source(id: number, changes: Partial<SourceState>, inferredZone = 0): SourceState {
  return {
    id,
    name: `${id}.log`,
    path: `${id}.log`,
    sizeBytes: 1,
    phase: "ready",
    epoch: 0,
    progress: 1,
    notice: null,
    canReread: false,
    isTooMuch: false,
    isBinary: false,
    newBytes: null,
    archive: null,
    within: null,
    overrule: NO_OVERRULE,
    format: null,
    firstNanos: null,
    lastNanos: null,
    ledger: { ...EMPTY_LEDGER, inferredZone },
    ...changes,
  };
}

test("nothing to say, nothing said", () => {
  assert.deepEqual(noticesFor([source(1, {})], 0), []);
});

test("what she said about a source is not told as a guess", () => {
  const overrule = { ...NO_OVERRULE, offsetSecs: 3600, lastYear: 2019 };
  assert.equal(noticesFor([source(1, {}, 5)], 0).length, 1);
  assert.deepEqual(noticesFor([source(1, { overrule }, 5)], 0), []);
});

test("sources without a zone are counted among all", () => {
  const texts = noticesFor([source(1, {}, 5), source(2, {}), source(3, {}, 1)], 0).map(
    (notice) => notice.text,
  );
  assert.deepEqual(texts, ["2 of 3 sources have times without a time zone, read as UTC."]);
});

test("a changed source offers to read again", () => {
  const changed = source(4, { notice: "server.log changed on disk.", canReread: true });
  const [notice] = noticesFor([changed], 0);
  assert.deepEqual(notice?.fix, { kind: "reread", source: 4, title: "Read again" });
});

test("a source that unpacks to too much offers to read all of it", () => {
  const bomb = source(4, { notice: "big.gz unpacks to more than …", isTooMuch: true });
  const [notice] = noticesFor([bomb], 0);
  assert.deepEqual(notice?.fix, { kind: "unpackAll", source: 4, title: "Read it anyway" });
});

test("a source that looks like no text offers to read it all the same", () => {
  const photo = source(4, { notice: "photo.bin is not a text log.", isBinary: true });
  const [notice] = noticesFor([photo], 0);
  assert.deepEqual(notice?.fix, { kind: "readAsText", source: 4, title: "Read it as text" });
});

test("what could not be searched is counted", () => {
  const [notice] = noticesFor([source(1, {})], 1204);
  assert.equal(
    notice?.text,
    "1,204 entries could not be searched: the file has changed since it was read.",
  );
});

test("trouble of the page itself comes before that of sources", () => {
  const texts = noticesFor([source(1, { notice: "It changed." })], 0, "Reload the page.").map(
    ({ text }) => text,
  );
  assert.deepEqual(texts, ["Reload the page.", "It changed."]);
});

test("of many troubled sources some have a note each, and the others one together", () => {
  const many = Array.from({ length: 29 }, (_, id) =>
    source(id, { phase: "failed", notice: "It could not be read." }),
  );
  const texts = noticesFor(many, 0).map((notice) => notice.text);
  assert.equal(texts.length, 21);
  assert.deepEqual(texts.slice(-2), [
    "It could not be read.",
    "9 more sources need your attention.",
  ]);
});

test("where something is missing comes first, and is bad", () => {
  const unread = [{ start: 81_920, end: 90_000, reason: "damaged" }];
  const damaged = { notice: "x.gz is damaged.", ledger: { ...EMPTY_LEDGER, unread } };
  const notices = noticesFor([source(1, { notice: "a.log is empty." }), source(2, damaged)], 0);
  assert.deepEqual(
    notices.map(({ text, tone }) => [text, tone]),
    [
      ["x.gz is damaged.", "bad"],
      ["a.log is empty.", "plain"],
    ],
  );
});
