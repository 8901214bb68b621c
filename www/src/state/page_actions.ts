// Changes how the page is laid out and what lies over it; nothing here changes what is looked at.

import { app, type DialogName, type DragOver, writable } from "./app_state";
import { goBack } from "./aside_actions";
import { aside, choice } from "./derived";
import { closeDetail, copyEntry, openDetail } from "./detail_actions";
import { engine } from "./engine_link";
import type { EntryDetail, EntryKey } from "./engine_types";
import { closeFind } from "./find_actions";
import { leaveList } from "./focus";
import { leavePlace, placeAtRest } from "./list_actions";
import type { PanelTab } from "./panel_tab";
import { type Preferences, savePreferences, THEMES } from "./preferences";
import { enterEntry, leaveEntry } from "./regions";
import { setRange, setZoom } from "./view_actions";

const browserStore = (): Storage => window.localStorage;

/** Opens a dialog, or closes the open one. */
export function showDialog(dialog: DialogName | null): void {
  writable.dialog.value = dialog;
}

/** Shows a tab of the left panel, opening the panel if it is closed. */
export function showPanel(tab: PanelTab): void {
  writable.panelTab.value = tab;
  writable.isPanelSheetOpen.value = true;
  if (!app.preferences.value.isPanelOpen) setPreferences({ isPanelOpen: true });
}

/** Opens or closes the left panel; on narrow windows the sheet. */
export function togglePanel(): void {
  if (isNarrow()) writable.isPanelSheetOpen.value = !app.isPanelSheetOpen.value;
  else setPreferences({ isPanelOpen: !app.preferences.value.isPanelOpen });
}

/** Closes the sheet on narrow windows. */
export function closePanelSheet(): void {
  writable.isPanelSheetOpen.value = false;
}

/** Changes and remembers theme or layout. */
export function setPreferences(changes: Partial<Preferences>): void {
  writable.preferences.value = { ...app.preferences.value, ...changes };
  savePreferences(browserStore, app.preferences.value);
}

/** Whether long lines of an entry are wrapped. */
export function toggleWrap(): void {
  setPreferences({ isWrapped: !app.preferences.value.isWrapped });
}

/** Takes over what was remembered. */
export function takePreferences(preferences: Preferences): void {
  writable.preferences.value = preferences;
}

/** The next theme that looks different: the first click always changes something. */
export function cycleTheme(): void {
  const isDarkSystem = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const order = isDarkSystem
    ? (["system", "light", "dark"] as const)
    : (["system", "dark", "light"] as const);
  const at = order.indexOf(app.preferences.value.theme);
  setPreferences({ theme: order[(at + 1) % THEMES.length] ?? "system" });
}

/** Opens the detail pane on the row that the user stands on, or is about to. */
export async function openPlace(): Promise<void> {
  await placeAtRest();
  const key = app.place.value?.key;
  if (key === null || key === undefined) return;
  const { detail } = app;
  const isOpen = detail.value.kind === "shown" && isSameEntry(detail.value.entry.key, key);
  if (!isOpen || !enterEntry()) void openDetail(engine(), key);
}

function isSameEntry(a: EntryKey, b: EntryKey): boolean {
  return a.source === b.source && a.offset === b.offset;
}

/** Puts the original text of an entry on the clipboard. */
export function copyOriginal(entry: EntryDetail): void {
  void copyEntry(engine(), entry);
}

/** Says what is dragged over the window, or that nothing is. */
export function setDragOver(drag: DragOver | null): void {
  writable.dragOver.value = drag;
}

/** Does not show a notice again. */
export function dismissNotice(id: string): void {
  writable.dismissedNotices.value = new Set([...app.dismissedNotices.value, id]);
}

/** One step back: what lies on top goes first. */
export function stepBack(): void {
  if (app.dialog.value !== null) showDialog(null);
  else if (app.isPanelSheetOpen.value && isNarrow()) closePanelSheet();
  else if (app.isColumnsOpen.value) writable.isColumnsOpen.value = false;
  else if (app.find.value !== null) closeFind();
  else if (leaveEntry()) return;
  else if (app.chosen.value !== null) writable.chosen.value = null;
  else if (app.detail.value.kind !== "closed") closeDetail();
  else if (aside.value !== null) goBack();
  else if (leaveList()) return;
  else if (choice.value.range !== null) setRange(null);
  else if (choice.value.zoom !== null) setZoom(null);
  else if (app.place.value !== null) leavePlace();
}

function isNarrow(): boolean {
  return window.matchMedia("(max-width: 899px)").matches;
}
