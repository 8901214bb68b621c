// When each source has entries of the list, and when errors: asked for while the sources are on screen.

import { computed, effect } from "@preact/signals";
import { type SmallGrid, smallGrid } from "../base/small_grid";
import { app, writable } from "./app_state";
import { readSources } from "./derived";
import type { Answered, Engine } from "./engine_types";

/** Bars of the small chart of a source, at most. */
const MOST_BARS = 24;
/** Of more sources nobody looks at each while they are read. */
const MOST_WHILE_READING = 500;

/** Counts by bar: of all entries, and of errors, one after the other. */
export type SourceTimes = ReadonlyMap<number, Uint32Array>;

const isShown = computed(
  () =>
    app.panelTab.value === "sources" &&
    (app.preferences.value.isPanelOpen || app.isPanelSheetOpen.value) &&
    // The chart itself shows when a single one has its entries.
    readSources.value.length > 1 &&
    (readSources.value.length <= MOST_WHILE_READING || app.snapshot.value.phase !== "reading"),
);

/** The buckets as text: the same until they change. */
const gridKey = computed(() => {
  const { bounds } = app.snapshot.value;
  if (bounds === null || !isShown.value) return null;
  const { start, width, count } = smallGrid(bounds.from, bounds.end, MOST_BARS);
  return `${start} ${width} ${count}`;
});

/** Keeps what the sources' rows draw up to date; returns the way to stop. */
export function watchSourceTimes(engine: Engine): () => void {
  return effect(() => {
    const key = gridKey.value;
    if (key === null) return undefined;
    const [start = "", width = "", count = ""] = key.split(" ");
    const grid = { start, width, bucketCount: Number(count), edges: [] };
    return engine.ask({ fold: "bySource", grid }, ({ answer, bulk }) => {
      if (answer.fold === "bySource") {
        writable.sourceTimes.value = timesOf(answer.sources, bulk, grid.bucketCount);
      }
    });
  });
}

/** What each source has in the answer. */
export function timesOf(
  sources: readonly number[],
  bulk: Answered["bulk"],
  count: SmallGrid["count"],
): SourceTimes {
  const of = (idx: number): Uint32Array => bulk.subarray(idx * 2 * count, (idx + 1) * 2 * count);
  return new Map(sources.map((source, idx) => [source, of(idx)]));
}

/** Bars without errors, and those with some; on the same scale. */
export function barsOfSource(counts: Uint32Array): {
  readonly quiet: number[];
  readonly bad: number[];
} {
  const quiet: number[] = [];
  const bad: number[] = [];
  for (let at = 0; at + 1 < counts.length; at += 2) {
    const [all = 0, errors = 0] = counts.subarray(at, at + 2);
    quiet.push(errors === 0 ? all : 0);
    bad.push(errors === 0 ? 0 : all);
  }
  return { quiet, bad };
}
