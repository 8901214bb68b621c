// The generated logs are the same for the same seed, and look like what they are said to be.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { bytesFromSize, KIND_NAMES, pieces } from "./generate.mjs";
import { SHORT_LINE_BYTES } from "./generator/short.mjs";

const SIZE_BYTES = 400_000;

const textOf = (kind, sizeBytes = SIZE_BYTES, seed = 1) =>
  Array.from(pieces(kind, sizeBytes, seed), (piece) => piece.toString("latin1")).join("");
const hashOf = (kind, seed) =>
  createHash("sha256")
    .update(textOf(kind, SIZE_BYTES, seed))
    .digest("hex");
const linesOf = (kind) => textOf(kind).trimEnd().split("\n");

/** All times in the order they stand in; `pattern` has the time in its first group. */
function timesOf(lines, pattern, millisFrom) {
  return lines.flatMap((line) => {
    const match = pattern.exec(line);
    return match === null ? [] : [millisFrom(match[1])];
  });
}

function assertGoesOn(times) {
  assert.ok(times.every((time, idx) => !Number.isNaN(time) && time >= (times[idx - 1] ?? 0)));
  assert.ok(times.at(-1) > times[0]);
}

test("the same seed gives the same bytes, another one does not", () => {
  for (const kind of KIND_NAMES) {
    assert.equal(hashOf(kind, 7), hashOf(kind, 7));
    assert.notEqual(hashOf(kind, 7), hashOf(kind, 8));
  }
});

test("a smaller size is the beginning of a larger one, and ends with an entry", () => {
  for (const kind of KIND_NAMES) {
    // More than one piece.
    const large = textOf(kind, 5_000_000);
    const small = textOf(kind, SIZE_BYTES);
    assert.ok(large.startsWith(small));
    assert.ok(small.length <= SIZE_BYTES && small.length > SIZE_BYTES - 10_000);
    assert.ok(small.endsWith("\n"));
  }
});

test("log4j lines have time, level, thread, logger and message; errors have a trace", () => {
  const lines = linesOf("log4j");
  const head = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (\w+) +\[[\w-]+\] [\w.]+ - \S/;
  const more = /^(\tat .+:\d+\)|Caused by: .+|\t\.\.\. \d+ more|[\w.]+Exception: .+)$/;
  assert.deepEqual(
    lines.filter((line) => !head.test(line) && !more.test(line)),
    [],
  );
  const entries = lines.filter((line) => head.test(line));
  const errors = entries.filter((line) => head.exec(line)[2] === "ERROR");
  const share = errors.length / entries.length;
  assert.ok(share > 0.01 && share < 0.03, `${share}`);
  for (const [idx, line] of lines.entries()) {
    if (errors.includes(line)) assert.match(lines[idx + 1], /Exception: /);
  }
  assertGoesOn(timesOf(lines, head, (time) => Date.parse(`${time.replace(",", ".")}Z`)));
});

test("json lines are objects with a time, a level and an id of their own", () => {
  const entries = linesOf("json").map((line) => JSON.parse(line));
  assertGoesOn(entries.map((entry) => Date.parse(entry.timestamp)));
  assert.equal(new Set(entries.map((entry) => entry.request_id)).size, entries.length);
  for (const entry of entries) {
    assert.match(entry.request_id, /^[0-9a-f]{8}(-[0-9a-f]{4}){2}-[0-9a-f]{12}$/);
    assert.equal(typeof entry.http.duration_ms, "number");
    assert.equal(entry.level === "error", entry.error !== undefined);
  }
});

test("access lines are in the combined format", () => {
  const lines = linesOf("access");
  const combined =
    /^[\d.]+ - [\w-]+ \[(\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d) \+0000\] "(?:GET|POST) \S+ HTTP\/1\.1" \d{3} (?:\d+|-) "\S+" "[^"]+"$/;
  assert.deepEqual(
    lines.filter((line) => !combined.test(line)),
    [],
  );
  const millisFrom = (time) => Date.parse(`${time.replace(":", " ").replaceAll("/", " ")} UTC`);
  assertGoesOn(timesOf(lines, combined, millisFrom));
});

test("short lines have 32 bytes, a time and a level", () => {
  const lines = linesOf("short");
  const pattern = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) (DEBUG|INFO |WARN |ERROR) \d$/;
  assert.deepEqual(
    lines.filter((line) => line.length + 1 !== SHORT_LINE_BYTES || !pattern.test(line)),
    [],
  );
  assertGoesOn(timesOf(lines, pattern, (time) => Date.parse(`${time.replace(" ", "T")}Z`)));
});

test("sizes are decimal", () => {
  assert.equal(bytesFromSize("1GB"), 1_000_000_000);
  assert.equal(bytesFromSize("1.5 kB"), 1500);
  assert.equal(bytesFromSize("12"), 12);
  assert.throws(() => bytesFromSize("much"));
});
