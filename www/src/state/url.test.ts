import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_URL_STATE, formatHash, parseHash, type UrlState } from "./url";

const STATE: UrlState = {
  range: { from: -5n, end: 7n },
  zoom: { from: 1n, end: 2n ** 62n },
  levelMask: 0xc0,
  panelTab: "ledger",
  zone: "local",
};

test("what is written is read back", () => {
  assert.deepEqual(parseHash(formatHash(STATE)), { ok: true, value: STATE });
});

test("the default needs no hash", () => {
  assert.equal(formatHash(DEFAULT_URL_STATE), "");
  assert.deepEqual(parseHash(""), { ok: true, value: DEFAULT_URL_STATE });
});

test("damage is the default, not an error", () => {
  for (const hash of [
    "#v=1&range=9..1&levels=zz&panel=../x&zone=mars",
    "#range=1..",
    "#%%%",
    "#v=1&zoom=99999999999999999999..1",
  ]) {
    assert.deepEqual(parseHash(hash), { ok: true, value: DEFAULT_URL_STATE });
  }
});

test("a newer version is refused with a sentence", () => {
  const parsed = parseHash("#v=2&range=1..2");
  assert.equal(parsed.ok, false);
});
