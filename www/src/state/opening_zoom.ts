// The chart opens on the part that has the entries, unless she has chosen something herself.

import { computed, effect, untracked } from "@preact/signals";
import { densePart } from "../base/dense_part";
import { edgeAt } from "../base/grid";
import { app, writable } from "./app_state";
import { choice, isAnswered, selection } from "./derived";
import { N_LEVELS, type TimeRange } from "./engine_types";
import { LEVELS_WORST_FIRST as ALL, ERROR, FATAL } from "./level";

/** Each step shows a part at its own scale, which may have such a part again. */
const MAX_STEPS = 6;

let steps = 0;
/** How many sources there were when the part was chosen. */
let sourceCount = 0;

/** Whether the chart shows the part that it opened on. */
export const isOpeningZoom = computed(
  () => choice.value.zoom !== null && choice.value.zoom === app.openingZoom.value,
);

/** Looks at the counts when reading has ended; returns the way to stop. */
export function watchOpening(): () => void {
  return effect(() => {
    const { phase, sources } = app.snapshot.value;
    if (phase === "empty" || sources.length > sourceCount) untracked(beginAnew);
    sourceCount = sources.length;
    if (phase === "ready" && selection.value.isComplete && isAnswered.value) untracked(lookCloser);
  });
}

/** Other sources may have their entries elsewhere. */
function beginAnew(): void {
  steps = 0;
  if (isOpeningZoom.value) show(null);
}

function lookCloser(): void {
  const { view, timeline } = selection.value;
  const { present } = app.history.value;
  if (steps >= MAX_STEPS || view.grid === null) return;
  // A chart that is looked at must not jump later: what is hers, or fits at first, stays as it is.
  const isHers =
    present.query !== "" || present.range !== null || present.zoom !== app.openingZoom.value;
  const part = isHers ? null : densePart(countsOf(ALL), countsOf([FATAL, ERROR]));
  steps = part === null ? MAX_STEPS : steps + 1;
  if (part === null) return;
  const { grid } = view;
  const first = Math.max(0, part.first - 1);
  const end = Math.min(grid.bucketCount, part.end + 1);
  show({ from: edgeAt(grid, first), end: edgeAt(grid, end) });

  function countsOf(levels: readonly number[]): readonly number[] {
    return Array.from({ length: timeline.length / N_LEVELS }, (_, slot) =>
      levels.reduce((sum, level) => sum + (timeline[slot * N_LEVELS + level] ?? 0), 0),
    );
  }
}

/** No step of its own: there is nothing before it to go back to. */
function show(zoom: TimeRange | null): void {
  writable.openingZoom.value = zoom;
  writable.history.value = {
    ...app.history.value,
    present: { ...app.history.value.present, zoom },
  };
}
