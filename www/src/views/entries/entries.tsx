// The matching entries in time order: a grid of any length, one line an entry.
// biome-ignore-all lint/a11y/useFocusableInteractive: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant
// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant

import { computed } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { formatCount } from "../../base/number_format";
import { isAtEnd, rowWindow } from "../../base/scroll_model";
import { formatDate } from "../../base/time";
import { app, ROW_PX } from "../../state/app_state";
import { bookmarkOf } from "../../state/bookmarks";
import { chosenSpan, isListAwaited, selection, sourceLabels } from "../../state/derived";
import { selectRow, turnList } from "../../state/list_actions";
import { chooseTo } from "../../state/list_choice";
import { scrollList } from "../../state/list_scroll";
import { rowAt } from "../../state/list_sync";
import { openPlace } from "../../state/page_actions";
import { VirtualList } from "../../widgets/virtual_list";
import { AsideBar } from "./aside_bar";
import { EntryRow, PendingRow, type RowStyle } from "./entry_row";
import { FindBar } from "./find_bar";
import { HighlightBar } from "./highlight_bar";
import { ListTools } from "./list_tools";
import { NothingFound } from "./nothing_found";
import { endsDrag, onRowsPointerDown, useRowChoice } from "./row_choice";

const HEADER_PX = 25;

/** The region with the grid *Entries*. */
export function Entries(): JSX.Element {
  const { total, isComplete } = selection.value;
  const style = rowStyle.value;
  const place = app.place.value;
  useRowChoice();
  const classes = [
    "ls-entries__grid",
    style.date === "none" ? "" : `ls-entries__grid--${style.date}`,
    style.digits > 3 ? "ls-entries__grid--fine" : "",
    style.hasSource ? "" : "ls-entries__grid--single",
    style.hasTimes ? "" : "ls-entries__grid--untimed",
    isStale.value ? "ls-entries__grid--stale" : "",
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
        drawRow={drawRow}
        rootProps={{
          role: "grid",
          "aria-label": "Entries",
          "aria-rowcount": total,
          "aria-readonly": true,
          "aria-multiselectable": true,
          tabIndex: 0,
          onPointerDown: onRowsPointerDown,
          ...(place === null ? {} : { "aria-activedescendant": `ls-row-${place.idx}` }),
        }}
      />
      <FindBar />
      <HighlightBar />
      <AsideBar />
      {total === 0 ? <NothingFound /> : <ListTools />}
    </section>
  );
}

const isStale = computed(() => app.isLate.value && isListAwaited.value);

/** The rows themselves: that they belong to a list that has grown is no reason to draw them again. */
const rowsHere = computed(() => app.rowsAtHand.value.rows);
const firstHere = computed(() => app.rowsAtHand.value.first);

/** What the rows of this list have in common. */
const rowStyle = computed<RowStyle>(() => ({
  date: dates.value,
  digits: digits.value,
  hasSource: sourceLabels.value.size > 1,
  hasTimes: hasTimes.value,
}));
/** Times that no entry has are no column, once all is read. */
const hasTimes = computed(() => {
  const { bounds, phase } = app.snapshot.value;
  return bounds !== null || phase === "reading";
});
const dates = computed(() => {
  const { bounds } = app.snapshot.value;
  return bounds === null ? "none" : dateStyle(formatDate(bounds.from), formatDate(bounds.end));
});
const digits = computed(() => {
  const most = rowsHere.value.reduce((sofar, row) => Math.max(sofar, row.digits), 0);
  return Math.ceil(most / 3) * 3;
});

/** How much of what is read the answer is about, while a search goes on. */
function lookedAtShare(): string {
  const { ledger, phase } = app.snapshot.value;
  const { entries } = ledger;
  const { lookedAt } = selection.value;
  const percent = Math.floor((100 * lookedAt) / Math.max(1, entries));
  return phase === "reading" ? "" : `, ${percent} % searched`;
}

function Header(props: { readonly total: number; readonly isComplete: boolean }): JSX.Element {
  const isNewestFirst = app.isNewestFirst.value;
  return (
    <div class="ls-entries__header" role="row">
      <span
        role="columnheader"
        aria-sort={isNewestFirst ? "descending" : "ascending"}
        class="ls-entries__cell ls-entries__cell--time"
      >
        <button
          type="button"
          class="ls-entries__order"
          tabIndex={-1}
          title={`${isNewestFirst ? "Newest first" : "Oldest first"}. Click or press V to turn the list.`}
          onClick={turnList}
        >
          time, UTC {isNewestFirst ? "↑" : "↓"}
        </button>
      </span>
      <span
        role="columnheader"
        class="ls-entries__cell ls-entries__cell--delta"
        title="Time since the entry before in this list"
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
        <Above />
        <span class="ls-entries__total">
          {formatCount(props.total)} {props.total === 1 ? "entry" : "entries"}
          {props.isComplete ? "" : ` so far${lookedAtShare()}`}
        </span>
      </span>
    </div>
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

function drawRow(idx: number): ComponentChildren {
  const atHand = { first: firstHere.value, rows: rowsHere.value };
  const row = rowAt(atHand, idx);
  const span = chosenSpan.value;
  const isChosen = span !== null && span.first <= idx && idx < span.end;
  if (row === null) return <PendingRow key={idx} idx={idx} isChosen={isChosen} />;
  return (
    <EntryRow
      key={idx}
      idx={idx}
      row={row}
      before={rowAt(atHand, app.isNewestFirst.value ? idx + 1 : idx - 1)}
      style={rowStyle.value}
      isHere={app.place.value?.idx === idx}
      isChosen={isChosen}
      bookmark={bookmarkOf(row.key)}
      onChoose={chooseRow}
    />
  );
}

function chooseRow(idx: number, isMore: boolean): void {
  if (endsDrag()) return;
  if (isMore) {
    void chooseTo(idx);
    return;
  }
  // A click that ends the marking of text is not a choice of the row.
  if ((getSelection()?.toString() ?? "") !== "") return;
  void selectRow(idx).then(openPlace);
}

/** As much of the date as tells the entries apart. */
function dateStyle(first: string, last: string): RowStyle["date"] {
  if (first === last) return "none";
  return first.slice(0, 4) === last.slice(0, 4) ? "days" : "years";
}
