// What the entry has in common with others, and the way to these.

import type { JSX } from "preact";
import { shownName } from "../../base/foreign_text";
import { app } from "../../state/app_state";
import { hideAlike, showAlike } from "../../state/groups_actions";
import { NameText } from "../../widgets/marked_text";

/** A line in the pane; nothing while the group of the entry is not known. */
export function GroupLine(): JSX.Element | null {
  const group = app.entryGroup.value;
  if (group === null) return null;
  const template = group.template.replaceAll("<*>", "…");
  return (
    <p class="ls-detail__group">
      <span class="ls-detail__template" title={shownName(group.template)}>
        <NameText name={template} />
      </span>
      <button
        type="button"
        class="ls-link"
        title="List all entries like this one (A)"
        onClick={() => void showAlike()}
      >
        Entries like this
      </button>
      <button
        type="button"
        class="ls-link"
        title="Hide all entries like this one (I)"
        onClick={() => void hideAlike()}
      >
        Hide
      </button>
    </p>
  );
}
