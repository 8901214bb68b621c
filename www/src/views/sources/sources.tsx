// The list of sources: one row each, with a filter and an order; members of archives stand below theirs.
//
// Only the rows in view are drawn. The list is one focus stop: arrows move from row to row.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { formatCount, formatCounted } from "../../base/number_format";
import { topOf, type UnevenShape, unevenWindow } from "../../base/uneven_rows";
import { app } from "../../state/app_state";
import { sourceById, sources } from "../../state/derived";
import type { SourceState } from "../../state/engine_types";
import { openPicker } from "../../state/source_actions";
import {
  SOURCE_ORDERS,
  type SourceOrder,
  type SourceRow,
  sourceRows,
} from "../../state/source_rows";
import { revealRow, useListView } from "../../widgets/list_view";
import { Row } from "./source_row";

/** Height of a row, as in sources.css. */
const ROW_PX = 28;
/** So much above and below is drawn besides, in CSS pixels. */
const MARGIN_PX = 280;
/** Fewer sources are at a glance: nothing to filter or sort. */
const MANY = 6;

const ORDER_NAMES: Record<SourceOrder, string> = {
  opened: "As opened",
  name: "Name",
  entries: "Most entries",
  errors: "Most errors",
  size: "Largest",
};

/** What of the list is unfolded, and how high that is. */
interface Unfolded {
  isOpen(key: string): boolean;
  toggle(key: string): void;
  setHeight(key: string, px: number): void;
  readonly heights: ReadonlyMap<string, number>;
}

/** The list of sources. */
export function Sources(): JSX.Element {
  const [filter, setFilter] = useState("");
  const [order, setOrder] = useState<SourceOrder>("opened");
  const all = sources.value;
  const tops = useMemo(() => all.filter(({ within }) => within === null), [all]);
  const unfolded = useUnfolded(tops);
  const isOpen = (source: SourceState): boolean => unfolded.isOpen(`${source.id}`);
  const rows = sourceRows(all, sourceById.value, { filter, order, isOpen });
  const hasTools = filter !== "" || Math.max(all.length, rows.length) >= MANY;
  return (
    <div class="ls-sources">
      <div class="ls-sources__tools" hidden={!hasTools}>
        <input
          class="ls-sources__filter"
          type="search"
          aria-label="Filter sources"
          placeholder="Filter by name or format"
          value={filter}
          onInput={({ currentTarget }) => setFilter(currentTarget.value)}
        />
        <select
          class="ls-sources__order"
          aria-label="Order of the sources"
          value={order}
          onChange={({ currentTarget: { value } }) =>
            setOrder(SOURCE_ORDERS.find((known) => known === value) ?? "opened")
          }
        >
          {SOURCE_ORDERS.map((id) => (
            <option key={id} value={id}>
              {ORDER_NAMES[id]}
            </option>
          ))}
        </select>
      </div>
      <List rows={rows} unfolded={unfolded} />
      {rows.length === 0 && filter !== "" ? (
        <p class="ls-sources__none">
          None of the {formatCount(all.length)} sources has this in its name or format.
        </p>
      ) : null}
      <div class="ls-sources__more">
        <button
          type="button"
          class="ls-button ls-button--small"
          onClick={() => openPicker("files")}
        >
          Open…
        </button>
        <button
          type="button"
          class="ls-button ls-button--small"
          onClick={() => openPicker("folder")}
        >
          Open folder…
        </button>
        {hasTools ? (
          <span class="ls-sources__count">{formatCounted(tops.length, "source")}</span>
        ) : null}
      </div>
    </div>
  );
}

/** A source that is alone is open at first, and stays so when others come. */
function useUnfolded(tops: readonly SourceState[]): Unfolded {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const alone = useRef<string | null>(null);
  if (tops.length === 1) alone.current = `${tops[0]?.id}`;
  const isOpenIn = (known: ReadonlyMap<string, boolean>, key: string): boolean =>
    known.get(key) ?? alone.current === key;
  return {
    isOpen: (key) => isOpenIn(chosen, key),
    // A row that was drawn before others were opened may ask.
    toggle: (key) => setChosen((known) => new Map([...known, [key, !isOpenIn(known, key)]])),
    setHeight: (key, px) =>
      setHeights((known) => (known.get(key) === px ? known : new Map([...known, [key, px]]))),
    heights,
  };
}

