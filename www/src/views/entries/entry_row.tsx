// One line of the list.
// biome-ignore-all lint/a11y/useFocusableInteractive: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant
// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are commands of the page

import { Component, type JSX, type TargetedMouseEvent } from "preact";
import { formatDelta } from "../../base/duration";
import { shownName } from "../../base/foreign_text";
import { formatClock, formatDate, formatMoment } from "../../base/time";
import type { Bookmark } from "../../state/app_state";
import { sourceLabels } from "../../state/derived";
import type { Row } from "../../state/engine_types";
import { levelName } from "../../state/level";
import { Icon, LevelGlyph } from "../../widgets/icons";
import { MarkedText } from "../../widgets/marked_text";

export interface RowStyle {
  /** What of the date the time shows: nothing, month and day, or all of it. */
  readonly date: "none" | "days" | "years";
  /** Digits of the second that the widest time shows. */
  readonly digits: number;
  readonly hasSource: boolean;
  readonly hasTimes: boolean;
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
  const source = sourceLabels.value.get(row.key.source)?.name ?? "";
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
      <TimeCell row={row} style={style} />
      <span role="gridcell" class="ls-entries__cell ls-entries__cell--delta">
        {deltaText(props.before, row)}
      </span>
      <span role="gridcell" class="ls-entries__cell ls-entries__cell--level">
        <LevelGlyph level={row.level} name={name} />
        <span class="ls-visually-hidden">{name}</span>
      </span>
      <span role="gridcell" class="ls-entries__cell ls-entries__cell--source" title={source}>
        {source}
      </span>
      <span role="gridcell" class="ls-entries__cell ls-entries__cell--message">
        {props.bookmark === null ? null : <Mark note={props.bookmark.note} />}
        <MarkedText text={row.message} spans={row.marks} />
      </span>
    </div>
  );
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
        {style.hasTimes ? "no time" : ""}
      </span>
    );
  const parts = INFERRED.filter(([bit]) => (row.inferred & bit) !== 0).map(([, part]) => part);
  const clock = formatClock(nanos, row.digits === 0 ? 0 : Math.min(row.digits, style.digits));
  const isInferred = parts.length > 0;
  return (
    <span
      role="gridcell"
      class="ls-entries__cell ls-entries__cell--time"
      title={`${formatMoment(nanos, row.digits)}${isInferred ? `; inferred: ${parts.join(", ")}` : ""}`}
    >
      <span class={isInferred ? "ls-entries__inferred" : ""}>
        {dateText(nanos, style)}
        {clock}
      </span>
    </span>
  );
}

function dateText(nanos: bigint, { date }: RowStyle): string {
  return date === "none" ? "" : `${formatDate(nanos).slice(date === "days" ? 5 : 0)} `;
}

function deltaText(before: Row | null, row: Row): string {
  if (before === null || before.nanos === null || row.nanos === null) return "";
  return formatDelta(row.nanos - before.nanos);
}
