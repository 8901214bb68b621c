// The matching entries in time order: a grid of any length, one line an entry, or more.
// biome-ignore-all lint/a11y/useFocusableInteractive: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant
// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant

import { computed } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { formatDate } from "../../base/time";
import type { Zone } from "../../base/zone";
import { app } from "../../state/app_state";
import { bookmarkOf } from "../../state/bookmarks";
import { chosenSpan, isListAwaited, rowLines, selection } from "../../state/derived";
import { selectRow } from "../../state/list_actions";
import { chooseTo } from "../../state/list_choice";
import { scrollList } from "../../state/list_scroll";
import { rowAt } from "../../state/list_sync";
import { openPlace } from "../../state/page_actions";
import { shownZone, zoneChoice } from "../../state/zone";
import { VirtualList } from "../../widgets/virtual_list";
import { AsideBar } from "./aside_bar";
import { ColumnsBox } from "./columns_box";
import { EntryRow, PendingRow, type RowStyle } from "./entry_row";
import { FindBar } from "./find_bar";
import { HighlightBar } from "./highlight_bar";
import { ListHeader } from "./list_header";
import { ListTools } from "./list_tools";
import { NothingFound } from "./nothing_found";
import { endsDrag, onRowsPointerDown, useRowChoice } from "./row_choice";
import { columnTracks, shownColumns } from "./shown_columns";

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
    rowLines.value === 1 ? "" : "ls-entries__grid--tall",
    rowLines.value === "all" ? "ls-entries__grid--whole" : "",
    style.digits > 3 ? "ls-entries__grid--fine" : "",
    style.zone === null ? "ls-entries__grid--written" : "",
    isStale.value ? "ls-entries__grid--stale" : "",
  ].join(" ");
  return (
    <section class="ls-entries" aria-label="Matching entries">
      <VirtualList
        state={app.scroll.value}
        dispatch={scrollList}
        rowPx={app.scroll.value.rowPx}
        headerPx={HEADER_PX}
        className={classes}
        header={<ListHeader total={total} isComplete={isComplete} />}
        drawRow={drawRow}
        rootProps={{
          role: "grid",
          "aria-label": "Entries",
          "aria-rowcount": total,
          "aria-readonly": true,
          "aria-multiselectable": true,
          style: { "--columns": columnTracks.value, "--row-px": `${app.scroll.value.rowPx}px` },
          tabIndex: 0,
          onPointerDown: onRowsPointerDown,
          ...(place === null ? {} : { "aria-activedescendant": `ls-row-${place.idx}` }),
        }}
      />
      <ColumnsBox />
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
  origin: app.origin.value,
  zone: zoneChoice.value === "source" ? null : shownZone.value,
  date: dates.value,
  digits: digits.value,
  columns: shownColumns.value,
  isWhole: rowLines.value === "all",
}));
const dates = computed(() => {
  const { bounds } = app.snapshot.value;
  if (bounds === null) return "none";
  const [west, east] = zonesHere.value;
  return dateStyle(formatDate(bounds.from, west), formatDate(bounds.end, east));
});
/** The clocks furthest west and east by which times are shown. */
const zonesHere = computed<readonly [west: Zone, east: Zone]>(() => {
  if (zoneChoice.value !== "source") return [shownZone.value, shownZone.value];
  const offsets = rowsHere.value.map((row) => row.offsetSecs);
  const fixed = (offsetSecs: number): Zone => ({ kind: "fixed", offsetSecs });
  return [fixed(Math.min(0, ...offsets)), fixed(Math.max(0, ...offsets))];
});
const digits = computed(() => {
  const most = rowsHere.value.reduce((sofar, row) => Math.max(sofar, row.digits), 0);
  return Math.ceil(most / 3) * 3;
});

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
