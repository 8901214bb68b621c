// Door of the answers: what the workers count, merged.

export {
  addedLevels,
  boundsOfTasks,
  mergedBounds,
  mergedLedger,
  rangeOf,
  type UnreadRange,
} from "./merge";
export { emptySelection, Viewing } from "./viewing";
