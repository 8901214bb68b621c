// The kinds of entries there are, and what became of each: new ones first.
//
// Only the rows in view are drawn. The list is one focus stop: arrows move from row to row.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatCount, formatCounted } from "../../base/number_format";
import { unevenWindow } from "../../base/uneven_rows";
import { app } from "../../state/app_state";
import { totalLedger } from "../../state/derived";
import type { Group } from "../../state/engine_types";
import {
  chosenGroupId,
  groupRows,
  hiddenCount,
  hiddenGroupIds,
  setGroupsView,
} from "../../state/group_list";
import { GROUP_ORDERS, type GroupOrder, type GroupRow } from "../../state/group_rows";
import { chooseGroup, showHidden, toggleHidden } from "../../state/groups_actions";
import { shownSpan } from "../../state/view_actions";
import { revealRow, useListView } from "../../widgets/list_view";
import { GROUP_ROW_PX, Row } from "./group_row";

/** So much above and below is drawn besides, in CSS pixels. */
const MARGIN_PX = 240;
/** Fewer groups are at a glance: nothing to filter or sort. */
const MANY = 6;

const ORDER_NAMES: Record<GroupOrder, string> = {
  state: "New first",
  count: "Most entries",
  level: "Worst level",
  first: "Began first",
  last: "Latest",
};

const LOOKING = "Looking for entries that are alike…";

/** The tab. */
export function Groups(): JSX.Element {
  const answered = app.groups.value;
  if (answered === null) return <p class="ls-groups__note">{LOOKING}</p>;
  const { answer } = answered;
  // An answer is of what was read when it was given; more may have been read since.
  const isComplete = answered.isComplete && answered.lookedAt >= totalLedger.value.entries;
  const rows = groupRows.value;
  if (answer.groups.length === 0) {
    const why = "No entries are listed. Change the query to see their groups.";
    return <p class="ls-groups__note">{isComplete ? why : LOOKING}</p>;
  }
  return (
    <div class="ls-groups">
      <Tools count={answer.groups.length} />
      <p class="ls-groups__note">
        {formatCounted(answer.nGroups, "group", "groups")} of{" "}
        {formatCounted(answer.entries, "entry", "entries")}
        {isComplete ? "" : " so far"}
        {answer.nGroups > answer.groups.length
          ? `; the first ${formatCount(answer.groups.length)} are listed`
          : ""}
        {answer.coarse > 0 ? <Coarse count={answer.coarse} /> : null}
      </p>
      <Hidden />
      <List rows={rows} entries={answer.entries} bulk={answered.bulk} />
      {rows.length === 0 ? (
        <p class="ls-groups__note">No group has this in its text or state.</p>
      ) : null}
    </div>
  );
}

