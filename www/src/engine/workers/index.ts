// Door of the workers: a pool of them, what they answer, and what their memory is for.

export { MemoryMeter } from "./memory_meter";
export type { Answer, Column, FromWorker, News, PartBytes, ToWorker } from "./messages";
export { Pool, type WorkerParts, workerCountFor } from "./pool";
export { Port, type WorkerLike, WorkerLost } from "./port";
export { type Bytes, canPageRead, Pump } from "./pump";
export { partsOf, SMALL_FILE_BYTES } from "./small_files";
export { updateIntervalMillis } from "./update_pace";
