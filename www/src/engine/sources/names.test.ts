import assert from "node:assert/strict";
import { test } from "node:test";
import { namesFor, shortestNames } from "./names";

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
