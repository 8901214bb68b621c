// What becomes of a source when its tasks end, fail, are lost or are cancelled.
//
// Changes records only; who reads what next is decided elsewhere.

import { type KnownSource, settle } from "./known_source";
import * as sentences from "./sentences";
import type { Task } from "./tasks";
import type { TaskFailure } from "./wire";

const MAX_KILLS = 2;
const MAX_LOSSES = 3;

/** A task is over; `at` is now, for the sentence. */
export function endTask(
  record: KnownSource,
  task: Task,
  failure: TaskFailure | null,
  at: Date,
): void {
  task.state = failure === null ? "done" : "failed";
  if (failure !== null) {
    task.unread = { start: failure.at, end: task.end, reason: failure.message };
    record.notice = sentences.failureSentence(record.name, failure, at);
    record.canReread = true;
  }
  settle(record);
}

/** How a worker died that held a task. */
export interface Loss {
  readonly reason: string;
  /** It was reading this very task. */
  readonly isKiller: boolean;
}

/**
 * The worker that held a task is gone, and all it knew.
 *
 * Says whether the task is to be read again; if not, it is told as unread. A cancelled task is not.
 */
export function loseTask(record: KnownSource, task: Task, loss: Loss): boolean {
  task.losses += 1;
  task.kills += loss.isKiller ? 1 : 0;
  Object.assign(task, { slot: null, ledger: null, unread: null });
  if (task.state === "cancelled") {
    return false;
  }
  if (task.kills < MAX_KILLS && task.losses <= MAX_LOSSES) {
    task.state = "queued";
    record.phase = "reading";
    record.notice = sentences.lostWorkerSentence(record.name);
    return true;
  }
  const { start, end } = task;
  task.state = "failed";
  task.unread = { start, end, reason: sentences.lostReason(loss.reason) };
  record.notice = sentences.gaveUpSentence(record.name);
  record.canReread = true;
  settle(record);
  return false;
}

/** The user stopped reading: what is read stays. */
export function cancelSource(record: KnownSource): void {
  for (const task of record.tasks.filter(
    ({ state }) => state === "queued" || state === "running",
  )) {
    task.state = "cancelled";
  }
  record.epoch += 1;
  record.phase = "cancelled";
  record.canReread = true;
  record.notice = sentences.cancelledSentence(record.name);
}

/** No worker is left that could read it. */
export function abandonSource(record: KnownSource): void {
  record.epoch += 1;
  record.phase = "failed";
  record.notice = sentences.noEngineSentence(record.name);
}
