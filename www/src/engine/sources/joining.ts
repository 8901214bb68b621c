// What a task has to know of those before it: its first time may be a step back from their last one.
//
// Workers know their own tasks only, and nobody knows the last time before a task until all of that is read. So it is
// told then, and again if it turns out to be another; the list of what is out of order then has as many entries as the
// ledger counts (`backwardSteps` in merge.ts).

import type { Request } from "../wire";
import type { KnownSource } from "./known_source";
import { isOver } from "./tasks";

/** Tells the workers of a source's tasks, which are in order, the last times before them, as far as those are known and new. */
export function joinTasks(
  { id, tasks }: Pick<KnownSource, "id" | "tasks">,
  tell: (slot: number, request: Request) => void,
): void {
  let closing: string | null = null;
  for (const task of tasks) {
    if (task.slot !== null && task.joined !== closing) {
      task.joined = closing;
      tell(task.slot, { kind: "join", source: id, start: task.start, closing });
    }
    if (!isOver(task)) {
      return;
    }
    closing = task.ledger?.closing ?? closing;
  }
}
