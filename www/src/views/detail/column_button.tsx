// Makes a field a column of the list, from where it is seen.

import type { JSX } from "preact";
import { shownName } from "../../base/foreign_text";
import { columnFields, toggleFieldColumn } from "../../state/column_actions";

/** Beside the value; the key A on the value does the same, so that Tab need not stop here. */
export function ColumnButton(props: {
  readonly name: string;
  readonly isStop: boolean;
}): JSX.Element {
  const { name, isStop } = props;
  const isColumn = columnFields.value.has(name);
  const does = isColumn ? "Remove the column" : "Add as a column";
  return (
    <button
      type="button"
      class={`ls-link ls-detail__follow ${isColumn ? "ls-detail__follow--on" : ""}`}
      aria-label={`${does}: ${shownName(name)}`}
      title={`${does} (A)`}
      tabIndex={isStop ? 0 : -1}
      onClick={(event) => {
        // In a tree a click also chooses the row.
        event.stopPropagation();
        toggleFieldColumn(name);
      }}
    >
      {isColumn ? "− column" : "+ column"}
    </button>
  );
}
