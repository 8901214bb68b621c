import assert from "node:assert/strict";
import { test } from "node:test";
import { FIRST_COLUMNS } from "./list_columns";
import { type KeptView, readView, viewText } from "./view_file";

const VIEW: KeptView = {
  query: 'level>=error "a \\"b\\""',
  range: { from: 1_791_968_000_123_456_789n, end: 1_791_968_000_123_456_790n },
  zoom: { from: -1n, end: 9_223_372_036_854_775_807n },
  zone: "local",
  columns: [
    { kind: "field", name: "time", px: 90 },
    { kind: "time", px: null },
  ],
  lines: 3,
  isNewestFirst: true,
  bookmarks: [{ source: "logs/a.zip › b.log", offset: 5_000_000_000, note: "here, twice" }],
};

test("a view that was saved is read as it was", () => {
  assert.deepEqual(readView(viewText(VIEW)), VIEW);
  const whole = { ...VIEW, lines: "all" } as const;
  assert.deepEqual(readView(viewText(whole)), whole);
  const list = { zone: "utc", columns: FIRST_COLUMNS, lines: 1, isNewestFirst: false } as const;
  const empty = { query: "", range: null, zoom: null, ...list, bookmarks: [] };
  assert.deepEqual(readView(viewText(empty)), empty);
  assert.deepEqual(readView('{"logscry_view":1,"later":[1]}'), empty);
});

test("a file that is no view says what is wrong", () => {
  const says = (text: string): string | KeptView => readView(text);
  assert.equal(says(viewText(VIEW).slice(0, 40)), "it is not whole");
  assert.equal(says("[]"), "it is not whole");
  assert.equal(says('{"logscry_view":"1"}'), "it does not say its version");
  assert.match(`${says('{"logscry_view":2}')}`, /version 2, which this page does not know/);
  assert.equal(says('{"logscry_view":1,"query":5}'), "its query is no text");
  for (const range of ['["5","5"]', '["5","4"]', '["a","9"]', "[5,9]", '["1"]', "7"])
    assert.equal(says(`{"logscry_view":1,"range":${range}}`), "its times cannot be read");
  assert.equal(says('{"logscry_view":1,"zone":"mars"}'), "its time zone is not known");
  for (const columns of ["7", "[7]", '[{"kind":"field"}]', '[{"kind":"time","px":1e9}]'])
    assert.equal(says(`{"logscry_view":1,"columns":${columns}}`), "its columns cannot be read");
  assert.equal(says('{"logscry_view":1,"lines":2}'), "its columns cannot be read");
  for (const mark of ['{"source":"a","offset":-1,"note":""}', '{"source":1}', "null"])
    assert.equal(says(`{"logscry_view":1,"bookmarks":[${mark}]}`), "its bookmarks cannot be read");
});
