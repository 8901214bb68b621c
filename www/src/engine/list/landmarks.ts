// Where in time row number `first` should stand, going by the timeline.

import { edgeAt, gridEnd, placeOn } from "../../base/grid";
import { N_LEVELS, type Nanos, type Selection } from "../engine";
import { timesBetween } from "./probes";

/**
 * Edges of the buckets around the row and places in its own; empty where the timeline says nothing.
 *
 * A guess: the timeline may lag behind the list, and a brushed range may begin inside a bucket.
 */
export function landmarksFor(first: number, selection: Selection): Nanos[] {
  const { timeline, levelMask, view } = selection;
  const { grid, range } = view;
  if (grid === null || timeline.length < grid.bucketCount * N_LEVELS) {
    return [];
  }
  const begin =
    range === null
      ? 0
      : Math.max(0, Math.min(grid.bucketCount, Math.floor(placeOn(grid, range.from))));
  let before = 0;
  for (let bucket = begin; bucket < grid.bucketCount; bucket += 1) {
    const entries = entriesIn(timeline, bucket, levelMask);
    if (before + entries > first) {
      const edges = [bucket - 1, bucket, bucket + 1, bucket + 2].map((at) => edgeAt(grid, at));
      const share = (first - before) / entries;
      return [...edges, ...timesBetween(edgeAt(grid, bucket), edgeAt(grid, bucket + 1), share)];
    }
    before += entries;
  }
  return [gridEnd(grid)];
}

function entriesIn(timeline: Uint32Array, bucket: number, levelMask: number): number {
  let entries = 0;
  for (let level = 0; level < N_LEVELS; level += 1) {
    const isShown = (levelMask >> level) % 2 === 1;
    entries += isShown ? (timeline[bucket * N_LEVELS + level] ?? 0) : 0;
  }
  return entries;
}
