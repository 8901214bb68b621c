// What is done with groups: one is chosen, hidden, gone through, or found for an entry.

import { formatCount, formatCounted } from "../base/number_format";
import { app } from "./app_state";
import { choice, selection } from "./derived";
import { openDetail, say } from "./detail_actions";
import { engine } from "./engine_link";
import type { EntryGroup, Group, QueryEdit } from "./engine_types";
import { chosenGroupId, countOf, groupRows, groupWith, hiddenGroupIds } from "./group_list";
import { placeAtRest, selectRow } from "./list_actions";
import { setLook } from "./view_actions";
import { whenAnswered } from "./when_answered";

/** As much of a template as is said of it. */
const SAID_CHARACTERS = 60;

/** Shows the entries of a group, from the first on; of one that is shown already, all entries again. */
export async function chooseGroup(group: Group): Promise<void> {
  if (chosenGroupId.value === group.id) {
    await edit([remove(group.id)]);
    return;
  }
  if (await showOnly(group.id)) await openFirst(group);
}

/** Goes to the next (previous) group of the list. */
export async function stepGroup(step: 1 | -1): Promise<void> {
  const rows = groupRows.value.filter(({ group }) => !hiddenGroupIds.value.has(group.id));
  const at = rows.findIndex(({ group }) => group.id === chosenGroupId.value);
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step]?.group;
  if (next === undefined) {
    const end = step > 0 ? "last" : "first";
    say(rows.length === 0 ? "There are no groups to go through." : `This is the ${end} group.`);
    return;
  }
  if (!(await showOnly(next.id))) return;
  const count = formatCounted(next.count, "entry", "entries");
  say(
    `Group ${formatCount(rows.findIndex(({ group }) => group === next) + 1)} of ${formatCount(rows.length)}: ${count} like “${short(next.template)}”.`,
  );
  await openFirst(next);
}

/** Leaves the entries of a group out of the list, or shows them again. */
export async function toggleHidden(id: string, template: string): Promise<void> {
  const isHidden = hiddenGroupIds.value.has(id);
  const n = countOf(id);
  const entries = n === null ? "Entries" : formatCounted(n, "entry", "entries");
  const isEdited = await edit([isHidden ? remove(id) : exclude(id)]);
  if (!isEdited || isHidden) return;
  const are = n === 1 ? "is" : "are";
  say(
    `${entries} like “${short(template)}” ${are} hidden. Z shows ${n === 1 ? "it" : "them"} again.`,
  );
}

/** Leaves out what the query chooses, or what is like the open entry. */
export async function hideAlike(): Promise<void> {
  const id = chosenGroupId.value;
  const known = id === null ? undefined : groupWith(id);
  const group = known ?? (await groupHere());
  if (group !== null) await toggleHidden(group.id, group.template);
}

/** Shows all entries like the one that is stood on, whatever the filter. */
export async function showAlike(): Promise<void> {
  const group = await groupHere();
  if (group === null) return;
  const term = [{ edit: "include", condition: { subject: "group", id: group.id } }] as const;
  const query = (await engine().rewrite("", term)) ?? "";
  if (query === choice.value.query && choice.value.range === null) {
    say(`The list has all ${formatCount(selection.value.total)} entries like this one already.`);
    return;
  }
  setLook({ query, range: null });
}

/** Shows all groups again that the query leaves out. */
export function showHidden(): Promise<boolean> {
  return edit([...hiddenGroupIds.value].map(remove));
}

/** The group of the entry that is open, or stood on. */
async function groupHere(): Promise<EntryGroup | null> {
  const detail = app.detail.value;
  await placeAtRest();
  const key = app.place.value?.key;
  const shown = detail.kind === "shown" ? detail.entry : null;
  if (shown === null && key == null) {
    say("Choose an entry first, or a group in the panel.");
    return null;
  }
  const entry =
    shown ??
    (key == null
      ? null
      : await engine()
          .entry(key)
          .catch(() => null));
  const group =
    entry === null
      ? null
      : await engine()
          .groups.of(entry.about)
          .catch(() => null);
  if (group === null) say("The group of this entry is not known yet.");
  return group;
}

function showOnly(id: string): Promise<boolean> {
  const others = selection.value.groups.filter(
    (use) => use.standing === "included" && use.id !== id,
  );
  return edit([...others.map((use) => remove(use.id)), include(id)]);
}

/** Edits the query as a click means it, without a place among the recent ones; says whether it could. */
async function edit(edits: readonly QueryEdit[]): Promise<boolean> {
  const before = app.draft.value;
  const query = await engine().rewrite(before, edits);
  if (query === null || app.draft.value !== before) return false;
  setLook({ query, range: choice.value.range });
  return true;
}

const include = (id: string): QueryEdit => ({
  edit: "include",
  condition: { subject: "group", id },
});
const exclude = (id: string): QueryEdit => ({
  edit: "exclude",
  condition: { subject: "group", id },
});
const remove = (id: string): QueryEdit => ({ edit: "remove", condition: { subject: "group", id } });

/** Opens the first entry of a group at once, and stands on its row when the list has it. */
async function openFirst({ first, firstSource, firstOffset }: Group): Promise<void> {
  const nanos = first === null ? null : BigInt(first);
  const opened = openDetail(engine(), { nanos, source: firstSource, offset: firstOffset });
  if (await whenAnswered(choice.value.query))
    await selectRow(app.isNewestFirst.value ? selection.value.total - 1 : 0);
  await opened;
}

function short(template: string): string {
  const shown = template.replaceAll("<*>", "…");
  return shown.length > SAID_CHARACTERS ? `${shown.slice(0, SAID_CHARACTERS)}…` : shown;
}
