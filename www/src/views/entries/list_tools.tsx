// What can be done with the rows of the list: copied, saved.

import type { JSX } from "preact";
import { app } from "../../state/app_state";
import { showColumns } from "../../state/column_actions";
import { copyRows } from "../../state/copy_actions";
import { chosenSpan } from "../../state/derived";
import { openSave } from "../../state/save_actions";
import { saveView } from "../../state/view_file_actions";
import { Icon } from "../../widgets/icons";
import { Menu } from "../../widgets/menu";

/** Stands beside the heads of the columns. */
export function ListTools(): JSX.Element {
  const rows = chosenSpan.value === null ? "result" : "chosen";
  return (
    <div class="ls-entries__tools">
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label="Columns…"
        aria-expanded={app.isColumnsOpen.value}
        title="Choose the columns of the list (Shift+C)"
        onClick={() => showColumns(!app.isColumnsOpen.value)}
      >
        <Icon name="columns" />
      </button>
      <Menu
        label="Copy or save rows"
        icon={<Icon name="copy" />}
        className="ls-entries__menu"
        emptyText=""
        items={[
          { id: "text", title: "Copy as text", run: () => void copyRows("text") },
          { id: "json", title: "Copy as JSON lines", run: () => void copyRows("jsonLines") },
          { id: "csv", title: "Copy as CSV", run: () => void copyRows("csv") },
          {
            id: "markdown",
            title: "Copy as Markdown, with source and line",
            run: () => void copyRows("markdown"),
          },
          { id: "save", title: "Save result…", run: () => openSave(rows) },
          { id: "view", title: "Save the view as a file", run: saveView },
        ]}
      />
    </div>
  );
}
