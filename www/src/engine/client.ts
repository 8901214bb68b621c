// The engine as the page sees it: puts workers, reading and viewing together, and tells what is so.

import {
  DESK_GONE,
  Desk,
  Finding,
  FOUND,
  Groups,
  type Merged,
  Questions,
  rewritten,
  Texts,
  Viewing,
} from "./answers";
import { loadEngineParts } from "./embedded";
import type {
  Answered,
  Engine,
  EntryDetail,
  EntryKey,
  Example,
  ExampleAsk,
  FoldAsk,
  FormatTitle,
  InputFile,
  Overrule,
  OwnFormat,
  QueryEdit,
  QueryTexts,
  Row,
  RowLook,
  Snapshot,
  TimeRange,
  ViewSpec,
  WriteAsk,
  WrittenPiece,
} from "./engine";
import { Listing } from "./list";
import { hasTurned, Publisher, phaseOf, snapshotOf, Throughput, UpdateCost } from "./snapshots";
import { Examples, isReading, type KnownSource, Reading, type ReadingMode } from "./sources";
import {
  canPageRead,
  MemoryMeter,
  type News,
  Pool,
  updateIntervalMillis,
  type WorkerParts,
  workerCountFor,
} from "./workers";

export interface EngineOptions {
  /** How files are read; found out with the first file if left out. */
  readonly reading?: ReadingMode;
  /** How many workers; by the number of cores if left out. */
  readonly workerCount?: number;
}

/** Starts the engine from the blocks of the built file. Rejects with a sentence if it cannot. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  return new Client(await loadEngineParts(), options);
}

/** An engine over given workers; `createEngine` is what the page uses. */
export class Client implements Engine {
  private readonly pool: Pool;
  private readonly desk: Desk;
  private readonly questions: Questions;
  private readonly finding: Finding;
  readonly groups: Groups;
  private readonly reading: Reading;
  private readonly viewing: Viewing;
  readonly texts: QueryTexts;
  private readonly listing: Listing;
  private readonly examples: Examples;
  private readonly memory: MemoryMeter;
  private readonly throughput = new Throughput();
  private readonly listeners = new Set<(snapshot: Snapshot) => void>();
  private readonly cost = new UpdateCost();
  private readonly publisher = new Publisher(
    () => this.publishIntervalMillis(),
    () => this.cost.run(() => this.publish()),
  );
  /** When the page last asked for something that it waits for. */
  private askedAtMillis = performance.now();
  private snapshot: Snapshot;
  private isModeChosen = false;
  /** What all sources come to, as the desk merged them last. */
  private total: Merged["total"] = null;
  private notice: string | null = null;
  private isChangeNoted = false;
  /** A source that is being read. */
  private busy: KnownSource | null = null;

  constructor(parts: WorkerParts, options: EngineOptions) {
    const size =
      options.workerCount ?? workerCountFor(globalThis.navigator?.hardwareConcurrency ?? 2);
    this.pool = new Pool(parts, size, {
      onStarted: (slot) => {
        this.memory.onStarted(slot);
        this.reading.onStarted(slot);
        this.questions.onStarted(slot);
        this.finding.questions.onStarted(slot);
      },
      onNews: (slot, news) => void this.takeNews(slot, news),
      onLost: (slot, reason) => {
        if (this.pool.port(slot) === null) {
          this.memory.forget(slot);
        }
        // A question never costs the entries: it is given up, and they are read again without it.
        const isGivenUp = this.finding.viewing?.giveUp() === true;
        this.reading.onLost(slot, reason, this.viewing.giveUp() || isGivenUp);
        this.viewing.onLost();
      },
    });
    const onChange = (): void => this.onChange();
    this.desk = new Desk(parts, {
      onRestarted: () => {
        this.finding.questions.onDeskRestarted();
        this.questions.onDeskRestarted();
      },
      onGivenUp: () => {
        this.notice = DESK_GONE;
        this.publisher.urgently();
      },
    });
    this.questions = new Questions(this.pool, this.desk);
    const bounds = (): TimeRange | null => this.snapshot?.bounds ?? null;
    const { pool, desk, questions } = this;
    this.groups = new Groups(desk, questions, () => {
      this.viewing.onGroups();
      this.finding.viewing?.onGroups();
    });
    const { known: groups, beside } = this.groups;
    this.finding = new Finding(pool, desk, { bounds, groups });
    this.memory = new MemoryMeter(pool, onChange);
    const onSelected = beside.set.bind(beside);
    this.viewing = new Viewing({ pool, desk, questions, onChange, bounds, groups, onSelected });
    // What is looked for in the list is marked, while anything is; else what the query asks for.
    const viewing = (): Viewing => this.finding.viewing ?? this.viewing;
    this.texts = new Texts({ pool, desk, questions, viewing });
    this.reading = new Reading(this.pool, {
      onChange,
      onForgotten: (slot) => void this.takeLoss(slot),
      onVoid: (source, from) => void this.takeMerged(this.desk.forget(source, from)),
      now: () => new Date(),
    });
    this.listing = new Listing(
      this.pool,
      this.reading.known,
      this.viewing,
      () => this.snapshot.bounds,
    );
    this.examples = new Examples(this.pool, this.reading);
    this.snapshot = this.freshSnapshot();
    this.pool.start();
    if (options.reading !== undefined) {
      this.isModeChosen = true;
      this.reading.begin(options.reading);
    }
  }

