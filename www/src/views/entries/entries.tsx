// The matching entries in time order: a grid of any length, one line an entry.
// biome-ignore-all lint/a11y/useFocusableInteractive: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant
// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant

import type { ComponentChildren, JSX } from "preact";
import { formatCount } from "../../base/number_format";
import { formatDate } from "../../base/time";
import { app, ROW_PX } from "../../state/app_state";
import { isAnswered, listTag, queryError, selection, sources } from "../../state/derived";
import { rowAt, scrollList, selectRow } from "../../state/list_actions";
import { openPlace } from "../../state/page_actions";
import { VirtualList } from "../../widgets/virtual_list";
import { EntryRow, PendingRow, type RowStyle } from "./entry_row";
import { NothingFound } from "./nothing_found";

const HEADER_PX = 25;

/** The region with the grid *Entries*. */
export function Entries(): JSX.Element {
  const { total, isComplete } = selection.value;
  const style = rowStyle();
  const place = app.place.value;
  const classes = [
    "ls-entries__grid",
    style.date === "none" ? "" : `ls-entries__grid--${style.date}`,
    style.digits > 3 ? "ls-entries__grid--fine" : "",
    sources.value.length > 1 ? "" : "ls-entries__grid--single",
    isStale() ? "ls-entries__grid--stale" : "",
  ].join(" ");
  return (
    <section class="ls-entries" aria-label="Matching entries">
      <VirtualList
        state={app.scroll.value}
        dispatch={scrollList}
        rowPx={ROW_PX}
        headerPx={HEADER_PX}
        className={classes}
        header={<Header total={total} isComplete={isComplete} />}
        drawRow={(idx) => drawRow(idx, style)}
        rootProps={{
          role: "grid",
          "aria-label": "Entries",
          "aria-rowcount": total,
          "aria-readonly": true,
          tabIndex: 0,
          ...(place === null ? {} : { "aria-activedescendant": `ls-row-${place.idx}` }),
        }}
      />
      {total === 0 ? <NothingFound /> : null}
    </section>
  );
}

/** Whether other rows are on their way; a query that cannot be answered leaves the last ones standing. */
function isStale(): boolean {
  const isHere = app.rowsAtHand.value.tag === listTag.value && isAnswered.value;
  return !isHere && queryError.value === null;
}

/** How much of what is read the answer is about, while a search goes on. */
function lookedAtShare(): string {
  const { entries, phase } = app.snapshot.value;
  const { lookedAt } = selection.value;
  const percent = Math.floor((100 * lookedAt) / Math.max(1, entries));
  return phase === "reading" ? "" : `, ${percent} % searched`;
}

function Header(props: { readonly total: number; readonly isComplete: boolean }): JSX.Element {
  return (
    <div class="ls-entries__header" role="row">
      <span role="columnheader" class="ls-entries__cell ls-entries__cell--time">
        time, UTC
      </span>
      <span
        role="columnheader"
        class="ls-entries__cell ls-entries__cell--delta"
        title="Time since the entry above"
      >
        Δ
      </span>
      <span role="columnheader" class="ls-entries__cell ls-entries__cell--level">
        <span class="ls-visually-hidden">level</span>
      </span>
      <span role="columnheader" class="ls-entries__cell ls-entries__cell--source">
        source
      </span>
      <span role="columnheader" class="ls-entries__cell ls-entries__cell--message">
        message
        <span class="ls-entries__total">
          {formatCount(props.total)} {props.total === 1 ? "entry" : "entries"}
          {props.isComplete ? "" : ` so far${lookedAtShare()}`}
        </span>
      </span>
    </div>
  );
}

function drawRow(idx: number, style: RowStyle): ComponentChildren {
  const atHand = app.rowsAtHand.value;
  const row = rowAt(atHand, idx);
  if (row === null) return <PendingRow key={idx} idx={idx} />;
  return (
    <EntryRow
      key={idx}
      idx={idx}
      row={row}
      before={rowAt(atHand, idx - 1)}
      style={style}
      isHere={app.place.value?.idx === idx}
      onChoose={() => {
        // A click that ends the marking of text is not a choice of the row.
        if ((getSelection()?.toString() ?? "") !== "") return;
        void selectRow(idx).then(openPlace);
      }}
    />
  );
}

/** What the rows of this list have in common. */
function rowStyle(): RowStyle {
  const bounds = app.snapshot.value.bounds;
  const digits = app.rowsAtHand.value.rows.reduce((most, row) => Math.max(most, row.digits), 0);
  return {
    date: bounds === null ? "none" : dateStyle(formatDate(bounds.from), formatDate(bounds.end)),
    digits: digits === 0 ? 0 : digits <= 3 ? 3 : digits <= 6 ? 6 : 9,
    marks: selection.value.needles,
    hasSource: sources.value.length > 1,
  };
}

/** As much of the date as tells the entries apart. */
function dateStyle(first: string, last: string): RowStyle["date"] {
  if (first === last) return "none";
  return first.slice(0, 4) === last.slice(0, 4) ? "days" : "years";
}
