// What a command of the page is.

export type CommandGroup = "Find" | "Move" | "Copy" | "Time" | "Open" | "Page";

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** As `keyOf` names them; the first is shown. */
  readonly keys: readonly string[];
  /** Where the key works: anywhere, outside fields, or with the focus on the list or nowhere. */
  readonly scope: "anywhere" | "page" | "list";
  readonly when: () => boolean;
  readonly run: () => void;
}
