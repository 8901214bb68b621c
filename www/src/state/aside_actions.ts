// Sets the filter aside for a look around: at all of an entry's source, or at all that has an id. One key leads back.

import { shownName } from "../base/foreign_text";
import { app, writable } from "./app_state";
import { aside, choice, readSources, sourceLabels } from "./derived";
import { say } from "./detail_actions";
import { engine } from "./engine_link";
import type { QueryEdit } from "./engine_types";
import { likelyId } from "./ids";
import { placeAtRest } from "./list_actions";
import { setLook } from "./view_actions";

/** Shows what stands around the entry in its source, or goes back. */
export async function toggleContext(): Promise<void> {
  if (aside.value !== null) {
    goBack();
    return;
  }
  await placeAtRest();
  const key = app.place.value?.key;
  if (key === null || key === undefined) {
    say("Choose a row first: its context is what stands around it in its source.");
    return;
  }
  const name = sourceLabels.value.get(key.source)?.name ?? "";
  const edits: readonly QueryEdit[] = [{ edit: "include", condition: { subject: "source", name } }];
  const isAlone = readSources.value.length === 1;
  const query = isAlone ? "" : ((await engine().rewrite("", edits)) ?? "");
  setAside(`all entries of ${shownName(name)}`, query);
}

/** Shows all entries that have an id, whatever their level and time; the one of the open entry if none is named. */
export function followId(id: string | null = idOfEntry()): void {
  if (id === null) {
    say("There is no id to follow. Open an entry that has one, and press O again.");
    return;
  }
  const query = quoted(id);
  if (query !== choice.value.query) setAside(`all entries that contain ${id}`, query);
}

/** Goes back to what was looked at before. */
export function goBack(): void {
  const { value } = aside;
  if (value === null) return;
  writable.aside.value = null;
  setLook(value.back);
  say("Back to the list as it was.");
}

function setAside(what: string, query: string): void {
  const { query: before, range } = choice.value;
  // From one look around to the next, the way back stays the same.
  const back = aside.value?.back ?? { query: before, range };
  if (query === before && range === null) {
    say("No filter is set: everything around this entry is in the list already.");
    return;
  }
  writable.aside.value = { what, query, back };
  setLook({ query, range: null });
  say(`Showing ${what}. C goes back.`);
}

/** The first value of the open entry that looks like an id. */
function idOfEntry(): string | null {
  const detail = app.detail.value;
  return detail.kind === "shown" ? likelyId(detail.entry.fields) : null;
}

/** A text as a phrase. */
function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
