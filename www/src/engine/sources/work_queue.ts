// Tasks that wait, and tasks that workers have.

import type { Task } from "./tasks";

/** So many tasks in a worker let it go on by itself when one ends. */
const TASKS_PER_WORKER = 2;

/** Those of a lane are often small, and no other worker can take them: waiting for the page would cost more. */
const TASKS_PER_LANE = 16;

export class WorkQueue {
  private waiting: Task[] = [];
  /** What each worker has to do, in its order. */
  private readonly running = new Map<number, readonly Task[]>();

  /** Which worker reads the tasks of a lane. */
  private readonly lanes = new Map<number, number>();

  add(tasks: readonly Task[]): void {
    this.waiting.push(...tasks);
  }

  /** Hands out the next task to the worker with the least to do; null if there is none, or all are busy. */
  next(slots: readonly number[]): { task: Task; slot: number } | null {
    const idx = this.waiting.findIndex((task) => this.slotFor(task, slots) !== null);
    const [task] = idx < 0 ? [] : this.waiting.splice(idx, 1);
    const slot = task === undefined ? null : this.slotFor(task, slots);
    if (slot === null || task === undefined) {
      return null;
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
    this.waiting = this.waiting.filter((task) => task.source !== source);
    for (const [slot, tasks] of this.running) {
      this.running.set(
        slot,
        tasks.filter((task) => task.source !== source),
      );
    }
  }

  clear(): void {
    this.waiting = [];
    this.running.clear();
  }

  private of(slot: number): readonly Task[] {
    return this.running.get(slot) ?? [];
  }

  /** The worker that a task can go to now; one of a lane only to where the lane is. */
  private slotFor({ lane }: Task, slots: readonly number[]): number | null {
    const known = lane === null ? undefined : this.lanes.get(lane);
    if (known === undefined) {
      return this.idlest(slots);
    }
    return this.of(known).length < TASKS_PER_LANE ? known : null;
  }

  private idlest(slots: readonly number[]): number | null {
    const free = slots.filter((slot) => this.of(slot).length < TASKS_PER_WORKER);
    const [idlest] = free.sort((a, b) => this.of(a).length - this.of(b).length || a - b);
    return idlest ?? null;
  }
}
