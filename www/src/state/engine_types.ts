// The engine's contract as the rest of the page sees it: views import it from here, never from `engine`.
// biome-ignore-all lint/performance/noBarrelFile: the seam between views and engine is one file

export type {
  ArchiveMember,
  ArchiveState,
  Engine,
  EntryDetail,
  EntryKey,
  Example,
  ExampleAsk,
  ExampleMark,
  FormatTitle,
  Grid,
  InputFile,
  Ledger,
  Needle,
  Overrule,
  OwnFormat,
  QueryError,
  Row,
  Selection,
  Snapshot,
  SourceState,
  TimeRange,
  ViewSpec,
} from "../engine/engine";
export {
  FIGURES,
  figuresFrom,
  LEVEL_NAMES,
  N_LEVELS,
  NO_OVERRULE,
  NO_UNPACK_LIMIT,
  RAW_LIMIT_BYTES,
} from "../engine/engine";
