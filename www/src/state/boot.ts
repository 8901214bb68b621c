// Starts the state: what was remembered, what the address says, the engine; and keeps the address in step.

import { effect } from "@preact/signals";
import { app, FIRST_CHOICE, writable } from "./app_state";
import { choice } from "./derived";
import { say } from "./detail_actions";
import { connect } from "./engine_link";
import type { Engine } from "./engine_types";
import { startHistory } from "./history";
import { ALL_LEVELS } from "./level";
import { takePreferences } from "./page_actions";
import { loadPreferences } from "./preferences";
import { setSampleLoader } from "./source_actions";
import { formatHash, parseHash } from "./url";
import { watchWaiting } from "./view_file_actions";

export interface Services {
  readonly engine: Engine;
  readonly loadSample: () => Promise<File[]>;
}

/** Theme and layout, before anything is drawn. */
export function bootLayout(): void {
  takePreferences(loadPreferences(() => window.localStorage));
  effect(() => {
    const { theme } = app.preferences.value;
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  });
}

/** Everything that needs the engine; returns the way to stop. */
export function boot(services: Services): () => void {
  const levelMask = takeHash(window.location.hash);
  setSampleLoader(services.loadSample);
  const stops = [connect(services.engine), watchWaiting()];
  // The address is not written before it has been read to its end.
  void takeLevels(services.engine, levelMask).then(() => {
    stops.push(effect(writeHash), effect(forgetForeignTimes));
  });
  return () => {
    for (const stop of stops) stop();
  };
}

/** The page cannot work: says so instead of everything else. */
export function bootFailed(reason: string): void {
  writable.bootFailure.value = reason;
  document.documentElement.dataset["state"] = "failed";
}

/** Takes over what an address says, but for its levels, which it returns. */
function takeHash(hash: string): number {
  const parsed = parseHash(hash);
  if (!parsed.ok) {
    say(parsed.error);
    return ALL_LEVELS;
  }
  const { range, zoom, levelMask, panelTab, zone } = parsed.value;
  writable.history.value = startHistory({ ...FIRST_CHOICE, range, zoom, zone });
  writable.panelTab.value = panelTab;
  return levelMask;
}

/** Writes the levels of an address into the query. */
async function takeLevels(engine: Engine, levels: number): Promise<void> {
  if (levels === ALL_LEVELS) return;
  const query = await engine.rewrite("", [{ edit: "setLevels", levels }]);
  if (query === null || app.draft.value !== "") return;
  writable.history.value = startHistory({ ...app.history.value.present, query });
  writable.draft.value = query;
}

function writeHash(): void {
  const { query, range, zoom, zone } = choice.value;
  const { view, error, chosenLevels } = app.snapshot.value.selection;
  // Which levels a query names is known once it is answered.
  if (view.query !== query || error !== null) return;
  const hash = formatHash({
    range,
    zoom,
    levelMask: chosenLevels,
    panelTab: app.panelTab.value,
    zone,
  });
  // Replaced, not pushed: undo is the page's own, and the back button leaves the page as everywhere.
  if (hash !== window.location.hash)
    window.history.replaceState(null, "", hash === "" ? window.location.pathname : hash);
}

/** A time from an old address means nothing for other sources: it would hide everything. */
function forgetForeignTimes(): void {
  const { phase, bounds } = app.snapshot.value;
  if (phase !== "ready" || bounds === null) return;
  const { present } = app.history.peek();
  const isForeign = (range: typeof present.range): boolean =>
    range !== null && (range.end <= bounds.from || range.from > bounds.end);
  if (!isForeign(present.range) && !isForeign(present.zoom)) return;
  writable.history.value = startHistory({
    ...present,
    range: isForeign(present.range) ? null : present.range,
    zoom: isForeign(present.zoom) ? null : present.zoom,
  });
}
