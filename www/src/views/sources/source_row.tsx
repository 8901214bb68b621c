// One source, or member of an archive, in a row; what else there is to say of it stands below once it is open.

import { Component, type ComponentChildren, type JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { nameParts } from "../../base/name_parts";
import { formatBytes, formatCount, formatCounted } from "../../base/number_format";
import { formatRange } from "../../base/time";
import { Sparkline } from "../../charts/sparkline";
import type { SourceState, TimeRange } from "../../state/engine_types";
import { chooseMembers, closeSource } from "../../state/source_actions";
import { errorsOf, filesOf, type RowMember, type SourceRow } from "../../state/source_rows";
import { barsOfSource } from "../../state/source_times";
import { shownZone } from "../../state/zone";
import { Icon } from "../../widgets/icons";
import { ArchiveAbout, SkippedAbout } from "./archive_about";
import { SourceAbout } from "./source_about";

export interface RowProps {
  readonly row: SourceRow;
  /** The time that all sources take. */
  readonly bounds: TimeRange | null;
  /** When it has entries of the list, if that is known; see `SourceTimes`. */
  readonly times: Uint32Array | undefined;
  readonly isOpen: boolean;
  readonly isCurrent: boolean;
  readonly onToggle: () => void;
  /** Told how high what stands below the row is. */
  readonly onHeight: (px: number) => void;
}

/** Drawn only when something about it has changed: there may be thousands, and one of them be read. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { row, bounds, times, isOpen, isCurrent } = this.props;
    return (
      next.row.source !== row.source ||
      !isSameMember(next.row.member, row.member) ||
      next.times !== times ||
      next.isOpen !== isOpen ||
      next.isCurrent !== isCurrent ||
      next.bounds?.from !== bounds?.from ||
      next.bounds?.end !== bounds?.end
    );
  }

  override render({
    row,
    bounds,
    times,
    isOpen,
    isCurrent,
    onToggle,
    onHeight,
  }: RowProps): JSX.Element {
    const { source, member, name } = row;
    const isOut = member !== null && !member.member.isOn;
    const hasMore = source !== null || (member !== null && member.member.skipped !== null);
    return (
      <li class={`ls-sources__item ${member === null ? "" : "ls-sources__item--member"}`}>
        <div class={`ls-sources__row ${isOut ? "ls-sources__row--out" : ""}`}>
          {member === null ? null : <Choice name={name} member={member} isCurrent={isCurrent} />}
          <button
            type="button"
            class="ls-sources__main"
            aria-expanded={hasMore ? isOpen : undefined}
            data-row={row.key}
            tabIndex={isCurrent ? 0 : -1}
            title={source?.path ?? name}
            onClick={hasMore ? onToggle : undefined}
          >
            <span class="ls-visually-hidden">{`About ${labelOf(row)}`}</span>
            <span class="ls-sources__face" aria-hidden="true">
              <Name name={name} />
              <When source={source} bounds={bounds} times={times} />
              <Figures row={row} />
            </span>
          </button>
          {source === null || member !== null ? (
            <span class="ls-sources__close" />
          ) : (
            <button
              type="button"
              class="ls-button ls-button--quiet ls-button--icon ls-sources__close"
              aria-label={`Close ${name}`}
              title="Close this source"
              tabIndex={isCurrent ? 0 : -1}
              onClick={() => closeSource(source.id)}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
        {isOpen && hasMore ? (
          <Below onHeight={onHeight}>
            {source === null ? null : <SourceAbout source={source} />}
            {source === null || source.archive === null ? null : <ArchiveAbout archive={source} />}
            {source === null && member !== null ? <SkippedAbout of={member} /> : null}
          </Below>
        ) : null}
      </li>
    );
  }
}

function isSameMember(one: RowMember | null, other: RowMember | null): boolean {
  const [a, b] = [one?.member, other?.member];
  return a?.isOn === b?.isOn && a?.skipped === b?.skipped && a?.path === b?.path;
}

/** Its name, cut in the middle where there is no room. */
function Name({ name }: { readonly name: string }): JSX.Element {
  const [start, end] = nameParts(name);
  return (
    <span class="ls-sources__name">
      <span class="ls-sources__name-start">{start}</span>
      <span>{end}</span>
    </span>
  );
}

/** Whether a member is read. */
function Choice(props: {
  readonly name: string;
  readonly member: RowMember;
  readonly isCurrent: boolean;
}): JSX.Element {
  const { archive, idx, member } = props.member;
  if (member.skipped !== null) return <span class="ls-sources__check" />;
  return (
    <input
      type="checkbox"
      class="ls-sources__check"
      aria-label={props.name}
      checked={member.isOn}
      tabIndex={props.isCurrent ? 0 : -1}
      onChange={({ currentTarget }) => chooseMembers(archive, [idx], currentTarget.checked)}
    />
  );
}

/** When its entries are, on the axis of all. */
function When({
  source,
  bounds,
  times,
}: Pick<RowProps, "bounds" | "times"> & Pick<SourceRow, "source">): JSX.Element {
  const first = source?.firstNanos ?? null;
  const last = source?.lastNanos ?? null;
  if (first === null || last === null || bounds === null) return <span class="ls-sources__when" />;
  const title = formatRange(first, last, 0, shownZone.value);
  if (times !== undefined) {
    const { quiet, bad } = barsOfSource(times);
    return (
      <span class="ls-sources__when" title={title}>
        <Sparkline bars={quiet} bad={bad} className="ls-sources__bars" />
      </span>
    );
  }
  const whole = Math.max(1, Number(bounds.end - bounds.from));
  const left = (100 * Number(first - bounds.from)) / whole;
  const width = (100 * Number(last - first)) / whole;
  return (
    <span class="ls-sources__when" title={title}>
      <span
        class="ls-sources__span"
        style={{ left: `${Math.min(96, left)}%`, width: `${Math.max(4, width)}%` }}
      />
    </span>
  );
}

function Figures({ row }: { readonly row: SourceRow }): JSX.Element {
  const { source, member } = row;
  const trouble = source === null ? null : troubleOf(source);
  if (source === null || trouble !== null || source.archive !== null || isBusy(source)) {
    return (
      <span class={`ls-sources__state ${trouble === null ? "" : "ls-sources__state--bad"}`}>
        {trouble ?? stateOf(source, member)}
      </span>
    );
  }
  const errors = errorsOf(source);
  return (
    <>
      <span class="ls-sources__errors">{errors === 0 ? "" : `✖ ${formatCount(errors)}`}</span>
      <span class="ls-sources__entries">{formatCount(source.ledger.entries)}</span>
    </>
  );
}

function isBusy({ phase }: SourceState): boolean {
  return phase === "reading" || phase === "queued";
}

/** What is missing of a source; null if nothing is. */
function troubleOf(source: SourceState): string | null {
  const [unread] = source.ledger.unread;
  if (source.phase === "failed" && source.ledger.entries === 0) return "not read";
  if (unread !== undefined) return `stops at byte ${formatCount(unread.start)}`;
  return source.phase === "failed" ? "not all read" : null;
}

function stateOf(source: SourceState | null, member: RowMember | null): string {
  if (member !== null && !member.member.isOn) return member.member.skipped ?? "left out";
  if (source === null || source.phase === "queued") return "waiting";
  if (source.archive !== null) {
    const files = filesOf(source);
    const on = files.filter(({ isOn }) => isOn).length;
    const found = source.archive.hasAllMembers ? "" : " so far";
    return `${formatCounted(files.length, "member")}${found}, ${formatCount(on)} read`;
  }
  return `reading ${Math.floor(source.progress * 100)} %`;
}

/** What a row says, for those who hear it. */
function labelOf(row: SourceRow): string {
  const { name, source, member } = row;
  if (source === null || source.archive !== null || isBusy(source)) {
    return `${name}: ${stateOf(source, member)}`;
  }
  const trouble = troubleOf(source);
  const figures = [
    formatBytes(source.sizeBytes),
    formatCounted(source.ledger.entries, "entry", "entries"),
    ...(errorsOf(source) === 0 ? [] : [formatCounted(errorsOf(source), "error")]),
    ...(trouble === null ? [] : [trouble]),
  ];
  return `${name}: ${figures.join(", ")}`;
}

/** What stands below an open row, and how high it is. */
function Below(props: {
  readonly onHeight: (px: number) => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const { onHeight } = props;
  const latest = useRef(onHeight);
  latest.current = onHeight;
  useLayoutEffect(() => {
    const element = root.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => latest.current(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={root} class="ls-sources__about">
      {props.children}
    </div>
  );
}
