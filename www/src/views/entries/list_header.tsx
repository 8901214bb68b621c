// The heads of the columns: what they are, how wide, in which order the list stands, and how much of it there is.
// biome-ignore-all lint/a11y/useFocusableInteractive: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant
// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant

import type { JSX, TargetedPointerEvent } from "preact";
import { formatCount } from "../../base/number_format";
import { isAtEnd, rowWindow } from "../../base/scroll_model";
import { formatMoment } from "../../base/time";
import { app } from "../../state/app_state";
import { sizeColumn } from "../../state/column_actions";
import { selection } from "../../state/derived";
import { turnList } from "../../state/list_actions";
import { scrollList } from "../../state/list_scroll";
import { listZoneName, shownZone } from "../../state/zone";
import { NameText } from "../../widgets/marked_text";
import { type ShownColumn, shownColumns } from "./shown_columns";

/** The row above the rows. */
export function ListHeader(props: {
  readonly total: number;
  readonly isComplete: boolean;
}): JSX.Element {
  return (
    <div class="ls-entries__header" role="row">
      {shownColumns.value.map((column) => (
        <ColumnHead key={column.id} column={column} />
      ))}
      <span role="columnheader" class="ls-entries__cell ls-entries__cell--message">
        message
        <Above />
        <span class="ls-entries__total">
          {formatCount(props.total)} {props.total === 1 ? "entry" : "entries"}
          {props.isComplete ? "" : ` so far${lookedAtShare()}`}
        </span>
      </span>
    </div>
  );
}

/** How much of what is read the answer is about, while a search goes on. */
function lookedAtShare(): string {
  const { ledger, phase } = app.snapshot.value;
  const { entries } = ledger;
  const { lookedAt } = selection.value;
  const percent = Math.floor((100 * lookedAt) / Math.max(1, entries));
  return phase === "reading" ? "" : `, ${percent} % searched`;
}

function deltaTitle(): string {
  const { value } = app.origin;
  if (value === null) return "Time since the entry before in this list (D: since the row stood on)";
  return `Time since ${formatMoment(value, 9, shownZone.value)} (D: since the entry before)`;
}

function ColumnHead({ column }: { readonly column: ShownColumn }): JSX.Element {
  const classes = `ls-entries__cell ls-entries__cell--${column.kind}`;
  switch (column.kind) {
    case "time":
      return (
        <span
          role="columnheader"
          aria-sort={app.isNewestFirst.value ? "descending" : "ascending"}
          class={classes}
        >
          <Order />
          <Edge column={column} />
        </span>
      );
    case "delta":
      return (
        <span role="columnheader" class={classes} title={deltaTitle()}>
          {app.origin.value === null ? "Δ" : "Δ since row"}
        </span>
      );
    case "level":
      return (
        <span role="columnheader" class={classes}>
          <span class="ls-visually-hidden">level</span>
        </span>
      );
    case "source":
      return (
        <span role="columnheader" class={classes}>
          source
          <Edge column={column} />
        </span>
      );
    case "field":
      return (
        <span role="columnheader" class={classes}>
          <NameText name={column.name} />
          <Edge column={column} />
        </span>
      );
  }
}

/** Turns the list. */
function Order(): JSX.Element {
  const isNewestFirst = app.isNewestFirst.value;
  return (
    <button
      type="button"
      class="ls-entries__order"
      tabIndex={-1}
      title={`${isNewestFirst ? "Newest first" : "Oldest first"}. Click or press V to turn the list.`}
      onClick={turnList}
    >
      time, {listZoneName.value} {isNewestFirst ? "↑" : "↓"}
    </button>
  );
}

/** The right edge of a column, to drag; the box of columns does the same by keys. */
function Edge({ column }: { readonly column: ShownColumn }): JSX.Element {
  const onPointerDown = (event: TargetedPointerEvent<HTMLElement>): void => {
    const edge = event.currentTarget;
    const head = edge.parentElement;
    if (event.button !== 0 || head === null) return;
    event.preventDefault();
    event.stopPropagation();
    edge.setPointerCapture(event.pointerId);
    const leftPx = head.getBoundingClientRect().left;
    edge.onpointermove = (move) => sizeColumn(column, move.clientX - leftPx);
    edge.onpointerup = edge.onpointercancel = () => {
      edge.onpointermove = null;
    };
  };
  return (
    <span
      class="ls-entries__edge"
      aria-hidden="true"
      title="Drag to make the column wider or narrower"
      onPointerDown={onPointerDown}
    />
  );
}

/** How many entries stand above those on screen, and the way to them; at its end a list follows what is added. */
function Above(): JSX.Element | null {
  const { first } = rowWindow(app.scroll.value);
  if (first === 0) return null;
  const noun = app.isNewestFirst.value ? "later" : "earlier";
  const isFollowed = isAtEnd(app.scroll.value) && !app.isNewestFirst.value;
  return (
    <>
      <button
        type="button"
        class="ls-link ls-entries__above"
        tabIndex={-1}
        title="Go to the first row (Home)"
        onClick={() => scrollList({ kind: "goTo", row: 0 })}
      >
        {formatCount(first)} {noun} above
      </button>
      {isFollowed ? (
        <span class="ls-entries__above" title="Entries that are added at the end come into view">
          follows the end
        </span>
      ) : null}
    </>
  );
}