  add(files: readonly InputFile[]): Promise<readonly string[]> {
    this.askedAtMillis = performance.now();
    const said = this.reading.add(files);
    const [first] = files;
    if (!this.isModeChosen && first !== undefined) {
      this.isModeChosen = true;
      void this.chooseMode(first.file);
    }
    this.publisher.urgently();
    return said;
  }

  subscribe(listener: (snapshot: Snapshot) => void): () => void {
    this.listeners.add(listener);
    listener(this.snapshot);
    return () => this.listeners.delete(listener);
  }

  setView(view: ViewSpec): void {
    this.askedAtMillis = performance.now();
    this.listing.forget();
    this.viewing.set(view);
  }

  ask(ask: FoldAsk, onAnswer: (answered: Answered) => void): () => void {
    return this.questions.ask(ask, (answer) => onAnswer(this.questions.answered(answer)));
  }

  rewrite(query: string, edits: readonly QueryEdit[]): Promise<string | null> {
    return rewritten(this.desk, query, edits);
  }

  rows(first: number, count: number, look?: RowLook): Promise<readonly Row[]> {
    return this.listing.rows(first, count, look);
  }

  indexOf(key: EntryKey): Promise<number> {
    return this.listing.indexOf(key);
  }

  seek(
    key: EntryKey | null,
    direction: "next" | "previous",
    minLevel: number,
  ): Promise<EntryKey | null> {
    return this.listing.seek(key, direction, minLevel);
  }

  find(...[query, list, onFound]: Parameters<Engine["find"]>): void {
    if (query === null) this.finding.end();
    else this.finding.set(list, query, onFound);
  }

  seekFound(key: EntryKey | null, direction: "next" | "previous"): Promise<EntryKey | null> {
    return this.listing.seek(key, direction, 0, FOUND);
  }

  foundBefore(key: EntryKey): Promise<number> {
    return this.listing.indexOf(key, FOUND);
  }

  entry(key: EntryKey): Promise<EntryDetail> {
    return this.listing.entry(key);
  }

  wholeText(entry: EntryDetail): Promise<string> {
    return this.listing.wholeText(entry);
  }

  write(ask: WriteAsk): AsyncGenerator<WrittenPiece> {
    return this.listing.write(ask);
  }

  cancel(): void {
    this.reading.cancel();
    this.publisher.urgently();
  }

  pause(): void {
    this.reading.pause();
    this.publisher.urgently();
  }

  resume(): void {
    this.throughput.reset();
    this.reading.resume();
    this.publisher.urgently();
  }

  setMemoryBudget(budgetBytes: number): void {
    this.memory.setBudget(budgetBytes);
  }

  overrule(overruleOf: (source: number) => Overrule): void {
    this.reading.overrule(overruleOf);
  }

  example(source: number, line: string, ask: ExampleAsk): Promise<Example> {
    return this.examples.example(source, line, ask);
  }

  builtInFormats(): Promise<readonly FormatTitle[]> {
    return this.examples.builtInFormats();
  }

  readFormat(text: string): Promise<OwnFormat | string> {
    return this.examples.readFormat(text);
  }

  chooseMembers(archive: number, members: readonly number[], isOn: boolean): void {
    this.askedAtMillis = performance.now();
    this.reading.chooseMembers(archive, members, isOn);
    this.publisher.urgently();
  }

