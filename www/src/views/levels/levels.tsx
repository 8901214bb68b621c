// Counts by level, each a filter, and where all this comes from in one line.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { formatCount, formatCounted, formatPercent } from "../../base/number_format";
import { formatClock, formatDay, formatRange } from "../../base/time";
import { zoneName } from "../../base/zone";
import { app } from "../../state/app_state";
import { isAnswered, readSources, selection, totalLedger } from "../../state/derived";
import type { Ledger, TimeRange } from "../../state/engine_types";
import { ALL_LEVELS, FATAL, LEVELS_WORST_FIRST, levelName, UNKNOWN } from "../../state/level";
import { showPanel } from "../../state/page_actions";
import { clickLevel } from "../../state/view_actions";
import { shownZone } from "../../state/zone";
import { LevelGlyph } from "../../widgets/icons";

/** The line above the chart. */
export function Levels(): JSX.Element {
  const { levelMask, levelCounts } = selection.value;
  const levels = app.snapshot.value.ledger.levels;
  const present = LEVELS_WORST_FIRST.filter((level) => (levels[level] ?? 0) > 0);
  return (
    <div class="ls-levels">
      <ul
        class={`ls-levels__chips ${app.isLate.value && !isAnswered.value ? "ls-levels__chips--stale" : ""}`}
        aria-label="Levels"
      >
        {present.map((level) => (
          <li key={level}>
            <Chip level={level} count={levelCounts[level] ?? 0} mask={levelMask} />
          </li>
        ))}
      </ul>
      <SourceLine />
    </div>
  );
}

function Chip(props: {
  readonly level: number;
  readonly count: number;
  readonly mask: number;
}): JSX.Element {
  const name = levelName(props.level);
  const isFiltered = props.mask !== ALL_LEVELS;
  const isIn = (props.mask & (1 << props.level)) !== 0;
  const tone = !isFiltered ? "" : isIn ? "ls-levels__chip--in" : "ls-levels__chip--out";
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLButtonElement>): void => {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    void clickLevel(props.level, "excludeLevel");
  };
  return (
    <button
      type="button"
      class={`ls-levels__chip ls-levels__chip--${name} ${tone}`}
      aria-pressed={isFiltered && isIn}
      title={titleOf(props.level)}
      onClick={(event) => void clickLevel(props.level, editOf(event))}
      onKeyDown={onKeyDown}
    >
      <LevelGlyph level={props.level} name={name} />
      <span class="ls-levels__name">{name}</span>{" "}
      <span class="ls-levels__count">{formatCount(props.count)}</span>
    </button>
  );
}

/** What a click does, said before it is done. */
function titleOf(level: number): string {
  const name = levelName(level);
  const isAlone = level === UNKNOWN || level === FATAL;
  const click = isAlone ? `only ${name}` : `${name} and worse. Alt-click: only ${name}`;
  return `Click: ${click}. Shift-click: add or remove ${name}. Delete: hide ${name}`;
}

function editOf(event: MouseEvent): "atLeast" | "onlyLevel" | "toggleLevel" {
  if (event.altKey) return "onlyLevel";
  return event.shiftKey ? "toggleLevel" : "atLeast";
}

function SourceLine(): JSX.Element {
  const ledger = totalLedger.value;
  const { bounds, phase } = app.snapshot.value;
  const isReading = phase === "reading";
  if (ledger.entries === 0)
    return <p class="ls-levels__source">{isReading ? "Nothing read yet" : "No entries"}</p>;
  return (
    <p class="ls-levels__source">
      <button type="button" class="ls-levels__link" onClick={() => showPanel("sources")}>
        {formatCounted(readSources.value.length, "source")}
      </button>
      {bounds === null ? (
        <span>{isReading ? "no times yet" : "no times"}</span>
      ) : (
        <span title={formatRange(bounds.from, bounds.end, 9, shownZone.value)}>
          {isReading ? "about " : ""}
          {shortRange(bounds)}
        </span>
      )}
      <button
        type="button"
        class="ls-levels__link"
        onClick={() => showPanel("ledger")}
        title={`${formatCount(ledger.parsedEntries)} of ${formatCount(ledger.entries)} entries were recognised by a format; the rest are kept as plain text`}
      >
        {recognisedText(ledger)}
      </button>
    </p>
  );
}

/** How much a format recognised; plain text may still have given time and level. */
function recognisedText({ parsedEntries, entries, withoutTime, levels }: Ledger): string {
  if (parsedEntries === entries) return "All entries recognised";
  if (parsedEntries > 0) return `${formatPercent(parsedEntries, entries)} recognised`;
  const found = [
    ...(withoutTime < entries ? ["time"] : []),
    ...((levels[0] ?? 0) < entries ? ["level"] : []),
  ].join(" and ");
  return found === "" ? "Format unknown" : `Format unknown, ${found} found`;
}

/** `1 Nov 2026 00:00 – 02:13 UTC`, with seconds if the range is short. */
function shortRange(bounds: TimeRange): string {
  const zone = shownZone.value;
  const isShort = bounds.end - bounds.from < 600_000_000_000n;
  const clock = (at: bigint): string =>
    isShort
      ? formatClock(at, bounds.end - bounds.from < 10_000_000_000n ? 3 : 0, zone)
      : formatClock(at, 0, zone).slice(0, 5);
  const from = formatDay(bounds.from, true, zone);
  const name = zoneName(bounds.from, zone);
  if (bounds.end - bounds.from <= 1n) return `${from} ${clock(bounds.from)} ${name}`;
  const end = formatDay(bounds.end, true, zone);
  return `${from} ${clock(bounds.from)} – ${from === end ? "" : `${end} `}${clock(bounds.end)} ${zoneName(bounds.end, zone)}`;
}
