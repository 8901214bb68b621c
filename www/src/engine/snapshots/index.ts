// Door of the snapshots: what the page is told, and when.

export { phaseOf, snapshotOf } from "./snapshot";
export { Teller } from "./teller";
export { Throughput } from "./throughput";
export { UpdateCost } from "./update_cost";
