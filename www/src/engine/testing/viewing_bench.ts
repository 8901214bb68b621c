// A view whose workers and desk answer what a test says.

import type { Desk, DeskAnswer } from "../answers/desk";
import type { Questions, SelectionSpec } from "../answers/questions";
import { Viewing } from "../answers/viewing";
import type { Selection, TimeRange } from "../engine";
import type { DeskReply, DeskRequest, FoldAsk, WireUnknownField } from "../wire";
import type { Pool } from "../workers";

/** A view over two workers whose answers come when the test says so. */
export class Bench {
  readonly live = [0, 1];
  readonly selected: SelectionSpec[] = [];
  readonly asked: FoldAsk[] = [];
  readonly parsed: string[] = [];
  nStopped = 0;
  nChanges = 0;
  bounds: TimeRange | null = null;
  private answerTo: (answer: DeskAnswer) => void = () => undefined;
  private readonly replies: ((reply: DeskReply) => void)[] = [];
  private readonly desk = {
    ask: (request: DeskRequest) => {
      // What is asked beside the answer is answered as often as the test says.
      if (request.kind === "terms") return this.terms;
      if (request.kind === "parse") this.parsed.push(request.query);
      const settled = request.kind === "parse" ? request.query : "";
      return new Promise<DeskReply>((resolve) =>
        this.replies.push((reply) =>
          resolve(
            reply.kind === "parsed" ? { ...reply, settled: reply.settled || settled } : reply,
          ),
        ),
      );
    },
  };
  terms = new Promise<DeskReply>(() => undefined);
  /** What is asked about other entries than those of the list. */
  readonly askedOf: { query: string; answer: (answer: DeskAnswer) => void }[] = [];
  readonly groups = {
    fold: null as number | null,
    isComplete: false,
    lookedAt: 9,
    nWanted: 0,
    want(): void {
      this.nWanted += 1;
    },
  };
  readonly beside: SelectionSpec[] = [];
  private readonly questions = {
    askOf: ({ query }: SelectionSpec, _: FoldAsk, answer: (answer: DeskAnswer) => void) => {
      this.askedOf.push({ query, answer });
      return () => undefined;
    },
    select: (spec: SelectionSpec) => this.selected.push(spec),
    isWhole: ({ nWorkers }: DeskAnswer) => nWorkers === this.live.length,
    ask: (ask: FoldAsk, onAnswer: (answer: DeskAnswer) => void) => {
      this.asked.push(ask);
      this.answerTo = onAnswer;
      return () => {
        this.nStopped += 1;
      };
    },
  };
  readonly viewing = new Viewing({
    pool: { live: this.live } as unknown as Pool,
    desk: this.desk as unknown as Desk,
    questions: this.questions as unknown as Questions,
    onChange: () => {
      this.nChanges += 1;
    },
    bounds: () => this.bounds,
    groups: this.groups,
    onSelected: (spec) => this.beside.push(spec),
  });

  get shown(): Selection {
    return this.viewing.selection;
  }

  /** The desk replies to the oldest request that waits. */
  async reply(reply: DeskReply): Promise<void> {
    this.replies.shift()?.(reply);
    await new Promise((resolve) => setImmediate(resolve));
  }

  answer(total: number, nWorkers = 2, unknownFields: WireUnknownField[] = []): void {
    const none = Array.from({ length: 8 }, () => 0);
    const counts = { total, levelCounts: none, undated: none, outsideGrid: 0 };
    this.answerTo({
      ...{ fold: 0, generation: 1, nWorkers, isComplete: true, lookedAt: 9, unsearched: 0 },
      ...{ unknownFields, answer: { fold: "counts", ...counts }, bulk: new Uint32Array([total]) },
    });
  }
}

const PARSED = {
  kind: "parsed",
  levelMask: 3,
  chosenLevels: 1,
  hasMarks: false,
  fields: [],
  compared: [],
  settled: "",
  dependsOnData: false,
  groups: [],
  withoutGroups: "",
  remarks: [],
  asTerm: "",
} as const;
/** The desk read a query. */
export const parsed = (more: Partial<DeskReply> = {}): DeskReply =>
  ({ ...PARSED, fields: [], ...more }) as DeskReply;
