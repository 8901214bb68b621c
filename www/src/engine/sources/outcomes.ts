// What becomes of a source when its tasks end, fail, are lost or are cancelled.
//
// Changes records only; who reads what next is decided elsewhere.

import type { TaskFailure, Trouble } from "../wire";
import { type KnownSource, settle } from "./known_source";
import * as sentences from "./sentences";
import { canSplit, halvesOf, type Task } from "./tasks";

/** So many workers may die of a part that is too small to be cut … */
const MAX_KILLS = 2;
/** … and so many of one that is cut and those that it is cut into: each death makes others read again, too. */
const MAX_SPLIT_KILLS = 3;
const MAX_LOSSES = 4;

/** What stays as it is, however often it is read. */
const LASTING: readonly Trouble[] = ["damaged", "tooMuch", "unsupported"];

/** What is known of a task that no worker holds. */
const UNREAD = { slot: null, ledger: null, joined: null, opened: null, unread: null } as const;

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
    record.canReread = !LASTING.includes(failure.trouble);
    record.isCut ||= failure.trouble === "changed";
    record.isTooMuch = failure.trouble === "tooMuch";
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
 * Says what is to be read instead: nothing if it was cancelled or is given up (it is then told as unread), the same
 * task again, or the halves of one that the worker died of: what is too much at once may do in parts.
 */
export function loseTask(record: KnownSource, task: Task, loss: Loss): readonly Task[] {
  task.losses += 1;
  task.kills += loss.isKiller ? 1 : 0;
  Object.assign(task, UNREAD);
  if (task.state === "cancelled") {
    return [];
  }
  const isSplit = loss.isKiller && canSplit(task, record.plan?.content ?? "binary");
  const maxKills = isSplit || task.isHalf ? MAX_SPLIT_KILLS : MAX_KILLS;
  const isGivenUp = loss.isKiller ? task.kills >= maxKills : task.losses > MAX_LOSSES;
  if (!isGivenUp) {
    record.phase = "reading";
    const hasGap = record.tasks.some((other) => other.state === "failed");
    // That something is missing matters more than that something was read twice.
    record.notice = hasGap ? record.notice : sentences.lostWorkerSentence(record.name, loss.reason);
    if (!isSplit) {
      task.state = "queued";
      return [task];
    }
    const halves = halvesOf(task);
    record.tasks = record.tasks.flatMap((other) => (other === task ? halves : [other]));
    return halves;
  }
  const { start, end } = task;
  task.state = "failed";
  task.unread = { start, end, reason: sentences.lostReason(loss.reason) };
  record.notice = sentences.gaveUpSentence(record.name);
  record.canReread = true;
  settle(record);
  return [];
}

/** A worker was replaced on purpose: what it held of this source is read again, if there was anything. */
export function requeueTasks(record: KnownSource, slot: number): readonly Task[] {
  const again = record.tasks.filter(
    (task) => task.slot === slot && (task.state === "running" || task.state === "done"),
  );
  for (const task of again) {
    Object.assign(task, { ...UNREAD, state: "queued" });
  }
  record.phase = again.length > 0 ? "reading" : record.phase;
  return again;
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
