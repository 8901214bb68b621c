// The groups of what is listed: asked for while their tab is on screen, and which of them the query names.

import { computed, effect, untracked } from "@preact/signals";
import { app, writable } from "./app_state";
import { hasSources, selection } from "./derived";
import type { Engine, EntryDetail, Group } from "./engine_types";
import { chosenGroup, type GroupsView, hiddenGroups, rowsOf, shownRows } from "./group_rows";

/** More groups than anybody scrolls through; the most telling ones are among them. */
const MAX_GROUPS = 10_000;

const isShown = computed(
  () =>
    app.panelTab.value === "groups" &&
    (app.preferences.value.isPanelOpen || app.isPanelSheetOpen.value) &&
    hasSources.value,
);

/** All rows, in the order of the answer. */
const allRows = computed(() => rowsOf(app.groups.value?.answer.groups ?? []));

/** The rows as they are listed. */
export const groupRows = computed(() => shownRows(allRows.value, app.groupsView.value));

/** The group that the query chooses, if it is one. */
export const chosenGroupId = computed(() => chosenGroup(selection.value.groups));

/** The groups that the query leaves out. */
export const hiddenGroupIds = computed(() => hiddenGroups(selection.value.groups));

/** Keeps the answers that the tab shows up to date; returns the way to stop. */
export function watchGroups(engine: Engine): () => void {
  const stops = [
    effect(() => {
      if (!isShown.value) return undefined;
      const ask = { fold: "groups", top: MAX_GROUPS, window: null } as const;
      return engine.groups.askBeside(ask, (answered) => {
        if (answered.answer.fold === "groups")
          writable.groups.value = { ...answered, answer: answered.answer };
      });
    }),
    effect(() => {
      const detail = app.detail.value;
      // What is in a group depends on all that was read: nobody waits for that only to look at an entry.
      const isKnown = app.groups.value !== null;
      if (detail.kind === "closed" || !isKnown) writable.entryGroup.value = null;
      else if (detail.kind === "shown") untracked(() => void showGroupOf(engine, detail.entry));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

async function showGroupOf(engine: Engine, entry: EntryDetail): Promise<void> {
  const group = await engine.groups.of(entry.about).catch(() => null);
  const { value } = app.detail;
  if (value.kind === "shown" && value.entry === entry) writable.entryGroup.value = group;
}

/** Changes filter or order of the list of groups. */
export function setGroupsView(changes: Partial<GroupsView>): void {
  writable.groupsView.value = { ...app.groupsView.value, ...changes };
}

/** Entries of a group; null if it is not among those that are known. */
export function countOf(id: string): number | null {
  return groupWith(id)?.count ?? null;
}

/** A group that is known, by its id. */
export function groupWith(id: string): Group | undefined {
  return app.groups.value?.answer.groups.find((group) => group.id === id);
}

/** How many entries the groups have that are left out. */
export const hiddenCount = computed(() =>
  [...hiddenGroupIds.value].reduce((sum, id) => sum + (countOf(id) ?? 0), 0),
);
