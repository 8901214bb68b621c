import assert from "node:assert/strict";
import { test } from "node:test";
import { type Named, Names, namesFor } from "./names";

/** The names of sources that have none yet. */
function shortestNames(paths: readonly string[]): string[] {
  return namesFor(unnamed(paths));
}

function unnamed(paths: readonly string[]): readonly Named[] {
  return paths.map((path) => ({ path, name: null }));
}

test("a name alone is kept, shared names grow by folders until they differ", () => {
  const paths = ["prod/api/server.log", "prod/db/server.log", "prod/web.log", "test/db/server.log"];
  assert.deepEqual(shortestNames(paths), [
    "api/server.log",
    "prod/db/server.log",
    "web.log",
    "test/db/server.log",
  ]);
});

test("a path that is the tail of another keeps what it has", () => {
  assert.deepEqual(shortestNames(["server.log", "api/server.log"]), [
    "server.log",
    "api/server.log",
  ]);
});

test("what lies in an archive is called by its own name, and by the archive where it has to", () => {
  const paths = ["logs.tgz › var/log/app.log", "logs.tgz › web.log", "b.zip › in.zip › web.log"];
  assert.deepEqual(shortestNames(paths), ["app.log", "logs.tgz › web.log", "in.zip › web.log"]);
  assert.deepEqual(shortestNames(["/a/b.log", "/b.log", "c/"]), ["a/b.log", "b.log", "c"]);
});

test("equal paths are numbered", () => {
  assert.deepEqual(shortestNames(["a.log", "a.log", "b.log"]), ["a.log", "a.log (2)", "b.log"]);
});

test("a name given stays when another source would want it", () => {
  const sources = [
    { path: "a/server.log", name: "server.log" },
    { path: "b/server.log", name: null },
    { path: "server.log", name: null },
  ];
  assert.deepEqual(namesFor(sources), ["server.log", "b/server.log", "server.log (2)"]);
});

test("those that come later are told from those that were named before", () => {
  const names = new Names();
  assert.deepEqual(names.give(unnamed(["a/x.log", "a/y.log"])), ["x.log", "y.log"]);
  assert.deepEqual(names.give(unnamed(["b/x.log", "b/z.log", "a/y.log"])), [
    "b/x.log",
    "z.log",
    "y.log (2)",
  ]);
});

test("a path of many parts has a name, and so have paths that differ in their first part alone", () => {
  const deep = "d/".repeat(100);
  const [one, other] = shortestNames([`1/${deep}x.log`, `2/${deep}x.log`]);
  assert.notEqual(one, other);
});
