import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_PREFERENCES, loadPreferences, type Store, savePreferences } from "./preferences";

function storeWith(text: string | null): Store & { text: string | null } {
  const store = {
    text,
    getItem: () => store.text,
    setItem: (_key: string, value: string) => {
      store.text = value;
    },
  };
  return store;
}

test("what is saved is loaded", () => {
  const store = storeWith(null);
  const preferences = {
    theme: "dark",
    panelWidthPx: 350,
    detailWidthPx: 500,
    detailHeightPx: 260,
    isWrapped: false,
    isOriginalOpen: true,
    isTree: false,
    isPanelOpen: false,
    memoryBudgetBytes: 500_000_000,
  } as const;
  savePreferences(() => store, preferences);
  assert.deepEqual(
    loadPreferences(() => store),
    preferences,
  );
});

test("damage and refusal give the default", () => {
  for (const text of [
    "{",
    "[]",
    "null",
    '{"theme":"pink","panelWidthPx":9e9,"detailHeightPx":2,"isWrapped":"no","isTree":null,"memoryBudgetBytes":-1}',
  ]) {
    assert.deepEqual(
      loadPreferences(() => storeWith(text)),
      DEFAULT_PREFERENCES,
    );
  }
  const refuses = (): Store => {
    throw new Error("denied");
  };
  assert.deepEqual(loadPreferences(refuses), DEFAULT_PREFERENCES);
  savePreferences(refuses, DEFAULT_PREFERENCES);
});
