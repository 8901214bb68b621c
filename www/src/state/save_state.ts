// What is saved, how, and how far it is.

/** What a saved file holds. */
export type SaveForm = "text" | "jsonLines" | "csv";

export interface SaveState {
  readonly form: SaveForm;
  /** Columns of a CSV, as they are written; null as long as they are those of the list. */
  readonly columns: string | null;
  /** All that matches, or the rows that are chosen. */
  readonly rows: "result" | "chosen";
  /** Why there is something else to do first, or what went wrong; a whole sentence. */
  readonly problem: string | null;
  /** How far it is; null while nothing is saved. */
  readonly progress: SaveProgress | null;
  /** What was saved, in a sentence. */
  readonly outcome: string | null;
}

export interface SaveProgress {
  readonly entries: number;
  readonly total: number;
  readonly bytes: number;
}

export const NOT_SAVING: SaveState = {
  form: "text",
  columns: null,
  rows: "result",
  problem: null,
  progress: null,
  outcome: null,
};
