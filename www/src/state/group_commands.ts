// Commands of groups: to go through them, to list what is alike, to hide it.

import { app } from "./app_state";
import type { Command } from "./command";
import { hasSources } from "./derived";
import { hiddenGroupIds } from "./group_list";
import { hideAlike, showAlike, showHidden, stepGroup } from "./groups_actions";

const hasGroups = (): boolean => (app.groups.value?.answer.groups.length ?? 0) > 0;

export const GROUP_COMMANDS: readonly Command[] = [
  {
    id: "next_group",
    title: "Next group, at its first entry",
    group: "Find",
    keys: ["]"],
    scope: "page",
    when: hasGroups,
    run: () => void stepGroup(1),
  },
  {
    id: "previous_group",
    title: "Previous group, at its first entry",
    group: "Find",
    keys: ["["],
    scope: "page",
    when: hasGroups,
    run: () => void stepGroup(-1),
  },
  {
    id: "show_alike",
    title: "List all entries like this one",
    group: "Find",
    keys: ["a"],
    scope: "page",
    when: () => hasSources.value,
    run: () => void showAlike(),
  },
  {
    id: "hide_alike",
    title: "Hide all entries like this one, or of the chosen group",
    group: "Find",
    keys: ["i"],
    scope: "page",
    when: () => hasSources.value,
    run: () => void hideAlike(),
  },
  {
    id: "show_hidden",
    title: "Show the groups again that are hidden",
    group: "Find",
    keys: ["I"],
    scope: "page",
    when: () => hiddenGroupIds.value.size > 0,
    run: () => void showHidden(),
  },
];
