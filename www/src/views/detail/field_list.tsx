// Fields as a list: a click on a value filters by it, with Alt it excludes it.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { shownName } from "../../base/foreign_text";
import { nameParts } from "../../base/name_parts";
import type { TextMarks } from "../../base/text_marks";
import { followId } from "../../state/aside_actions";
import { toggleFieldColumn } from "../../state/column_actions";
import { canFilter } from "../../state/filter_values";
import { isFollowed } from "../../state/ids";
import { filterBy } from "../../state/view_actions";
import { MarkedText, NameText } from "../../widgets/marked_text";
import { ColumnButton } from "./column_button";

export interface FieldListProps {
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly marks: TextMarks;
}

/** Names and values in the order of the entry. */
export function FieldList({ fields, marks }: FieldListProps): JSX.Element {
  return (
    <dl class="ls-detail__fields">
      {fields.map(([name, value], idx) => (
        <div key={`${name}-${idx}`} class="ls-detail__field">
          <dt class="ls-detail__name" title={shownName(name)}>
            <FieldName name={name} />
          </dt>
          <dd class="ls-detail__value">
            <FieldValue name={name} value={value} marks={marks} />
            {isFollowed(name, value) ? <Follow value={value} /> : null}
            <ColumnButton name={name} isStop={!canFilter(value)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Shows all that has an id, with level, text and range set aside. */
function Follow({ value }: { readonly value: string }): JSX.Element {
  return (
    <button
      type="button"
      class="ls-link ls-detail__follow"
      aria-label={`Follow ${shownName(value)}`}
      title="Show every entry that contains this, whatever its level and time (O)"
      onClick={() => followId(value)}
    >
      follow
    </button>
  );
}

/** A name of which the middle is left out where there is no room: how it ends tells it from its neighbours. */
function FieldName({ name }: { readonly name: string }): JSX.Element {
  const [start, end] = nameParts(name);
  if (end === "") return <NameText name={name} />;
  return (
    <>
      <span class="ls-detail__name-start">
        <NameText name={start} />
      </span>
      <span class="ls-detail__name-end">
        <NameText name={end} />
      </span>
    </>
  );
}

/** The value of a field; in a tree the keys are those of the tree. */
export function FieldValue(props: {
  readonly name: string;
  readonly value: string;
  readonly marks: TextMarks;
  readonly isInTree?: boolean;
}): JSX.Element {
  const { name, value, marks } = props;
  if (!canFilter(value))
    return value === "" ? (
      <span class="ls-detail__none">empty</span>
    ) : (
      <span class="ls-detail__text">
        <MarkedText text={value} spans={marks.of(value)} />
      </span>
    );
  const choose = (mode: "include" | "exclude"): void => {
    // Marking a part of the value to copy it is not a filter.
    if ((getSelection()?.toString() ?? "") === "") void filterBy(name, value, mode);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLButtonElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isExclude = event.key === "Delete" || event.key === "Backspace";
    if (!isExclude && event.key.toLowerCase() !== "a") return;
    event.preventDefault();
    event.stopPropagation();
    if (isExclude) void filterBy(name, value, "exclude");
    else toggleFieldColumn(name);
  };
  return (
    <button
      type="button"
      class="ls-detail__filter"
      title="Click to filter by this value. Alt-click or press Delete to exclude it, A to make the field a column"
      {...(props.isInTree === true ? { tabIndex: -1 } : {})}
      onClick={(event) => choose(event.altKey ? "exclude" : "include")}
      onKeyDown={onKeyDown}
    >
      <MarkedText text={value} spans={marks.of(value)} />
    </button>
  );
}
