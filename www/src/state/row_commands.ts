// Commands of the list: to move in it, to choose rows, to copy and to save them.

import { rowsPerPage } from "../base/scroll_model";
import { app } from "./app_state";
import { followId, toggleContext } from "./aside_actions";
import { goToBookmark, toggleBookmark } from "./bookmarks";
import { showColumns, toggleLines } from "./column_actions";
import type { Command } from "./command";
import { copyRows } from "./copy_actions";
import { aside, chosenSpan, selection, spanToCopy } from "./derived";
import { isInFind, openFind } from "./find_actions";
import { toggleHighlight } from "./highlights";
import { movePages, moveRows, selectRow, toggleOrigin, turnList } from "./list_actions";
import { chooseAll, chooseMore, chooseTo } from "./list_choice";
import { openPlace } from "./page_actions";
import { openSave } from "./save_actions";
import { saveView } from "./view_file_actions";

const hasRows = (): boolean => selection.value.total > 0;

/** Marked text is copied by the browser, as anywhere. */
const canCopy = (): boolean => spanToCopy.value !== null && !isTextMarked();

function isTextMarked(): boolean {
  return typeof getSelection !== "undefined" && getSelection()?.isCollapsed === false;
}

/** Whether the focus is in the pane of the entry, whose text is chosen as anywhere. */
function isInPane(): boolean {
  return document.activeElement?.matches("[role=region]") === true;
}

export const ROW_COMMANDS: readonly Command[] = [
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
    keys: ["Home"],
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
    id: "context",
    title: "Show what stands around the entry in its source, or go back",
    group: "Move",
    keys: ["c"],
    scope: "page",
    when: () => hasRows() || aside.value !== null,
    run: () => void toggleContext(),
  },
  {
    id: "follow_id",
    title: "Follow the id of the open entry",
    group: "Find",
    keys: ["o"],
    scope: "page",
    when: () => app.detail.value.kind === "shown",
    run: () => followId(),
  },
  {
    id: "bookmark",
    title: "Set a bookmark, or remove it",
    group: "Move",
    keys: ["m"],
    scope: "page",
    when: hasRows,
    run: () => void toggleBookmark(),
  },
  {
    id: "next_bookmark",
    title: "Next bookmark",
    group: "Move",
    keys: ["u"],
    scope: "page",
    when: hasRows,
    run: () => void goToBookmark("next"),
  },
  {
    id: "previous_bookmark",
    title: "Previous bookmark",
    group: "Move",
    keys: ["U"],
    scope: "page",
    when: hasRows,
    run: () => void goToBookmark("previous"),
  },
  {
    id: "find",
    title: "Find in the list without hiding anything",
    group: "Find",
    keys: ["Mod+f"],
    scope: "anywhere",
    // Pressed again, it is the browser's own.
    when: () => hasRows() && !isInFind(),
    run: openFind,
  },
  {
    id: "highlight",
    title: "Highlight the marked text in a colour, or no more",
    group: "Find",
    keys: ["h"],
    scope: "page",
    when: hasRows,
    run: toggleHighlight,
  },
  {
    id: "origin",
    title: "Count Δ from this entry, or from the entry before each",
    group: "Time",
    keys: ["d"],
    scope: "page",
    when: hasRows,
    run: () => void toggleOrigin(),
  },
  {
    id: "newest_first",
    title: "Newest first, or oldest first",
    group: "Move",
    keys: ["v"],
    scope: "page",
    when: hasRows,
    run: turnList,
  },
  {
    id: "columns",
    title: "Choose the columns of the list…",
    group: "Page",
    keys: ["C"],
    scope: "page",
    when: hasRows,
    run: () => showColumns(true),
  },
  {
    id: "row_lines",
    title: "One line an entry, three, or all",
    group: "Page",
    keys: ["L"],
    scope: "page",
    when: hasRows,
    run: toggleLines,
  },
  {
    id: "choose_down",
    title: "Choose one more row below",
    group: "Copy",
    keys: ["Shift+ArrowDown"],
    scope: "list",
    when: hasRows,
    run: () => void chooseMore(1),
  },
  {
    id: "choose_up",
    title: "Choose one more row above",
    group: "Copy",
    keys: ["Shift+ArrowUp"],
    scope: "list",
    when: hasRows,
    run: () => void chooseMore(-1),
  },
  {
    id: "choose_page_down",
    title: "Choose a page more below",
    group: "Copy",
    keys: ["Shift+PageDown"],
    scope: "list",
    when: hasRows,
    run: () => void chooseMore(rowsPerPage(app.scroll.value)),
  },
  {
    id: "choose_page_up",
    title: "Choose a page more above",
    group: "Copy",
    keys: ["Shift+PageUp"],
    scope: "list",
    when: hasRows,
    run: () => void chooseMore(-rowsPerPage(app.scroll.value)),
  },
  {
    id: "choose_to_first",
    title: "Choose up to the first entry",
    group: "Copy",
    keys: ["Shift+Home"],
    scope: "list",
    when: hasRows,
    run: () => void chooseTo(0),
  },
  {
    id: "choose_to_last",
    title: "Choose down to the last entry",
    group: "Copy",
    keys: ["Shift+End"],
    scope: "list",
    when: hasRows,
    run: () => void chooseTo(selection.value.total - 1),
  },
  {
    id: "choose_all",
    title: "Choose all entries of the list",
    group: "Copy",
    keys: ["Mod+a"],
    scope: "list",
    when: () => hasRows() && !isInPane(),
    run: chooseAll,
  },
  {
    id: "copy_text",
    title: "Copy the chosen rows as they stand in their files",
    group: "Copy",
    keys: ["Mod+c"],
    scope: "list",
    when: canCopy,
    run: () => void copyRows("text"),
  },
  {
    id: "copy_json",
    title: "Copy the chosen rows as JSON lines",
    group: "Copy",
    keys: [],
    scope: "page",
    when: () => spanToCopy.value !== null,
    run: () => void copyRows("jsonLines"),
  },
  {
    id: "copy_csv",
    title: "Copy the chosen rows as CSV",
    group: "Copy",
    keys: [],
    scope: "page",
    when: () => spanToCopy.value !== null,
    run: () => void copyRows("csv"),
  },
  {
    id: "copy_markdown",
    title: "Copy the chosen rows as Markdown, with source and line",
    group: "Copy",
    keys: [],
    scope: "page",
    when: () => spanToCopy.value !== null,
    run: () => void copyRows("markdown"),
  },
  {
    id: "save_result",
    title: "Save result…",
    group: "Copy",
    keys: ["S"],
    scope: "page",
    when: hasRows,
    run: () => openSave(chosenSpan.value === null ? "result" : "chosen"),
  },
  {
    id: "save_view",
    title: "Save the view as a file: query, range, order, bookmarks",
    group: "Copy",
    keys: [],
    scope: "page",
    when: hasRows,
    run: saveView,
  },
];
