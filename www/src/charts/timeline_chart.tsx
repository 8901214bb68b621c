// The timeline's picture: errors on a track and scale of their own, everything in grey below, one axis.
// Draws only; what the pointer and the keys mean is `timeline_hands.ts`.

import { Component, type JSX } from "preact";
import type { Span } from "../base/grid";
import { timeTicks } from "./time_axis";
import {
  allLevels,
  barsOf,
  type Counts,
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
  readonly gapPx: number;
  readonly volumePx: number;
  readonly axisPx: number;
  /** Room at the right for entries without a time; zero if there are none. */
  readonly undatedPx: number;
}

export interface ChartPicture {
  readonly layout: ChartLayout;
  readonly span: Span;
  readonly counts: Counts | null;
  /** Levels of the upper track, foot first, with the class of each. */
  readonly errorLevels: readonly { readonly level: number; readonly name: string }[];
  readonly undated: readonly number[];
  readonly isStale: boolean;
  /** Selected and pointed-at parts, in CSS pixels of the axis; null for none. */
  readonly brush: { readonly fromPx: number; readonly endPx: number } | null;
  readonly cursor: { readonly fromPx: number; readonly endPx: number } | null;
  readonly errorsCaption: string;
  readonly volumeCaption: string;
  readonly zoneLabel: string;
}

/** Height of the whole picture. */
export function chartHeightPx(layout: ChartLayout): number {
  return layout.captionPx + layout.errorsPx + layout.gapPx + layout.volumePx + layout.axisPx;
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
  const volumeTopPx = layout.captionPx + layout.errorsPx + layout.gapPx;
  const tracksEndPx = volumeTopPx + layout.volumePx;
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
      <Axis
        span={picture.span}
        axisPx={axisPx}
        topPx={layout.captionPx}
        tracksEndPx={tracksEndPx}
        zoneLabel={picture.zoneLabel}
      />
      <g class={`ls-chart__bars ${picture.isStale ? "ls-chart__bars--stale" : ""}`}>
        {counts === null ? null : (
          <g clip-path="url(#ls-chart-clip)">
            <Tracks picture={picture} counts={counts} axisPx={axisPx} volumeTopPx={volumeTopPx} />
          </g>
        )}
        {counts === null || layout.undatedPx === 0 ? null : (
          <Undated picture={picture} counts={counts} axisPx={axisPx} volumeTopPx={volumeTopPx} />
        )}
      </g>
      <line
        class="ls-chart__foot"
        x1="0"
        x2={axisPx}
        y1={layout.captionPx + layout.errorsPx + 0.5}
        y2={layout.captionPx + layout.errorsPx + 0.5}
      />
      <line
        class="ls-chart__foot"
        x1="0"
        x2={axisPx}
        y1={tracksEndPx + 0.5}
        y2={tracksEndPx + 0.5}
      />
      <text class="ls-chart__caption" x="0" y="11">
        {picture.errorsCaption}
      </text>
      {layout.gapPx < 14 ? null : (
        <text class="ls-chart__caption" x="0" y={volumeTopPx - 4}>
          {picture.volumeCaption}
        </text>
      )}
      {picture.brush === null ? null : (
        <Brush brush={picture.brush} axisPx={axisPx} topPx={layout.captionPx} endPx={tracksEndPx} />
      )}
      {picture.cursor === null ? null : (
        <rect
          class="ls-chart__cursor"
          x={picture.cursor.fromPx}
          y={layout.captionPx}
          width={Math.max(1, picture.cursor.endPx - picture.cursor.fromPx)}
          height={tracksEndPx - layout.captionPx}
        />
      )}
    </svg>
  );
}

interface TrackProps {
  readonly picture: ChartPicture;
  readonly counts: Counts;
  readonly axisPx: number;
  readonly volumeTopPx: number;
}

