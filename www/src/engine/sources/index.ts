// Door of the sources: what is open, who reads it, and what became of it.

export { Examples } from "./examples";
export { isReading, type KnownSource, stateOf } from "./known_source";
export type { KnownSources } from "./known_sources";
export type { ReadingMode } from "./opener";
export { Reading } from "./reading";
export { ledgerOf, type MergedCounts } from "./source_ledger";
