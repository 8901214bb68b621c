// Door of the snapshots: what the page is told, and when.

export { Publisher } from "./publisher";
export { phaseOf, snapshotOf } from "./snapshot";
export { Throughput } from "./throughput";
export { hasTurned } from "./turn";
export { UpdateCost } from "./update_cost";
