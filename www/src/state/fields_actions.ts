// The fields of what is listed: asked for while their tab is on screen, and of one field its values.

import { computed, effect } from "@preact/signals";
import { app, writable } from "./app_state";
import { hasSources } from "./derived";
import type { Engine } from "./engine_types";

/** More fields than anybody reads. */
const MAX_FIELDS = 1_000;
/** Values of a field that are shown. */
const MAX_VALUES = 50;

const isShown = computed(
  () =>
    app.panelTab.value === "fields" &&
    (app.preferences.value.isPanelOpen || app.isPanelSheetOpen.value) &&
    hasSources.value,
);

/** Keeps the answers that the tab shows up to date; returns the way to stop. */
export function watchFields(engine: Engine): () => void {
  const stops = [
    effect(() => {
      if (!isShown.value) return undefined;
      return engine.ask({ fold: "fields", top: MAX_FIELDS }, (answered) => {
        if (answered.answer.fold === "fields")
          writable.fields.value = { ...answered, answer: answered.answer };
      });
    }),
    effect(() => {
      const field = app.openField.value;
      writable.fieldValues.value = null;
      if (!isShown.value || field === null) return undefined;
      return engine.ask({ fold: "values", field, top: MAX_VALUES }, (answered) => {
        if (answered.answer.fold === "values")
          writable.fieldValues.value = { ...answered, answer: answered.answer };
      });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Opens a field to show its values, or closes the one that is open. */
export function toggleField(name: string): void {
  writable.openField.value = app.openField.value === name ? null : name;
}
