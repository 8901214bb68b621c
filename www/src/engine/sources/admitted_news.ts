// News of a worker while the desk merges it: what it says of sources that are read anew meanwhile is void.

import type { SourceLedger } from "../wire";
import type { News } from "../workers";
import type { KnownSource } from "./known_source";

interface OfSource {
  readonly source: number;
}

/** Finds a source by its number, if it is open. */
type Find = (source: number) => KnownSource | undefined;

export class AdmittedNews {
  readonly news: News;
  private readonly epochs: ReadonlyMap<number, number>;

  /** Leaves out what it says of sources that `find` does not know. */
  constructor(news: News, find: Find) {
    const isOpen = ({ source }: OfSource): boolean => find(source) !== undefined;
    const [tasks, ended] = [news.tasks.filter(isOpen), news.ended.filter(isOpen)];
    this.news = { ...news, tasks, ended };
    this.epochs = new Map(
      [...tasks, ...ended].map(({ source }) => [source, find(source)?.epoch ?? 0]),
    );
  }

  /** What of it holds now that it is merged. */
  held(
    find: Find,
    merged: readonly SourceLedger[],
  ): Pick<News, "tasks" | "ended"> & {
    readonly merged: readonly SourceLedger[];
  } {
    const isOfNow = ({ source }: OfSource): boolean =>
      find(source)?.epoch === this.epochs.get(source);
    const { tasks, ended } = this.news;
    return {
      tasks: tasks.filter(isOfNow),
      ended: ended.filter(isOfNow),
      merged: merged.filter(isOfNow),
    };
  }
}
