// Tasks: ranges of a source, each read by one worker.

import { countIn } from "../figures";
import type { Content, TaskLedger } from "../wire";
import { REASON_CANCELLED } from "./sentences";
import type { UnreadRange } from "./source_ledger";

export interface Task {
  readonly source: number;
  readonly start: number;
  readonly end: number;
  /** Tasks of one lane are read by one worker, in order. */
  readonly lane: number | null;
  /** The worker that looked at it and still has its bytes; null if it is all one. */
  readonly home: number | null;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  /** The worker that holds it, once it is handed out. */
  slot: number | null;
  /** Cut from a task that a worker died of. */
  readonly isHalf: boolean;
  /** How many workers died while they read this very task, or the one that it was cut from. */
  kills: number;
  /** How many workers died that held this task. */
  losses: number;
  ledger: TaskLedger | null;
  /** The last time before it, as its worker was told. */
  joined: string | null;
  /** The source's first time, as its worker was told, if that comes after it. */
  opened: string | null;
  /** What of it could not be read, if it failed. */
  unread: UnreadRange | null;
}

const MIB = 1_048_576;
/** Below this a second worker is not worth its start. */
const ONE_TASK_BYTES = 8 * MIB;
const TASK_BYTES = 48 * MIB;

/**
 * Cuts a source into ranges that cover it from `from` on, in order.
 *
 * Only plain text can be cut. At least one range per worker, so that a file of medium size is read
 * by all of them; ranges of about 48 MiB else, so that they end at about the same time.
 */
export function cutTasks(
  source: number,
  sizeBytes: number,
  content: Content,
  workerCount: number,
  from = 0,
): Task[] {
  const leftBytes = sizeBytes - from;
  if (content === "archive" || content === "binary" || content === "empty" || leftBytes <= 0) {
    return [];
  }
  const isWhole = content !== "text" || leftBytes <= ONE_TASK_BYTES;
  const count = isWhole ? 1 : Math.max(workerCount, Math.ceil(leftBytes / TASK_BYTES));
  const pieceBytes = isWhole ? leftBytes : Math.ceil(leftBytes / count / MIB) * MIB;
  const tasks: Task[] = [];
  for (let start = from; start < sizeBytes; start += pieceBytes) {
    tasks.push(newTask(source, start, Math.min(sizeBytes, start + pieceBytes)));
  }
  return tasks;
}

/**
 * Where to read on in a source that has grown: start of the last task before which what was added changes nothing; 0 if
 * all of it has to be read again.
 *
 * What ended with the file may go on now: its last entry, or its last line, which may turn out to start an entry or
 * not to. So the first line of the task that is read again must be known to be whole: another line follows it.
 */
export function placeToReadOn(tasks: readonly Task[]): number {
  const undone = tasks.findIndex((task) => task.state !== "done");
  const done = undone < 0 ? tasks : tasks.slice(0, undone);
  const isFirm = ({ ledger }: Task): boolean =>
    ledger !== null && countIn(ledger.ledger, "entries") > 0 && countIn(ledger.ledger, "lines") > 1;
  return done.findLast(isFirm)?.start ?? 0;
}

/** Below this no part is cut in two. */
const SPLIT_BYTES = 2 * MIB;

/** Whether it makes sense to read the halves of a task apart. */
export function canSplit(task: Task, content: Content): boolean {
  return content === "text" && task.end - task.start >= SPLIT_BYTES;
}

/** Two tasks in place of one that a worker died of; each has its history. */
export function halvesOf({ source, start, end, lane, kills, losses }: Task): readonly Task[] {
  const middle = start + Math.ceil((end - start) / 2);
  return [newTask(source, start, middle), newTask(source, middle, end)].map((half) => ({
    ...half,
    isHalf: true,
    lane,
    kills,
    losses,
  }));
}

function newTask(source: number, start: number, end: number): Task {
  return {
    source,
    start,
    end,
    lane: null,
    home: null,
    state: "queued",
    slot: null,
    isHalf: false,
    kills: 0,
    losses: 0,
    ledger: null,
    joined: null,
    opened: null,
    unread: null,
  };
}

export function isOver(task: Task): boolean {
  return task.state === "done" || task.state === "failed" || task.state === "cancelled";
}

/** What of a task was not read; null if all of it was, or still may be. */
export function unreadOf(task: Task): UnreadRange | null {
  if (task.state !== "cancelled") {
    return task.unread;
  }
  const readBytes = task.ledger === null ? 0 : countIn(task.ledger.ledger, "bytesRead");
  const start = Math.min(task.end, task.start + readBytes);
  return start < task.end ? { start, end: task.end, reason: REASON_CANCELLED } : null;
}
