// Tasks that wait, and tasks that workers have.

import type { Task } from "./tasks";

/** So many tasks in a worker let it go on by itself when one ends. */
const TASKS_PER_WORKER = 2;

/** Of small tasks it gets more: each takes less time than the page needs to hand it out. */
const SMALL_TASKS_PER_WORKER = 64;
const SMALL_TASKS_BYTES = 1_048_576;

/** While so many wait there is no need of more. */
const MAX_WAITING = 32;

/** Those of a lane are often small, and no other worker can take them: waiting for the page would cost more. */
const TASKS_PER_LANE = 16;

interface Waiting {
  readonly task: Task;
  /** Its place among all that ever waited. */
  readonly order: number;
}

export class WorkQueue {
  /** By lane, null for those of none, in their order. */
  private readonly waiting = new Map<number | null, Waiting[]>();
  private nextOrder = 0;
  /** What each worker has to do, in its order. */
  private readonly running = new Map<number, readonly Task[]>();

  /** Which worker reads the tasks of a lane. */
  private readonly lanes = new Map<number, number>();

  add(tasks: readonly Task[]): void {
    for (const task of tasks) {
      const order = this.nextOrder;
      this.nextOrder += 1;
      const lane = this.waiting.get(task.lane);
      if (lane === undefined) {
        this.waiting.set(task.lane, [{ task, order }]);
      } else {
        lane.push({ task, order });
      }
    }
  }

  /** Whether few tasks wait for a worker. */
  get hasRoom(): boolean {
    return [...this.waiting.values()].every((lane) => lane.length < MAX_WAITING);
  }

  /** Hands out the next task to the worker with the least to do; null if there is none, or all are busy. */
  next(slots: readonly number[]): { task: Task; slot: number } | null {
    const found = this.first(slots);
    if (found === null) {
      return null;
    }
    const { task, slot } = found;
    const lane = this.waiting.get(task.lane);
    lane?.shift();
    if (lane?.length === 0) {
      this.waiting.delete(task.lane);
    }
    if (task.lane !== null) {
      this.lanes.set(task.lane, slot);
    }
    this.running.set(slot, [...this.of(slot), task]);
    Object.assign(task, { state: "running", slot });
    return { task, slot };
  }

  /** Takes a running task out: it is over. */
  end(slot: number, source: number, start: number): Task | null {
    const task = this.of(slot).find((held) => held.source === source && held.start === start);
    this.running.set(
      slot,
      this.of(slot).filter((other) => other !== task),
    );
    return task ?? null;
  }

  /** Takes all tasks of a dead worker out; the one it was reading, if any, is the answer. */
  lose(slot: number): Task | null {
    const [first] = this.of(slot);
    this.running.delete(slot);
    for (const [lane] of [...this.lanes].filter(([, other]) => other === slot)) {
      this.lanes.delete(lane);
    }
    return first ?? null;
  }

  withdraw(source: number): void {
    for (const [lane, tasks] of this.waiting) {
      const others = tasks.filter(({ task }) => task.source !== source);
      if (others.length === 0) {
        this.waiting.delete(lane);
      } else if (others.length < tasks.length) {
        this.waiting.set(lane, others);
      }
    }
    for (const [slot, tasks] of this.running) {
      this.running.set(
        slot,
        tasks.filter((task) => task.source !== source),
      );
    }
  }

  clear(): void {
    this.waiting.clear();
    this.running.clear();
  }

  /** The task that has waited longest of those that a worker can take. Cost: O(lanes). */
  private first(slots: readonly number[]): { task: Task; slot: number } | null {
    let found: (Waiting & { slot: number }) | null = null;
    for (const [first] of this.waiting.values()) {
      const slot = first === undefined ? null : this.slotFor(first.task, slots);
      if (first !== undefined && slot !== null && first.order < (found?.order ?? Infinity)) {
        found = { ...first, slot };
      }
    }
    return found;
  }

  private of(slot: number): readonly Task[] {
    return this.running.get(slot) ?? [];
  }

  /** The worker that a task can go to now; one of a lane only to where the lane is. */
  private slotFor(task: Task, slots: readonly number[]): number | null {
    const { lane } = task;
    const known = lane === null ? undefined : this.lanes.get(lane);
    if (known === undefined) {
      return this.idlest(task, slots);
    }
    return this.of(known).length < TASKS_PER_LANE ? known : null;
  }

  private idlest(task: Task, slots: readonly number[]): number | null {
    const free = slots.filter((slot) => canTake(this.of(slot), task));
    if (task.home !== null && free.includes(task.home)) {
      return task.home;
    }
    const [idlest] = free.sort((a, b) => this.of(a).length - this.of(b).length || a - b);
    return idlest ?? null;
  }
}

/** Whether a worker that has some tasks can be given another. */
function canTake(held: readonly Task[], task: Task): boolean {
  const isSmallWith = held.length < SMALL_TASKS_PER_WORKER && isSmall(...held, task);
  return held.length < TASKS_PER_WORKER || isSmallWith;
}

/** Whether tasks are small, all together. */
function isSmall(...tasks: readonly Task[]): boolean {
  return tasks.reduce((sum, { start, end }) => sum + end - start, 0) <= SMALL_TASKS_BYTES;
}
