// Every command of the page, once: keys, help and palette are made of this table.

import { app } from "./app_state";
import { choice, selection } from "./derived";
import { ERROR, WARN } from "./level";
import { movePages, moveRows, seekLevel, selectRow } from "./list_actions";
import { canMark, openMarking } from "./marking_actions";
import {
  cycleTheme,
  openPlace,
  showDialog,
  showPanel,
  stepBack,
  togglePanel,
  toggleWrap,
} from "./page_actions";
import { cancelReading, openPicker, openSample, readAllMore, togglePause } from "./source_actions";
import {
  redoView,
  resetView,
  setRange,
  setZoom,
  undoView,
  zoomAt,
  zoomToRange,
} from "./view_actions";

export type CommandGroup = "Find" | "Move" | "Time" | "Open" | "Page";

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

const always = (): boolean => true;
const hasSources = (): boolean => app.snapshot.value.sources.length > 0;
const hasRows = (): boolean => selection.value.total > 0;
const isReading = (): boolean => app.snapshot.value.phase === "reading";

export const COMMANDS: readonly Command[] = [
  {
    id: "focus_query",
    title: "Go to the query box",
    group: "Find",
    keys: ["/"],
    scope: "page",
    when: always,
    run: focusQuery,
  },
  {
    id: "next_error",
    title: "Next error",
    group: "Find",
    keys: ["e"],
    scope: "page",
    when: hasRows,
    run: () => void seekLevel("next", ERROR, "error"),
  },
  {
    id: "previous_error",
    title: "Previous error",
    group: "Find",
    keys: ["E"],
    scope: "page",
    when: hasRows,
    run: () => void seekLevel("previous", ERROR, "error"),
  },
  {
    id: "next_warning",
    title: "Next warning or error",
    group: "Find",
    keys: ["w"],
    scope: "page",
    when: hasRows,
    run: () => void seekLevel("next", WARN, "warning"),
  },
  {
    id: "previous_warning",
    title: "Previous warning or error",
    group: "Find",
    keys: ["W"],
    scope: "page",
    when: hasRows,
    run: () => void seekLevel("previous", WARN, "warning"),
  },
  {
    id: "next_match",
    title: "Next match",
    group: "Find",
    keys: ["n"],
    scope: "page",
    when: hasRows,
    run: () => void moveRows(1),
  },
  {
    id: "previous_match",
    title: "Previous match",
    group: "Find",
    keys: ["N"],
    scope: "page",
    when: hasRows,
    run: () => void moveRows(-1),
  },
  {
    id: "row_down",
    title: "Next entry",
    group: "Move",
    keys: ["j", "ArrowDown"],
    scope: "list",
    when: hasRows,
    run: () => void moveRows(1),
  },
  {
    id: "row_up",
    title: "Previous entry",
    group: "Move",
    keys: ["k", "ArrowUp"],
    scope: "list",
    when: hasRows,
    run: () => void moveRows(-1),
  },
  {
    id: "page_down",
    title: "Page down",
    group: "Move",
    keys: ["PageDown"],
    scope: "list",
    when: hasRows,
    run: () => void movePages(1),
  },
  {
    id: "page_up",
    title: "Page up",
    group: "Move",
    keys: ["PageUp"],
    scope: "list",
    when: hasRows,
    run: () => void movePages(-1),
  },
  {
    id: "first_row",
    title: "First entry",
    group: "Move",
    keys: ["g", "Home"],
    scope: "list",
    when: hasRows,
    run: () => void selectRow(0),
  },
  {
    id: "last_row",
    title: "Last entry",
    group: "Move",
    keys: ["G", "End"],
    scope: "list",
    when: hasRows,
    run: () => void selectRow(selection.value.total - 1),
  },
  {
    id: "open_entry",
    title: "Show the entry in full",
    group: "Move",
    keys: ["Enter"],
    scope: "list",
    when: hasRows,
    run: () => void openPlace(),
  },
  {
    id: "toggle_wrap",
    title: "Wrap long lines of the entry, or not",
    group: "Page",
    keys: ["l"],
    scope: "page",
    when: () => app.detail.value.kind !== "closed",
    run: toggleWrap,
  },
  {
    id: "mark_format",
    title: "Teach this format…",
    group: "Open",
    keys: ["F"],
    scope: "page",
    when: canMark,
    run: openMarking,
  },
  {
    id: "step_back",
    title: "Go one step back",
    group: "Move",
    keys: ["Escape"],
    scope: "anywhere",
    when: always,
    run: stepBack,
  },
  {
    id: "zoom_to_range",
    title: "Zoom to the selected range",
    group: "Time",
    keys: ["s"],
    scope: "page",
    when: () => choice.value.range !== null,
    run: zoomToRange,
  },
  {
    id: "zoom_in",
    title: "Zoom in",
    group: "Time",
    keys: ["+", "="],
    scope: "page",
    when: hasSources,
    run: () => zoomAt(0.5, 0.5),
  },
  {
    id: "zoom_out",
    title: "Zoom out",
    group: "Time",
    keys: ["-"],
    scope: "page",
    when: () => choice.value.zoom !== null,
    run: () => zoomAt(0.5, 2),
  },
  {
    id: "zoom_all",
    title: "Show the whole time range",
    group: "Time",
    keys: ["0"],
    scope: "page",
    when: () => choice.value.zoom !== null,
    run: () => setZoom(null),
  },
  {
    id: "clear_range",
    title: "Clear the selected range",
    group: "Time",
    keys: ["x"],
    scope: "page",
    when: () => choice.value.range !== null,
    run: () => setRange(null),
  },
  {
    id: "undo",
    title: "Undo the last change",
    group: "Page",
    keys: ["z", "Mod+z"],
    scope: "page",
    when: () => app.history.value.past.length > 0,
    run: undoView,
  },
  {
    id: "redo",
    title: "Redo",
    group: "Page",
    keys: ["Z", "Mod+Z"],
    scope: "page",
    when: () => app.history.value.future.length > 0,
    run: redoView,
  },
  {
    id: "reset_view",
    title: "Clear query, range and zoom",
    group: "Page",
    keys: ["r"],
    scope: "page",
    when: hasSources,
    run: resetView,
  },
  {
    id: "open_files",
    title: "Open files…",
    group: "Open",
    keys: ["o", "Mod+o"],
    scope: "page",
    when: always,
    run: () => openPicker("files"),
  },
  {
    id: "open_folder",
    title: "Open a folder…",
    group: "Open",
    keys: ["O"],
    scope: "page",
    when: always,
    run: () => openPicker("folder"),
  },
  {
    id: "open_sample",
    title: "Open the sample incident",
    group: "Open",
    keys: [],
    scope: "page",
    when: () => !hasSources(),
    run: () => void openSample(),
  },
  {
    id: "read_more",
    title: "Read what was added to the files",
    group: "Open",
    keys: ["R"],
    scope: "page",
    when: hasSources,
    run: () => void readAllMore(),
  },
  {
    id: "pause",
    title: "Pause or resume reading",
    group: "Open",
    keys: ["P"],
    scope: "page",
    when: isReading,
    run: togglePause,
  },
  {
    id: "cancel",
    title: "Stop reading",
    group: "Open",
    keys: [],
    scope: "page",
    when: isReading,
    run: cancelReading,
  },
  {
    id: "show_sources",
    title: "Show the sources",
    group: "Page",
    keys: ["1"],
    scope: "page",
    when: hasSources,
    run: () => showPanel("sources"),
  },
  {
    id: "show_ledger",
    title: "Show the ledger",
    group: "Page",
    keys: ["2"],
    scope: "page",
    when: hasSources,
    run: () => showPanel("ledger"),
  },
  {
    id: "toggle_panel",
    title: "Show or hide the panel",
    group: "Page",
    keys: ["p"],
    scope: "page",
    when: hasSources,
    run: togglePanel,
  },
  {
    id: "theme",
    title: "Change the theme",
    group: "Page",
    keys: ["t"],
    scope: "page",
    when: always,
    run: cycleTheme,
  },
  {
    id: "palette",
    title: "All commands…",
    group: "Page",
    keys: ["Mod+k"],
    scope: "anywhere",
    when: always,
    run: () => showDialog("palette"),
  },
  {
    id: "help",
    title: "Keys and query language",
    group: "Page",
    keys: ["?"],
    scope: "page",
    when: always,
    run: () => showDialog("help"),
  },
  {
    id: "about",
    title: "About, and why nothing is sent",
    group: "Page",
    keys: [],
    scope: "page",
    when: always,
    run: () => showDialog("about"),
  },
];

/** Puts the focus into the query box. */
export function focusQuery(): void {
  const box = document.querySelector<HTMLInputElement>("[role=searchbox]");
  box?.focus();
  box?.select();
}
