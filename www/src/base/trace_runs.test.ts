import assert from "node:assert/strict";
import { test } from "node:test";
import { type TraceShape, traceRuns, traceStart } from "./trace_runs";

const frames = (from: number, own: string): TraceShape["exceptions"][number]["frames"] =>
  [...own].map((sign, idx) => ({ first: from + idx, end: from + idx + 1, isOwn: sign === "o" }));

const shown = (lineCount: number, trace: TraceShape): string[] =>
  traceRuns(lineCount, trace).map(
    ({ kind, first, end, frames: n, isFolded }) =>
      `${kind} ${first}-${end} ${n}${isFolded ? " folded" : ""}`,
  );

test("library frames fold between the program's own", () => {
  const trace = {
    hasFailedCallLast: false,
    exceptions: [
      { line: 2, frames: frames(3, "olllol") },
      { line: 9, frames: frames(10, "lll") },
    ],
  };
  assert.deepEqual(shown(14, trace), [
    "text 0-2 0",
    "head 2-3 0",
    "own 3-4 1",
    "library 4-7 3 folded",
    "own 7-8 1",
    "library 8-9 1",
    "head 9-10 0",
    "own 10-11 1",
    "library 11-13 2 folded",
    "text 13-14 0",
  ]);
  assert.equal(
    traceStart(
      trace,
      Array.from({ length: 14 }, () => "text"),
    ),
    2,
  );
  const announced = ["failed", "Traceback (most recent call last):", ...Array(12).fill("text")];
  assert.equal(traceStart(trace, announced), 1);
});

test("where the failed call is last, it is the one that stays", () => {
  const trace = { hasFailedCallLast: true, exceptions: [{ line: 3, frames: frames(0, "lll") }] };
  assert.deepEqual(shown(4, trace), ["library 0-2 2 folded", "own 2-3 1", "head 3-4 0"]);
});

test("a frame of several lines is one, and a recursion folds in the middle", () => {
  const two = {
    line: null,
    frames: [0, 2, 4].map((first) => ({ first, end: first + 2, isOwn: false })),
  };
  assert.deepEqual(shown(6, { hasFailedCallLast: false, exceptions: [two] }), [
    "own 0-2 1",
    "library 2-6 2 folded",
  ]);
  const deep = {
    hasFailedCallLast: false,
    exceptions: [{ line: null, frames: frames(0, "o".repeat(1000)) }],
  };
  assert.deepEqual(shown(1000, deep), ["own 0-16 16", "own 16-992 976 folded", "own 992-1000 8"]);
});