interface ListProps {
  readonly rows: readonly SourceRow[];
  readonly unfolded: Unfolded;
}

function List({ rows, unfolded }: ListProps): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const view = useListView(list);
  const [current, setCurrent] = useState<string | null>(null);
  const isMoved = useRef(false);
  const shape = shapeOf(rows, unfolded);
  const { first, end, beforePx, afterPx } = unevenWindow(
    shape,
    view.topPx - MARGIN_PX,
    view.topPx + view.heightPx + MARGIN_PX,
  );
  const known = rows.findIndex(({ key }) => key === current);
  // The row that Tab goes to is always one that is drawn.
  const at = known >= first && known < end ? known : firstInView(shape, view.topPx);
  useLayoutEffect(() => {
    // It may be drawn only once the list has scrolled to it.
    const row =
      isMoved.current && list.current?.querySelector<HTMLElement>(`[data-row="${current}"]`);
    if (!row) return;
    isMoved.current = false;
    row.focus();
  });
  const goTo = (wanted: number): void => {
    const idx = Math.max(0, Math.min(rows.length - 1, wanted));
    const row = rows[idx];
    if (row === undefined) return;
    isMoved.current = true;
    setCurrent(row.key);
    if (list.current !== null) revealRow(list.current, topOf(shape, idx), ROW_PX);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLUListElement>): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches("[data-row]")) return;
    const page = Math.max(1, Math.floor(view.heightPx / ROW_PX) - 1);
    const moves: Record<string, () => void> = {
      ArrowDown: () => goTo(at + 1),
      ArrowUp: () => goTo(at - 1),
      PageDown: () => goTo(at + page),
      PageUp: () => goTo(at - page),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
      ArrowRight: () => fold(true),
      ArrowLeft: () => fold(false),
    };
    const move = moves[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
  const fold = (isOpen: boolean): void => {
    const key = rows[at]?.key;
    if (key !== undefined && unfolded.isOpen(key) !== isOpen) unfolded.toggle(key);
  };
  return (
    <ul ref={list} class="ls-sources__list" aria-label="Sources" onKeyDown={onKeyDown}>
      <li class="ls-sources__room" aria-hidden="true" style={{ height: `${beforePx}px` }} />
      {rows.slice(first, end).map((row, idx) => (
        <Row
          key={row.key}
          row={row}
          bounds={app.snapshot.value.bounds}
          times={timesOfRow(row)}
          isOpen={unfolded.isOpen(row.key)}
          isCurrent={first + idx === at}
          onToggle={() => {
            setCurrent(row.key);
            unfolded.toggle(row.key);
          }}
          onHeight={(px) => unfolded.setHeight(row.key, px)}
        />
      ))}
      <li class="ls-sources__room" aria-hidden="true" style={{ height: `${afterPx}px` }} />
    </ul>
  );
}

/** When its source has entries; nothing is known of one that is not read. */
function timesOfRow({ source }: SourceRow): Uint32Array | undefined {
  return source === null ? undefined : app.sourceTimes.value?.get(source.id);
}

function firstInView(shape: UnevenShape, topPx: number): number {
  return unevenWindow(shape, topPx, topPx).first;
}

function shapeOf(rows: readonly SourceRow[], { isOpen, heights }: Unfolded): UnevenShape {
  const open: [number, number][] = [];
  for (const [idx, { key }] of rows.entries()) {
    const px = isOpen(key) ? (heights.get(key) ?? 0) : 0;
    if (px > 0) open.push([idx, px]);
  }
  return { rowCount: rows.length, rowPx: ROW_PX, open };
}