function Tools({ count }: { readonly count: number }): JSX.Element | null {
  const { filter, order } = app.groupsView.value;
  if (count < MANY && filter === "" && order === "state") return null;
  return (
    <div class="ls-groups__tools">
      <input
        class="ls-groups__filter"
        type="search"
        aria-label="Filter groups"
        placeholder={`Filter ${formatCounted(count, "group", "groups")}`}
        value={filter}
        onInput={({ currentTarget }) => setGroupsView({ filter: currentTarget.value })}
      />
      <select
        class="ls-groups__order"
        aria-label="Order of the groups"
        value={order}
        onChange={({ currentTarget: { value } }) =>
          setGroupsView({ order: GROUP_ORDERS.find((known) => known === value) ?? "state" })
        }
      >
        {GROUP_ORDERS.map((id) => (
          <option key={id} value={id}>
            {ORDER_NAMES[id]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What a cap made coarser is said. */
function Coarse({ count }: { readonly count: number }): JSX.Element {
  const entries = formatCounted(count, "entry is", "entries are");
  return (
    <span>
      {". "}
      There are too many different messages: {entries} grouped by the start of the message only
    </span>
  );
}

function Hidden(): JSX.Element | null {
  const n = hiddenGroupIds.value.size;
  if (n === 0) return null;
  return (
    <p class="ls-groups__note">
      {formatCounted(n, "group is hidden", "groups are hidden")}:{" "}
      {formatCounted(hiddenCount.value, "entry", "entries")}{" "}
      <button type="button" class="ls-link" onClick={() => void showHidden()}>
        Show
      </button>
    </p>
  );
}

function List(props: {
  readonly rows: readonly GroupRow[];
  readonly entries: number;
  readonly bulk: Uint32Array;
}): JSX.Element {
  const { rows, entries, bulk } = props;
  const list = useRef<HTMLUListElement>(null);
  const view = useListView(list);
  const [current, setCurrent] = useState<string | null>(null);
  const isMoved = useRef(false);
  const shape = { rowCount: rows.length, rowPx: GROUP_ROW_PX, open: [] };
  const window = unevenWindow(
    shape,
    view.topPx - MARGIN_PX,
    view.topPx + view.heightPx + MARGIN_PX,
  );
  const chosen = chosenGroupId.value;
  const idxOf = (id: string | null): number => rows.findIndex(({ group }) => group.id === id);
  const isDrawn = (idx: number): boolean => idx >= window.first && idx < window.end;
  const candidates = [idxOf(current), idxOf(chosen), Math.floor(view.topPx / GROUP_ROW_PX)];
  // The row that Tab goes to is always one that is drawn.
  const at = candidates.find(isDrawn) ?? window.first;
  useLayoutEffect(() => {
    // It may be drawn only once the list has scrolled to it.
    const row = isMoved.current && list.current?.querySelector<HTMLElement>("[tabindex='0']");
    if (!row || row.dataset["row"] !== current) return;
    isMoved.current = false;
    row.focus();
  });
  useLayoutEffect(() => {
    const idx = idxOf(chosen);
    if (idx >= 0 && list.current !== null)
      revealRow(list.current, idx * GROUP_ROW_PX, GROUP_ROW_PX);
    // Only when another one is chosen: the list stays where it is scrolled to.
  }, [chosen]);
  const goTo = (wanted: number): void => {
    const idx = Math.max(0, Math.min(rows.length - 1, wanted));
    isMoved.current = true;
    setCurrent(rows[idx]?.group.id ?? null);
    if (list.current !== null) revealRow(list.current, idx * GROUP_ROW_PX, GROUP_ROW_PX);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLUListElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(view.heightPx / GROUP_ROW_PX) - 1);
    const group = rows[at]?.group;
    const moves: Record<string, () => void> = {
      ArrowDown: () => goTo(at + 1),
      ArrowUp: () => goTo(at - 1),
      PageDown: () => goTo(at + page),
      PageUp: () => goTo(at - page),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
      Delete: () => group !== undefined && hide(group),
      Backspace: () => group !== undefined && hide(group),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };
  const span = shownSpan();
  return (
    <ul ref={list} class="ls-groups__list" aria-label="Groups" onKeyDown={onKeyDown}>
      <li class="ls-groups__room" aria-hidden="true" style={{ height: `${window.beforePx}px` }} />
      {rows.slice(window.first, window.end).map((row, idx) => (
        <Row
          key={row.group.id}
          group={row.group}
          counts={bulk.subarray(row.firstCell, row.firstCell + row.group.nCells)}
          span={span}
          entries={entries}
          isChosen={row.group.id === chosen}
          isHidden={hiddenGroupIds.value.has(row.group.id)}
          isStop={window.first + idx === at}
          onFocus={() => setCurrent(row.group.id)}
          onClick={(event) => {
            if (event.altKey) hide(row.group);
            else void chooseGroup(row.group);
          }}
        />
      ))}
      <li class="ls-groups__room" aria-hidden="true" style={{ height: `${window.afterPx}px` }} />
    </ul>
  );
}

function hide({ id, template }: Group): void {
  void toggleHidden(id, template);
}
