// All sources, and questions about all of them.

import { shownName } from "../../base/foreign_text";
import type { InputFile } from "../engine";
import { countIn } from "../figures";
import type { LinesBefore } from "../wire";
import { type KnownSource, newSource, stateOf } from "./known_source";
import { Names } from "./names";
import { measure } from "./sizes";
import type { Task } from "./tasks";

export class KnownSources {
  readonly byId = new Map<number, KnownSource>();
  private nextId = 0;
  private names = new Names();
  /** So many sources were known when names were given last: fewer now tell that some are closed, which free theirs. */
  private namedCount = 0;
  private readonly onSize: (record: KnownSource) => void;

  /** `onSize` is told of each source whose size is known some time after it was made. */
  constructor(onSize: (record: KnownSource) => void) {
    this.onSize = onSize;
  }

  /**
   * Makes sources of files, with numbers and names of their own.
   *
   * What a source is called is ours to say: it can be shown as it is, and asked for as it is shown.
   */
  add(inputs: readonly InputFile[]): readonly KnownSource[] {
    const names = this.namesFor(inputs.map(({ path }) => shownName(path)));
    const records = inputs.map((input, idx) => {
      const record = newSource(this.nextId, input, names[idx] ?? input.path);
      this.nextId += 1;
      this.byId.set(record.id, record);
      return record;
    });
    this.namedCount = this.byId.size;
    void measure(records, ({ input }) => input.file, this.onSize);
    return records;
  }

  private namesFor(paths: readonly string[]): readonly string[] {
    if (this.byId.size !== this.namedCount) {
      this.names = new Names();
      this.names.give([...this.byId.values()]);
    }
    return this.names.give(paths.map((path) => ({ path, name: null })));
  }

  /** Whether it is known of any source when it happened. */
  hasEstimate(): boolean {
    return [...this.byId.values()].some((record) => record.estimate !== null);
  }

  /** The worker that holds the entry at an offset of a source, or null. */
  taskAt(source: number, offset: number): Task | null {
    const tasks = this.byId.get(source)?.tasks ?? [];
    return tasks.findLast((task) => task.start <= offset) ?? null;
  }

  /** Lines of a source before a task; null while earlier tasks are not read. */
  linesBefore(source: number, taskStart: number): number | null {
    const before = (this.byId.get(source)?.tasks ?? []).filter((task) => task.start < taskStart);
    const isKnown = before.every((task) => task.state === "done" && task.ledger !== null);
    const lines = ({ ledger }: Task): number =>
      ledger === null ? 0 : countIn(ledger.ledger, "lines");
    return isKnown ? before.reduce((sum, task) => sum + lines(task), 0) : null;
  }

  /** Lines before each task that a worker holds and that does not begin its source. */
  linesBeforeTasks(slot: number): LinesBefore[] {
    const found: LinesBefore[] = [];
    for (const { id, tasks } of this.byId.values()) {
      for (const task of tasks.slice(1)) {
        if (task.slot === slot) {
          const lines = this.linesBefore(id, task.start);
          found.push({ source: id, taskStart: task.start, lines });
        }
      }
    }
    return found;
  }

  /** How far the keys of entries reach. */
  get extent(): { readonly sourceEnd: number; readonly offsetEnd: number } {
    const ends = [...this.byId.values()].map((record) => {
      const { sizeBytes, ledger } = stateOf(record);
      return Math.max(sizeBytes, ledger.bytesDecoded);
    });
    return { sourceEnd: this.nextId, offsetEnd: Math.max(0, ...ends) + 1 };
  }
}