function Tracks({ picture, counts, axisPx, volumeTopPx }: TrackProps): JSX.Element {
  const { layout, errorLevels } = picture;
  const bars = barsOf(counts.grid, picture.span, axisPx);
  const levels = errorLevels.map(({ level }) => level);
  const paths = stackPaths(counts, bars, levels, peakOf(counts, levels), layout.errorsPx);
  return (
    <>
      <g transform={`translate(0 ${layout.captionPx})`}>
        {errorLevels.map(({ name }, idx) => (
          <path key={name} class={`ls-chart__bar ls-chart__bar--${name}`} d={paths[idx] ?? ""} />
        ))}
      </g>
      <path
        class="ls-chart__bar ls-chart__bar--volume"
        transform={`translate(0 ${volumeTopPx})`}
        d={volumePath(counts, bars, layout.volumePx)}
      />
    </>
  );
}

function volumePath(counts: Counts, bars: ReturnType<typeof barsOf>, heightPx: number): string {
  const summed = summedCounts(counts);
  return stackPaths(summed, bars, [0], peakOf(summed, [0]), heightPx)[0] ?? "";
}

/** Entries without a time, at the right edge and on the same scales; cut off at the top if they are more. */
function Undated({ picture, counts, axisPx, volumeTopPx }: TrackProps): JSX.Element {
  const { layout, errorLevels, undated } = picture;
  const bar = [{ xPx: axisPx + layout.undatedPx - 22, widthPx: 16 }];
  const grid = { start: 0n, width: 1n, bucketCount: 1 };
  const levels = errorLevels.map(({ level }) => level);
  const one: Counts = { grid, values: Uint32Array.from(undated), stride: counts.stride };
  const peak = Math.max(peakOf(counts, levels), 1);
  const volumePeak = Math.max(peakOf(counts, allLevels(counts.stride)), 1);
  const all: Counts = {
    grid,
    values: Uint32Array.of(undated.reduce((sum, count) => sum + count, 0)),
    stride: 1,
  };
  const paths = stackPaths(one, bar, levels, peak, layout.errorsPx);
  const endPx = volumeTopPx + layout.volumePx;
  return (
    <>
      <line
        class="ls-chart__grid"
        x1={axisPx + 6.5}
        x2={axisPx + 6.5}
        y1={layout.captionPx}
        y2={endPx}
      />
      <g transform={`translate(0 ${layout.captionPx})`}>
        {errorLevels.map(({ name }, idx) => (
          <path key={name} class={`ls-chart__bar ls-chart__bar--${name}`} d={paths[idx] ?? ""} />
        ))}
      </g>
      <path
        class="ls-chart__bar ls-chart__bar--volume"
        transform={`translate(0 ${volumeTopPx})`}
        d={stackPaths(all, bar, [0], volumePeak, layout.volumePx)[0] ?? ""}
      />
      <text
        class="ls-chart__label ls-chart__label--middle"
        x={axisPx + layout.undatedPx - 14}
        y={endPx + 14}
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
}

/** Drawn anew only where it would look otherwise: counts that grow leave it as it is. */
class Axis extends Component<AxisProps> {
  override shouldComponentUpdate(next: AxisProps): boolean {
    const { span, axisPx, topPx, tracksEndPx, zoneLabel } = this.props;
    const isSameSpan = span.from === next.span.from && span.end === next.span.end;
    const isSamePlace =
      axisPx === next.axisPx && topPx === next.topPx && tracksEndPx === next.tracksEndPx;
    return !isSameSpan || !isSamePlace || zoneLabel !== next.zoneLabel;
  }

  override render(): JSX.Element {
    return <Ticks {...this.props} />;
  }
}

function Ticks({ span, axisPx, topPx, tracksEndPx, zoneLabel }: AxisProps): JSX.Element {
  // The zone stands at the left end of the axis; labels start after it.
  const zoneEndPx = zoneLabel.length * 6.4 + 10;
  return (
    <>
      {timeTicks(span, axisPx).map((tick) => {
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
