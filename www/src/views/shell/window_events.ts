// What the whole window listens to: keys, drops, pasted text.

import { app } from "../../state/app_state";
import { copyRows } from "../../state/copy_actions";
import { spanToCopy } from "../../state/derived";
import { commandFor, type FocusPlace } from "../../state/keys";
import { setDragOver } from "../../state/page_actions";
import { lookAgain, openDropped, openFiles, openText } from "../../state/source_actions";

/** Begins to listen; returns the way to stop. */
export function listenToWindow(): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  document.addEventListener("keydown", onKeyDown, { signal });
  document.addEventListener("copy", onCopy, { signal });
  document.addEventListener("paste", onPaste, { signal });
  // Whoever comes back from another window may have seen there that a log goes on.
  window.addEventListener("focus", lookAgain, { signal });
  listenToDrags(signal);
  return () => controller.abort();
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  // An open dialog has its own keys; the browser closes it on Escape.
  if (app.dialog.value !== null) return;
  const command = commandFor(event, focusPlace(event.target));
  if (command === null) return;
  event.preventDefault();
  command.run();
}

function focusPlace(target: EventTarget | null): FocusPlace {
  if (!(target instanceof HTMLElement) || target === document.body) return "nowhere";
  if (target.matches("input, textarea, select, [contenteditable]")) return "field";
  return target.matches("[role=grid], [role=region]") ? "list" : "control";
}

/** Rows whose text is marked across their columns are copied as they stand in their files, not as they are drawn. */
function onCopy(event: ClipboardEvent): void {
  if (focusPlace(event.target) === "field" || app.dialog.value !== null) return;
  const marked = getSelection();
  if (marked === null || marked.isCollapsed) {
    // By the browser's menu, or from a button.
    if (spanToCopy.value === null) return;
    event.preventDefault();
    void copyRows("text");
    return;
  }
  const [one, other] = [marked.anchorNode, marked.focusNode].map(cellOf);
  if (one === null || other === null || one === undefined || other === undefined) return;
  // A part of one cell is what it looks like.
  if (one.cell === other.cell && one.cell !== null) return;
  event.preventDefault();
  const span = { first: Math.min(one.row, other.row), end: Math.max(one.row, other.row) + 1 };
  void copyRows("text", span);
}

/** Where in the list a node stands. */
function cellOf(node: Node | null): { readonly row: number; readonly cell: Element | null } | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const row = element?.closest("[role=grid] [aria-rowindex]")?.getAttribute("aria-rowindex");
  if (row === null || row === undefined) return null;
  return { row: Number(row) - 1, cell: element?.closest("[role=gridcell]") ?? null };
}

function onPaste(event: ClipboardEvent): void {
  if (
    event.clipboardData === null ||
    focusPlace(event.target) === "field" ||
    app.dialog.value !== null
  )
    return;
  const files = [...event.clipboardData.files];
  if (files.length > 0) openFiles(files);
  else openText(event.clipboardData.getData("text/plain"));
  event.preventDefault();
}

function listenToDrags(signal: AbortSignal): void {
  // Enter and leave come for every element; the last one entered is the one that counts.
  let lastEntered: EventTarget | null = null;
  // What is dragged from the page itself stays text: it goes into fields, and becomes no source.
  let isOwn = false;
  const setOwn = (isFromHere: boolean) => () => {
    isOwn = isFromHere;
  };
  window.addEventListener("dragstart", setOwn(true), { signal });
  // The end is told to what was dragged, which may be drawn no more by then; a pointer that moves tells it, too.
  for (const type of ["dragend", "pointermove"]) {
    window.addEventListener(type, setOwn(false), { signal });
  }
  window.addEventListener(
    "dragenter",
    (event) => {
      if (isOwn) return;
      lastEntered = event.target;
      const items = [...(event.dataTransfer?.items ?? [])];
      const files = items.filter((item) => item.kind === "file").length;
      const isText = event.dataTransfer?.types.includes("text/plain") === true;
      if (files > 0 || isText) setDragOver({ items: files, isFiles: files > 0 });
    },
    { signal },
  );
  window.addEventListener(
    "dragleave",
    (event) => {
      if (event.target === lastEntered) setDragOver(null);
    },
    { signal },
  );
  window.addEventListener(
    "dragover",
    (event) => {
      if (isOwn) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "copy";
    },
    { signal },
  );
  window.addEventListener(
    "drop",
    (event) => {
      if (isOwn) return;
      event.preventDefault();
      setDragOver(null);
      if (event.dataTransfer !== null) void openDropped(event.dataTransfer);
    },
    { signal },
  );
}
