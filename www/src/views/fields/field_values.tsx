// The values of a field with how many entries have each: a click filters by one, with Alt it excludes it.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { shownName } from "../../base/foreign_text";
import { formatCount, formatCounted, formatPercent } from "../../base/number_format";
import { app } from "../../state/app_state";
import type { ValueCount, ValuesAnswer } from "../../state/engine_types";
import { canFilter } from "../../state/filter_values";
import { filterBy } from "../../state/view_actions";
import { MarkedText } from "../../widgets/marked_text";

/** What a field opens to. */
export function FieldValues({ name }: { readonly name: string }): JSX.Element {
  const answered = app.fieldValues.value;
  if (answered === null || answered.answer.field !== name)
    return <p class="ls-fields__note ls-fields__note--inner">Counting its values…</p>;
  const { answer } = answered;
  const most = answer.top[0]?.count ?? 0;
  return (
    <>
      <ul class="ls-fields__values" aria-label={`Values of ${shownName(name)}`}>
        {answer.top.map((value) => (
          <li key={value.value}>
            <Value name={name} value={value} most={most} entries={answer.present + answer.absent} />
          </li>
        ))}
      </ul>
      <Rest answer={answer} />
    </>
  );
}

function Value(props: {
  readonly name: string;
  readonly value: ValueCount;
  readonly most: number;
  readonly entries: number;
}): JSX.Element {
  const { name, value, most, entries } = props;
  const isFilter = canFilter(value.value) && !value.isCut;
  const choose = (mode: "include" | "exclude"): void => {
    if (isFilter) void filterBy(name, value.value, mode);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLButtonElement>): void => {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    choose("exclude");
  };
  return (
    <button
      type="button"
      class="ls-fields__value"
      tabIndex={-1}
      data-moves=""
      aria-disabled={!isFilter}
      title={
        isFilter
          ? "Click to filter by this value. Alt-click or press Delete to exclude it"
          : "This value is too long to filter by"
      }
      onClick={(event) => choose(event.altKey ? "exclude" : "include")}
      onKeyDown={onKeyDown}
    >
      <span class="ls-fields__text">
        {value.value === "" ? (
          <span class="ls-fields__none">empty</span>
        ) : (
          <MarkedText text={value.isCut ? `${value.value}…` : value.value} />
        )}
      </span>
      <span class="ls-fields__count">
        {formatCount(value.count)}
        <span class="ls-fields__share">{formatPercent(value.count, entries)}</span>
      </span>
      <svg class="ls-fields__bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
        <rect width={most === 0 ? 0 : (100 * value.count) / most} height="3" />
      </svg>
    </button>
  );
}

/** What the list of values leaves out, in words. */
function Rest({ answer }: { readonly answer: ValuesAnswer }): JSX.Element | null {
  const { top, nValues, isEstimate, beyond, absent } = answer;
  const parts: string[] = [];
  const more = nValues - top.length;
  if (more > 0) {
    const about = isEstimate ? "about " : "";
    parts.push(`${about}${formatCounted(more, "more value", "more values")}`);
  }
  if (beyond > 0)
    parts.push(
      `not every value is counted: ${formatCounted(beyond, "entry has", "entries have")} one that is not, and a more frequent one may be among these`,
    );
  if (absent > 0)
    parts.push(`${formatCounted(absent, "entry does", "entries do")} not have the field`);
  if (parts.length === 0) return null;
  return <p class="ls-fields__note ls-fields__note--inner">{sentence(parts)}</p>;
}

function sentence(parts: readonly string[]): string {
  const text = parts.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
