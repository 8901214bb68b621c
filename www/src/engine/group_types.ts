// Groups of entries as the page knows them, and what can be asked about them.

import type { Answered } from "./answered";
import type {
  FoldAsk,
  WireAbout,
  Group as WireGroup,
  GroupsAnswer as WireGroupsAnswer,
  WireGroupUse,
} from "./wire";

/** A group that a query names. */
export type GroupUse = Readonly<WireGroupUse>;

/** Entries that are alike, and what became of them. */
export type Group = Readonly<WireGroup>;
export type GroupsAnswer = Readonly<WireGroupsAnswer>;

/** What an entry is about, to find its group. */
export type EntryAbout = Readonly<WireAbout>;

/** The group of an entry. */
export interface EntryGroup {
  readonly id: string;
  readonly template: string;
}

export interface GroupQuestions {
  /**
   * Asks about what would be listed if the query named no groups, now and whenever that changes; returns the way to
   * stop.
   */
  askBeside(ask: FoldAsk, onAnswer: (answered: Answered) => void): () => void;
  /** The group of an entry; null if it has none. */
  of(about: EntryAbout): Promise<EntryGroup | null>;
}
