// A group: what its entries have in common, what became of it, how many there are and when.

import type { JSX, TargetedMouseEvent } from "preact";
import { formatDelta } from "../../base/duration";
import { DAY, SECOND } from "../../base/nanos";
import { formatCount, formatCounted, formatPercent } from "../../base/number_format";
import { barsOf } from "../../base/spark";
import { formatClock, formatDay, formatMoment } from "../../base/time";
import { Sparkline } from "../../charts/sparkline";
import { app } from "../../state/app_state";
import type { Group, TimeRange } from "../../state/engine_types";
import { templatePieces, usualLevel } from "../../state/group_rows";
import { LEVELS_WORST_FIRST, levelName } from "../../state/level";
import { shownZone } from "../../state/zone";
import { LevelGlyph } from "../../widgets/icons";
import { MarkedText } from "../../widgets/marked_text";

/** Height of a row, as in groups.css. */
export const GROUP_ROW_PX = 60;
/** Bars of the small chart. */
const N_BARS = 48;
/** Seconds tell nothing of what lasts so long. */
const LONG = 120n * SECOND;

const STATE_WORDS: Record<Group["state"], string> = {
  new: "new",
  surging: "surging",
  firstSeen: "first seen",
  steady: "steady",
  fading: "fading",
  gone: "gone",
  unknown: "no time",
};

export interface RowProps {
  readonly group: Group;
  /** Its entries over time. */
  readonly counts: Uint32Array;
  /** What the chart shows. */
  readonly span: TimeRange | null;
  /** Entries of all groups. */
  readonly entries: number;
  readonly isChosen: boolean;
  readonly isHidden: boolean;
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onClick: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
}

/** A row of the list of groups. */
export function Row(props: RowProps): JSX.Element {
  const { group, isChosen, isHidden, entries } = props;
  const level = usualLevel(group);
  const name = levelName(level);
  return (
    <li class={`ls-groups__item ${isHidden ? "ls-groups__item--hidden" : ""}`}>
      <button
        type="button"
        class={`ls-groups__row ls-groups__row--${name}`}
        data-row={group.id}
        aria-pressed={isChosen}
        tabIndex={props.isStop ? 0 : -1}
        title={titleOf(group, isHidden)}
        onFocus={props.onFocus}
        onClick={props.onClick}
      >
        <span class="ls-groups__what">
          <LevelGlyph level={level} name={name} />
          <span class="ls-groups__template">
            <Template group={group} />
          </span>
        </span>
        <span class="ls-groups__facts">
          <span class={`ls-groups__state ls-groups__state--${isHidden ? "hidden" : group.state}`}>
            {isHidden ? "hidden" : STATE_WORDS[group.state]}
          </span>
          <span class="ls-groups__count">{formatCount(group.count)}</span>
          <span class="ls-groups__share">{formatPercent(group.count, entries)}</span>
          <Bars {...props} />
          <span class="ls-groups__when">{when(group)}</span>
          {group.nSources > 1 ? (
            <span class="ls-groups__sources">
              {group.isSourcesEstimate ? "about " : ""}
              {formatCounted(group.nSources, "source")}
            </span>
          ) : null}
        </span>
      </button>
    </li>
  );
}

function Bars({ group, counts, span }: RowProps): JSX.Element {
  const cells = { start: BigInt(group.cellStart), width: BigInt(group.cellWidth), counts };
  const bars = span === null ? new Float64Array(N_BARS) : barsOf(cells, span, N_BARS);
  const level = levelName(usualLevel(group));
  return <Sparkline bars={bars} className={`ls-groups__bars ls-groups__bars--${level}`} />;
}

/** A template with its slots told apart from its words. */
function Template({ group }: { readonly group: Group }): JSX.Element {
  return (
    <>
      {templatePieces(group).map(({ text, isSlot }, idx) =>
        isSlot ? (
          <span key={idx} class="ls-slot">
            {text}
          </span>
        ) : (
          <MarkedText key={idx} text={text} />
        ),
      )}
      {group.isCoarse ? <span class="ls-slot">and more</span> : null}
    </>
  );
}

function titleOf(group: Group, isHidden: boolean): string {
  const { first, last, template } = group;
  const times =
    first === null || last === null
      ? "None of its entries has a time."
      : `First ${formatMoment(BigInt(first), 3, shownZone.value)}, last ${formatMoment(BigInt(last), 3, shownZone.value)}.`;
  const keys = isHidden
    ? "Alt-click or press Delete to show it again."
    : "Click to list its entries. Alt-click or press Delete to hide them.";
  const levels = LEVELS_WORST_FIRST.filter((level) => (group.levels[level] ?? 0) > 0)
    .map((level) => `${formatCount(group.levels[level] ?? 0)} ${levelName(level)}`)
    .join(", ");
  return `${template}\n${levels}. ${times}\n${keys}`;
}

/** From when to when, as short as can be. */
function isOfManyDays(): boolean {
  const { bounds } = app.snapshot.value;
  return bounds !== null && bounds.end - bounds.from >= DAY;
}

function when({ first, last }: Group): string {
  if (first === null || last === null) return "";
  const [from, end] = [BigInt(first), BigInt(last)];
  const zone = shownZone.value;
  const isOneDay = end - from < DAY && formatDay(from, true, zone) === formatDay(end, true, zone);
  const clock = (at: bigint): string => formatClock(at, 0, zone).slice(0, 5);
  // Among several days a clock alone says nothing.
  if (isOneDay && isOfManyDays()) return `${formatDay(from, false, zone)} ${clock(from)}`;
  if (from === end) return formatClock(from, 0, zone);
  // Two clocks with seconds have no room.
  if (isOneDay && end - from < LONG) return `${clock(from)} ${formatDelta(end - from)}`;
  if (isOneDay) return `${clock(from)}–${clock(end)}`;
  return `${formatDay(from, false, zone)}–${formatDay(end, false, zone)}`;
}