  reread(source: number): void {
    void this.reading.reread(source);
  }

  lookAgain(): Promise<readonly number[] | null> {
    return this.reading.lookAgain();
  }

  readMore(source: number): void {
    this.askedAtMillis = performance.now();
    void this.reading.readMore(source);
  }

  close(source: number): void {
    this.reading.close(source);
    this.publisher.urgently();
  }

  /** Ends all workers; the engine is of no use afterwards. */
  dispose(): void {
    this.publisher.stop();
    this.memory.stop();
    this.pool.terminate();
    this.desk.dispose();
    this.listeners.clear();
  }

  /** News goes by way of the desk: what ended is taken together with the figures that it led to. */
  private async takeNews(slot: number, news: News): Promise<void> {
    const port = this.pool.port(slot);
    const admitted = this.reading.admit(slot, news);
    const merged = await this.desk.take(slot, admitted.news);
    this.takeSums(merged);
    // A successor of the worker is told everything anew.
    if (this.pool.port(slot) === port) {
      this.reading.onNews(slot, admitted, merged.sources);
      this.questions.onAnswers(merged.answers);
      this.finding.questions.onAnswers(merged.answers);
      this.memory.onNews(slot, news.isIdle);
    }
  }

  private async takeMerged(merged: Promise<Merged>): Promise<void> {
    const found = await merged;
    this.takeSums(found);
    this.reading.onMerged(found.sources);
    this.questions.onAnswers(found.answers);
    this.finding.questions.onAnswers(found.answers);
  }

  /** The total is that of what the desk has at the time, whatever became of the worker since. */
  private takeSums({ total, heldSources }: Merged): void {
    this.total = total ?? this.total;
    this.reading.onMerged(heldSources);
  }

  private async takeLoss(slot: number): Promise<void> {
    await this.takeMerged(this.desk.lose(slot));
    this.questions.onLost();
    this.finding.questions.onLost();
  }

  /** Tries with the first file whether workers may read files by themselves; Safari's may not. */
  private async chooseMode(file: File): Promise<void> {
    const canWorkerRead = (await this.pool.port(0)?.probe(file)) ?? true;
    const isPump = !canWorkerRead && (await canPageRead(file));
    this.reading.begin(isPump ? "pump" : "direct");
  }

  private publishIntervalMillis(): number {
    return this.cost.restMillis(updateIntervalMillis(performance.now() - this.askedAtMillis));
  }

  /** Many sources change at once: looked at when all have. */
  private onChange(): void {
    if (!this.isChangeNoted) {
      this.isChangeNoted = true;
      queueMicrotask(() => {
        this.isChangeNoted = false;
        this.planTelling();
      });
    }
  }

  /** Tells at once what the user waits for, the rest soon. */
  private planTelling(): void {
    const { selection } = this.viewing;
    const now = { phase: this.phase(), selection, hasEstimate: this.reading.known.hasEstimate() };
    hasTurned(this.snapshot, now) ? this.publisher.urgently() : this.publisher.soon();
  }

  /** The phase of all sources. Cost: O(1) as long as the source that was read when it was last asked for still is. */
  private phase(): Snapshot["phase"] {
    const { byId } = this.reading.known;
    const { busy } = this;
    if (busy === null || byId.get(busy.id) !== busy || !isReading(busy)) {
      this.busy = [...byId.values()].find(isReading) ?? null;
    }
    return this.busy === null ? phaseOf([...byId.values()]) : "reading";
  }

  private publish(): void {
    this.snapshot = this.freshSnapshot();
    this.viewing.onBounds(this.snapshot.bounds, this.snapshot.phase === "reading");
    for (const listener of [...this.listeners]) {
      listener(this.snapshot);
    }
  }

  private freshSnapshot(): Snapshot {
    const records = [...this.reading.known.byId.values()];
    const { selection } = this.viewing;
    const { isPaused } = this.reading;
    const isBusy = phaseOf(records) === "reading" && !isPaused;
    const bytesPerSecond = isBusy ? this.throughput.bytesPerSecond : 0;
    const { total, notice } = this;
    const about = { bytesPerSecond, isPaused, memory: this.memory.use, notice, total };
    const snapshot = snapshotOf(records, selection, about);
    this.throughput.observe(performance.now(), snapshot.bytesRead);
    return snapshot;
  }
}
