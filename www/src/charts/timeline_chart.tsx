// The timeline's picture: errors on a track and scale of their own, everything in grey below, one axis.
// Draws only; what the pointer and the keys mean is `timeline_hands.ts`.

import { Component, type JSX } from "preact";
import type { Span } from "../base/grid";
import type { Zone } from "../base/zone";
import { timeTicks } from "./time_axis";
import {
  allLevels,
  type Bar,
  barsOf,
  type Counts,
  emptyStretches,
  peakOf,
  stackPaths,
  summedCounts,
  xOf,
} from "./timeline_model";

/** Sizes in CSS pixels, from top to bottom. */
export interface ChartLayout {
  readonly widthPx: number;
  readonly captionPx: number;
  readonly errorsPx: number;
  /** Above warnings and above the volume; the captions stand in it if they fit. */
  readonly gapPx: number;
  readonly warningsPx: number;
  readonly volumePx: number;
  readonly axisPx: number;
  /** Room at the right for entries without a time; zero if there are none. */
  readonly undatedPx: number;
}

/** A level that has bars, and the class of these. */
export interface TrackLevel {
  readonly level: number;
  readonly name: string;
}

export interface ChartPicture {
  readonly layout: ChartLayout;
  readonly span: Span;
  readonly counts: Counts | null;
  /** Levels of the upper track, foot first, with the class of each. */
  readonly errorLevels: readonly TrackLevel[];
  readonly warning: TrackLevel;
  readonly undated: readonly number[];
  readonly isStale: boolean;
  /** More is being read: what is empty is not known to be. */
  readonly isReading: boolean;
  /** Selected and pointed-at parts, in CSS pixels of the axis; null for none. */
  readonly brush: { readonly fromPx: number; readonly endPx: number } | null;
  readonly cursor: { readonly fromPx: number; readonly endPx: number } | null;
  readonly errorsCaption: string;
  readonly warningsCaption: string;
  readonly volumeCaption: string;
  readonly zoneLabel: string;
  readonly zone: Zone;
}

/** Height of the whole picture. */
export function chartHeightPx(layout: ChartLayout): number {
  return tracksOf(layout).endPx + layout.axisPx;
}

/** Where the tracks begin and end, in CSS pixels from the top. */
interface TrackTops {
  readonly errorsPx: number;
  readonly warningsPx: number;
  readonly volumePx: number;
  readonly endPx: number;
}

function tracksOf(layout: ChartLayout): TrackTops {
  const warningsPx = layout.captionPx + layout.errorsPx + layout.gapPx;
  const volumePx = warningsPx + layout.warningsPx + layout.gapPx;
  return { errorsPx: layout.captionPx, warningsPx, volumePx, endPx: volumePx + layout.volumePx };
}

/** Width of the axis. */
export function axisWidthPx(layout: ChartLayout): number {
  return Math.max(1, layout.widthPx - layout.undatedPx);
}

/** The picture as SVG; everything in it is also in the hidden table. */
export function TimelineChart(picture: ChartPicture): JSX.Element {
  const { layout, counts } = picture;
  const axisPx = axisWidthPx(layout);
  const heightPx = chartHeightPx(layout);
  const tops = tracksOf(layout);
  return (
    <svg
      class="ls-chart"
      width={layout.widthPx}
      height={heightPx}
      aria-hidden="true"
      focusable="false"
    >
      <clipPath id="ls-chart-clip">
        <rect x="0" y="0" width={axisPx} height={heightPx} />
      </clipPath>
      {picture.isReading ? (
        <Unread picture={picture} axisPx={axisPx} topPx={tops.errorsPx} endPx={tops.endPx} />
      ) : null}
      <Axis
        span={picture.span}
        axisPx={axisPx}
        topPx={layout.captionPx}
        tracksEndPx={tops.endPx}
        zoneLabel={picture.zoneLabel}
        zone={picture.zone}
      />
      <g class={`ls-chart__bars ${picture.isStale ? "ls-chart__bars--stale" : ""}`}>
        {counts === null ? null : (
          <g clip-path="url(#ls-chart-clip)">
            <Tracks picture={picture} counts={counts} axisPx={axisPx} tops={tops} />
          </g>
        )}
        {counts === null || layout.undatedPx === 0 ? null : (
          <Undated picture={picture} counts={counts} axisPx={axisPx} tops={tops} />
        )}
      </g>
      {[tops.errorsPx + layout.errorsPx, tops.warningsPx + layout.warningsPx, tops.endPx].map(
        (y) => (
          <line key={y} class="ls-chart__foot" x1="0" x2={axisPx} y1={y + 0.5} y2={y + 0.5} />
        ),
      )}
      {picture.brush === null ? null : (
        <Brush brush={picture.brush} axisPx={axisPx} topPx={layout.captionPx} endPx={tops.endPx} />
      )}
      {picture.cursor === null ? null : (
        <rect
          class="ls-chart__cursor"
          x={picture.cursor.fromPx}
          y={layout.captionPx}
          width={Math.max(1, picture.cursor.endPx - picture.cursor.fromPx)}
          height={tops.endPx - layout.captionPx}
        />
      )}
      <text class="ls-chart__caption" x="0" y="11">
        {picture.errorsCaption}
      </text>
      {layout.gapPx < 14 ? null : (
        <>
          <text class="ls-chart__caption" x="0" y={tops.warningsPx - 4}>
            {picture.warningsCaption}
          </text>
          <text class="ls-chart__caption" x="0" y={tops.volumePx - 4}>
            {picture.volumeCaption}
          </text>
        </>
      )}
    </svg>
  );
}

