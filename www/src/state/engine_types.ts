// The engine's contract as the rest of the page sees it: views import it from here, never from `engine`.
// biome-ignore-all lint/performance/noBarrelFile: the seam between views and engine is one file

export type {
  Engine,
  EntryDetail,
  EntryKey,
  Grid,
  InputFile,
  Ledger,
  Needle,
  QueryError,
  Row,
  Selection,
  Snapshot,
  SourceState,
  TimeRange,
  ViewSpec,
} from "../engine/engine";
export { LEVEL_NAMES, N_LEVELS, RAW_LIMIT_BYTES } from "../engine/engine";
