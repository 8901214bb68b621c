// One line of the list.
// biome-ignore-all lint/a11y/useFocusableInteractive: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant
// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are commands of the page

import { Component, type JSX, type TargetedMouseEvent } from "preact";
import { formatDelta } from "../../base/duration";
import { shownName } from "../../base/foreign_text";
import { leftOutText } from "../../base/left_out";
import { formatClock, formatDate, formatMoment } from "../../base/time";
import { offsetSuffix, type Zone } from "../../base/zone";
import type { Bookmark } from "../../state/app_state";
import { sourceLabels } from "../../state/derived";
import type { Row } from "../../state/engine_types";
import { levelName } from "../../state/level";
import { zoneOf } from "../../state/zone";
import { Icon, LevelGlyph } from "../../widgets/icons";
import { MarkedText } from "../../widgets/marked_text";
import type { ShownColumn } from "./shown_columns";

export interface RowStyle {
  /** What Δ counts from; null for the entry before. */
  readonly origin: bigint | null;
  /** In which zone times are shown; null for that in which each is written. */
  readonly zone: Zone | null;
  /** What of the date the time shows: nothing, month and day, or all of it. */
  readonly date: "none" | "days" | "years";
  /** Digits of the second that the widest time shows. */
  readonly digits: number;
  readonly columns: readonly ShownColumn[];
  /** Rows show all lines of their entries, and say how many they leave out. */
  readonly isWhole: boolean;
}

export interface EntryRowProps {
  readonly idx: number;
  readonly row: Row;
  readonly before: Row | null;
  readonly style: RowStyle;
  readonly isHere: boolean;
  /** One of several that are chosen. */
  readonly isChosen: boolean;
  readonly bookmark: Bookmark | null;
  /** Alone, or with all rows up to it. */
  readonly onChoose: (idx: number, isMore: boolean) => void;
}

const INFERRED = [
  [1, "year"],
  [2, "zone"],
  [4, "date"],
] as const;

/** A row that is at hand; drawn anew only if something of it is new. */
export class EntryRow extends Component<EntryRowProps> {
  override shouldComponentUpdate(next: EntryRowProps): boolean {
    const { idx, row, before, style, isHere, isChosen } = this.props;
    const isSame = idx === next.idx && row === next.row && before === next.before;
    const isMarkedSame = isHere === next.isHere && isChosen === next.isChosen;
    return (
      !isSame || style !== next.style || !isMarkedSame || this.props.bookmark !== next.bookmark
    );
  }

  override render(): JSX.Element {
    return <Line {...this.props} />;
  }
}

function Line(props: EntryRowProps): JSX.Element {
  const { idx, row, style } = props;
  const name = levelName(row.level);
  return (
    <div
      id={`ls-row-${idx}`}
      role="row"
      aria-rowindex={idx + 1}
      aria-selected={props.isHere || props.isChosen}
      onMouseDown={keepText}
      onClick={(event) => props.onChoose(idx, event.shiftKey)}
      class={`ls-entries__row ls-entries__row--${name} ${chosenClass(props)} ${props.isHere ? "ls-entries__row--here" : ""}`}
    >
      {style.columns.map((column) => cellOf(column, props))}
      <span role="gridcell" class="ls-entries__cell ls-entries__cell--message">
        {props.bookmark === null ? null : <Mark note={props.bookmark.note} />}
        <MarkedText text={row.message} spans={row.marks} />
        {style.isWhole ? <LeftOut leftOut={row.leftOut} /> : null}
      </span>
    </div>
  );
}