interface TrackProps {
  readonly picture: ChartPicture;
  readonly counts: Counts;
  readonly axisPx: number;
  readonly tops: TrackTops;
}

/** Stretches without an entry while more is read: hatched, since nothing is known of them yet. */
function Unread(props: {
  readonly picture: ChartPicture;
  readonly axisPx: number;
  readonly topPx: number;
  readonly endPx: number;
}): JSX.Element {
  const { picture, axisPx, topPx } = props;
  const { counts, span } = picture;
  const stretches =
    counts === null ? [{ fromPx: 0, endPx: axisPx }] : emptyStretches(counts, span, axisPx);
  return (
    <>
      <pattern
        id="ls-chart-hatch"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line class="ls-chart__hatch" x1="0" x2="0" y1="0" y2="6" />
      </pattern>
      {stretches.map(({ fromPx, endPx }) => (
        <rect
          key={fromPx}
          class="ls-chart__unread"
          fill="url(#ls-chart-hatch)"
          x={fromPx}
          y={topPx}
          width={endPx - fromPx}
          height={props.endPx - topPx}
        />
      ))}
    </>
  );
}

function Tracks({ picture, counts, axisPx, tops }: TrackProps): JSX.Element {
  const bars = barsOf(counts.grid, picture.span, axisPx);
  const levels = [...picture.errorLevels.map(({ level }) => level), picture.warning.level];
  const summed = summedCounts(counts);
  const peaks: Peaks = {
    errors: peakOf(counts, levels.slice(0, -1)),
    warnings: peakOf(counts, levels.slice(-1)),
    volume: peakOf(summed, [0]),
  };
  return (
    <Bars picture={picture} counts={counts} summed={summed} bars={bars} peaks={peaks} tops={tops} />
  );
}

/** The largest bucket of each track. */
interface Peaks {
  readonly errors: number;
  readonly warnings: number;
  readonly volume: number;
}

interface BarsProps {
  readonly picture: ChartPicture;
  readonly counts: Counts;
  readonly summed: Counts;
  readonly bars: readonly Bar[];
  readonly peaks: Peaks;
  readonly tops: TrackTops;
}

/** The bars of all tracks, each on its own scale. */
function Bars({ picture, counts, summed, bars, peaks, tops }: BarsProps): JSX.Element {
  const { layout, errorLevels, warning } = picture;
  const levels = errorLevels.map(({ level }) => level);
  const errors = stackPaths(counts, bars, levels, peaks.errors, layout.errorsPx);
  const warnings = stackPaths(counts, bars, [warning.level], peaks.warnings, layout.warningsPx);
  const volume = stackPaths(summed, bars, [0], peaks.volume, layout.volumePx);
  return (
    <>
      <g transform={`translate(0 ${tops.errorsPx})`}>
        {errorLevels.map(({ name }, idx) => (
          <path key={name} class={`ls-chart__bar ls-chart__bar--${name}`} d={errors[idx] ?? ""} />
        ))}
      </g>
      <path
        class={`ls-chart__bar ls-chart__bar--${warning.name}`}
        transform={`translate(0 ${tops.warningsPx})`}
        d={warnings[0] ?? ""}
      />
      <path
        class="ls-chart__bar ls-chart__bar--volume"
        transform={`translate(0 ${tops.volumePx})`}
        d={volume[0] ?? ""}
      />
    </>
  );
}

