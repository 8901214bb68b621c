// What a task has to know of the others: its first time may be a step back from the last one before it, and entries
// without a time stand behind that in the list, or before the source's first one.
//
// Workers know their own tasks only, and nobody knows the last time before a task until all of that is read. So it is
// told then, and again if it turns out to be another; the list of what is out of order then has as many entries as the
// ledger counts (`backwardSteps` in merge.ts).

import type { Request } from "../wire";
import type { KnownSource } from "./known_source";
import { isOver, type Task } from "./tasks";

/** Tells the workers of a source's tasks, which are in order, the times around them, as far as those are known and new. */
export function joinTasks(
  { id, tasks }: Pick<KnownSource, "id" | "tasks">,
  tell: (slot: number, request: Request) => void,
): void {
  let closing: string | null = null;
  /** Without any time, as all before them. */
  const undated: Task[] = [];
  for (const task of tasks) {
    const opening = task.ledger?.opening ?? null;
    if (task.slot !== null && task.joined !== closing) {
      task.joined = closing;
      tell(task.slot, { kind: "join", source: id, start: task.start, closing, opening: null });
    }
    if (closing === null && opening !== null) {
      openTasks(undated, opening, tell);
    }
    if (!isOver(task)) {
      return;
    }
    if (closing === null && opening === null) {
      undated.push(task);
    }
    closing = task.ledger?.closing ?? closing;
  }
}

/** Tells tasks without any time the first one of their source. */
function openTasks(
  tasks: readonly Task[],
  opening: string,
  tell: (slot: number, request: Request) => void,
): void {
  for (const task of tasks) {
    if (task.slot !== null && task.opened !== opening) {
      task.opened = opening;
      const { source, start } = task;
      tell(task.slot, { kind: "join", source, start, closing: null, opening });
    }
  }
}