/** Not components of their own: a screen has hundreds of them, and they are drawn with their row or not at all. */
function cellOf(column: ShownColumn, { row, before, style }: EntryRowProps): JSX.Element {
  const classes = `ls-entries__cell ls-entries__cell--${column.kind}`;
  switch (column.kind) {
    case "time":
      return <TimeCell key={column.id} row={row} style={style} />;
    case "delta":
      return (
        <span key={column.id} role="gridcell" class={classes}>
          {deltaText(style.origin ?? before?.nanos ?? null, row)}
        </span>
      );
    case "level": {
      const name = levelName(row.level);
      return (
        <span key={column.id} role="gridcell" class={classes}>
          <LevelGlyph level={row.level} name={name} />
          <span class="ls-visually-hidden">{name}</span>
        </span>
      );
    }
    case "source": {
      const name = sourceLabels.value.get(row.key.source)?.name ?? "";
      return (
        <span key={column.id} role="gridcell" class={classes} title={name}>
          {name}
        </span>
      );
    }
    case "field": {
      const value = row.values[column.valueIdx] ?? "";
      return (
        <span key={column.id} role="gridcell" class={classes} title={shownName(value)}>
          {value === "" ? null : <MarkedText text={value} spans={[]} />}
        </span>
      );
    }
  }
}

/** How much more there is of an entry than its row shows. */
function LeftOut({ leftOut }: { readonly leftOut: number }): JSX.Element | null {
  const text = leftOutText(leftOut);
  return text === null ? null : <span class="ls-entries__left-out">{text}. Enter shows all.</span>;
}

/** A bookmark, with what is noted on it. */
function Mark({ note }: { readonly note: string }): JSX.Element {
  return (
    <span class="ls-entries__mark" title={note === "" ? "Bookmark" : `Bookmark: ${note}`}>
      <Icon name="bookmark" />
      <span class={note === "" ? "ls-visually-hidden" : "ls-entries__note"}>
        {note === "" ? "bookmark" : shownName(note)}
      </span>
    </span>
  );
}

function chosenClass({ isChosen }: Pick<EntryRowProps, "isChosen">): string {
  return isChosen ? "ls-entries__row--chosen" : "";
}

/** With Shift the browser would mark text up to the pointer. */
function keepText(event: TargetedMouseEvent<HTMLElement>): void {
  if (!event.shiftKey) return;
  event.preventDefault();
  event.currentTarget.closest<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
}

/** A row that is on its way. */
export function PendingRow(props: Pick<EntryRowProps, "idx" | "isChosen">): JSX.Element {
  return (
    <div
      role="row"
      aria-rowindex={props.idx + 1}
      aria-selected={props.isChosen}
      aria-busy="true"
      class={`ls-entries__row ls-entries__row--pending ${chosenClass(props)}`}
    >
      <span role="gridcell" class="ls-entries__cell ls-entries__cell--message">
        …
      </span>
    </div>
  );
}

function TimeCell({ row, style }: { readonly row: Row; readonly style: RowStyle }): JSX.Element {
  const { nanos } = row;
  if (nanos === null)
    return (
      <span
        role="gridcell"
        class="ls-entries__cell ls-entries__cell--time ls-entries__cell--untimed"
      >
        no time
      </span>
    );
  const zone = style.zone ?? zoneOf(row);
  const parts = INFERRED.filter(([bit]) => (row.inferred & bit) !== 0).map(([, part]) => part);
  const clock = formatClock(nanos, row.digits === 0 ? 0 : Math.min(row.digits, style.digits), zone);
  const isInferred = parts.length > 0;
  return (
    <span
      role="gridcell"
      class="ls-entries__cell ls-entries__cell--time"
      title={`${formatMoment(nanos, row.digits, zone)}${isInferred ? `; inferred: ${parts.join(", ")}` : ""}`}
    >
      <span class={isInferred ? "ls-entries__inferred" : ""}>
        {dateText(nanos, style, zone)}
        {clock}
        {style.zone === null ? (
          <span class="ls-entries__offset">{offsetSuffix(row.offsetSecs)}</span>
        ) : null}
      </span>
    </span>
  );
}

function dateText(nanos: bigint, { date }: RowStyle, zone: Zone): string {
  return date === "none" ? "" : `${formatDate(nanos, zone).slice(date === "days" ? 5 : 0)} `;
}

function deltaText(from: bigint | null, row: Row): string {
  return from === null || row.nanos === null ? "" : formatDelta(row.nanos - from);
}