/** Entries without a time, at the right edge and on the same scales; cut off at the top if they are more. */
function Undated({ picture, counts, axisPx, tops }: TrackProps): JSX.Element {
  const { layout, undated } = picture;
  const grid = { start: 0n, width: 1n, bucketCount: 1 };
  const one: Counts = { grid, values: Uint32Array.from(undated), stride: counts.stride };
  const errorLevels = picture.errorLevels.map(({ level }) => level);
  const peaks: Peaks = {
    errors: Math.max(peakOf(counts, errorLevels), 1),
    warnings: Math.max(peakOf(counts, [picture.warning.level]), 1),
    volume: Math.max(peakOf(counts, allLevels(counts.stride)), 1),
  };
  return (
    <>
      <line
        class="ls-chart__grid"
        x1={axisPx + 6.5}
        x2={axisPx + 6.5}
        y1={tops.errorsPx}
        y2={tops.endPx}
      />
      <Bars
        picture={picture}
        counts={one}
        summed={summedCounts(one)}
        bars={[{ xPx: axisPx + layout.undatedPx - 22, widthPx: 16 }]}
        peaks={peaks}
        tops={tops}
      />
      <text
        class="ls-chart__label ls-chart__label--middle"
        x={axisPx + layout.undatedPx - 14}
        y={tops.endPx + 14}
      >
        no time
      </text>
    </>
  );
}

interface AxisProps {
  readonly span: Span;
  readonly axisPx: number;
  readonly topPx: number;
  readonly tracksEndPx: number;
  readonly zoneLabel: string;
  readonly zone: Zone;
}

/** Drawn anew only where it would look otherwise: counts that grow leave it as it is. */
class Axis extends Component<AxisProps> {
  override shouldComponentUpdate(next: AxisProps): boolean {
    const { span, axisPx, topPx, tracksEndPx, zoneLabel } = this.props;
    const isSameSpan = span.from === next.span.from && span.end === next.span.end;
    const isSamePlace =
      axisPx === next.axisPx && topPx === next.topPx && tracksEndPx === next.tracksEndPx;
    const isSameZone = zoneLabel === next.zoneLabel && this.props.zone === next.zone;
    return !isSameSpan || !isSamePlace || !isSameZone;
  }

  override render(): JSX.Element {
    return <Ticks {...this.props} />;
  }
}

function Ticks({ span, axisPx, topPx, tracksEndPx, zoneLabel, zone }: AxisProps): JSX.Element {
  // The zone stands at the left end of the axis; labels start after it.
  const zoneEndPx = zoneLabel.length * 6.4 + 10;
  return (
    <>
      {timeTicks(span, axisPx, zone).map((tick) => {
        const x = Math.round(xOf(tick.at, span, axisPx)) + 0.5;
        const halfPx = tick.label.length * 3.4;
        const hasRoom = x - halfPx > zoneEndPx && x + halfPx < axisPx;
        return (
          <g key={String(tick.at)}>
            <line
              class={`ls-chart__grid ${tick.isMajor ? "ls-chart__grid--major" : ""}`}
              x1={x}
              x2={x}
              y1={topPx}
              y2={tracksEndPx + 4}
            />
            {hasRoom ? (
              <text
                class={`ls-chart__label ls-chart__label--middle ${tick.isMajor ? "ls-chart__label--major" : ""}`}
                x={x}
                y={tracksEndPx + 14}
              >
                {tick.label}
              </text>
            ) : null}
          </g>
        );
      })}
      <text class="ls-chart__label ls-chart__label--major" x="0" y={tracksEndPx + 14}>
        {zoneLabel}
      </text>
    </>
  );
}

function Brush(props: {
  readonly brush: { readonly fromPx: number; readonly endPx: number };
  readonly axisPx: number;
  readonly topPx: number;
  readonly endPx: number;
}): JSX.Element {
  const { axisPx, topPx } = props;
  const heightPx = props.endPx - topPx;
  const fromPx = Math.max(0, Math.min(axisPx, props.brush.fromPx));
  const endPx = Math.max(0, Math.min(axisPx, props.brush.endPx));
  return (
    <g class="ls-chart__brush">
      <rect class="ls-chart__shade" x="0" y={topPx} width={fromPx} height={heightPx} />
      <rect class="ls-chart__shade" x={endPx} y={topPx} width={axisPx - endPx} height={heightPx} />
      <rect
        class="ls-chart__selected"
        x={fromPx}
        y={topPx}
        width={Math.max(1, endPx - fromPx)}
        height={heightPx}
      />
      {[fromPx, endPx].map((x, idx) => (
        <rect key={idx} class="ls-chart__edge" x={x - 1} y={topPx} width="2" height={heightPx} />
      ))}
    </g>
  );
}
