// What is saved, how, and how far it is.

/** What a saved file holds. */
export type SaveForm = "text" | "jsonLines" | "csv";

export interface SaveState {
  readonly form: SaveForm;
  /** Columns of a CSV, as they are written. */
  readonly columns: string;
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

/** The command has the same columns if none are named. */
export const USUAL_COLUMNS = "time,level,source,line,message";

export const NOT_SAVING: SaveState = {
  form: "text",
  columns: USUAL_COLUMNS,
  rows: "result",
  problem: null,
  progress: null,
  outcome: null,
};
