// Finds in the list without hiding anything: a bar of its own, in the language of the query.

import { effect, untracked } from "@preact/signals";
import { app, writable } from "./app_state";
import { choice } from "./derived";
import { say } from "./detail_actions";
import { engine } from "./engine_link";
import { goToRow, keyAboveView, placeAtRest, placesOf } from "./list_actions";
import { quietly } from "./quietly";
import { shownFound } from "./shown_list";

/** How long typing rests before it is looked for. */
const TYPING_MILLIS = 150;

let typingTimer: ReturnType<typeof setTimeout> | undefined;
/** What the engine looks for. */
let sought = "";
let stopWatching: (() => void) | null = null;

/** Opens the bar, or goes to it. */
export function openFind(): void {
  if (app.find.value === null) {
    writable.find.value = { draft: sought, found: null, at: null };
    // Another list has other matches.
    stopWatching = effect(() => {
      void [choice.value.query, choice.value.range];
      untracked(look);
    });
  }
  // It is drawn first.
  setTimeout(() => {
    const box = findBox();
    box?.focus();
    box?.select();
  });
}

/** Closes the bar; the marks go, the list stays. */
export function closeFind(): void {
  clearTimeout(typingTimer);
  stopWatching?.();
  stopWatching = null;
  writable.find.value = null;
  engine().find(null, choice.value, () => {});
  document.querySelector<HTMLElement>("[role=grid]")?.focus();
}

/** Whether the keys go into the bar: the next Ctrl+F is the browser's. */
export function isInFind(): boolean {
  return document.activeElement !== null && document.activeElement === findBox();
}

/** Takes what was typed; it is looked for after a moment. */
export function typeFind(draft: string): void {
  const now = app.find.value;
  if (now === null) return;
  writable.find.value = { ...now, draft };
  clearTimeout(typingTimer);
  typingTimer = setTimeout(look, TYPING_MILLIS);
}

/** Goes to the next (previous) match; after the last comes the first. */
export async function goToFound(direction: "next" | "previous"): Promise<void> {
  const now = app.find.value;
  if (now === null) return;
  if (now.draft.trim() !== sought) look();
  await placeAtRest();
  const found = shownFound(engine());
  const from = app.place.value?.key ?? keyAboveView(direction);
  const answer = await quietly(seekAround(found, from, direction));
  if (answer === null) return;
  if (answer.key === null) {
    if (app.find.value?.found?.isComplete === true) say("Nothing found in this list.");
    return;
  }
  const [idx] = await placesOf([answer.key]);
  if (idx === null || idx === undefined) return;
  await goToRow(idx);
  await tellAt(answer.key);
  if (answer.hasTurned)
    say(direction === "next" ? "Went on from the top." : "Went on from the end.");
}

async function seekAround(
  found: ReturnType<typeof shownFound>,
  from: Parameters<typeof found.seek>[0],
  direction: "next" | "previous",
): Promise<{ readonly key: Awaited<ReturnType<typeof found.seek>>; readonly hasTurned: boolean }> {
  const key = await found.seek(from, direction);
  if (key !== null || from === null) return { key, hasTurned: false };
  return { key: await found.seek(null, direction), hasTurned: true };
}

async function tellAt(key: Parameters<ReturnType<typeof shownFound>["above"]>[0]): Promise<void> {
  const total = app.find.value?.found?.total ?? 0;
  const above = await quietly(shownFound(engine()).above(key, total));
  const now = app.find.value;
  if (now !== null && above !== null) writable.find.value = { ...now, at: above + 1 };
}

function look(): void {
  clearTimeout(typingTimer);
  const now = app.find.value;
  if (now === null) return;
  sought = now.draft.trim();
  writable.find.value = { ...now, found: null, at: null };
  if (sought === "") {
    engine().find(null, choice.value, () => {});
    return;
  }
  engine().find(sought, choice.value, (found) => {
    const later = app.find.value;
    if (later !== null) writable.find.value = { ...later, found };
  });
}

function findBox(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("[data-find-box]");
}
