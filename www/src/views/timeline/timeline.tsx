// When: the chart, tied to what is looked at. The pointer and the keys are in `timeline_hands.ts`.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: the figure has keys of its own

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { formatDuration } from "../../base/duration";
import { gridEnd } from "../../base/grid";
import { DAY } from "../../base/nanos";
import { formatCount, formatCounted } from "../../base/number_format";
import { digitsForWidth, formatDay, formatRange } from "../../base/time";
import { zoneName } from "../../base/zone";
import { slotsOfSpan, spanOfSlots } from "../../charts/brush";
import { axisWidthPx, type ChartLayout, TimelineChart } from "../../charts/timeline_chart";
import { type Counts, countIn, peakOf, summedCounts, xOf } from "../../charts/timeline_model";
import { TimelineTable } from "../../charts/timeline_table";
import { app } from "../../state/app_state";
import { choice, isAnswered, selection } from "../../state/derived";
import { N_LEVELS, type TimeRange } from "../../state/engine_types";
import { ERROR, FATAL, WARN } from "../../state/level";
import { isOpeningZoom } from "../../state/opening_zoom";
import { setChartWidth, setRange, setZoom, zoomToRange } from "../../state/view_actions";
import { shownZone } from "../../state/zone";
import { BucketTip } from "./bucket_tip";
import { listenToChart, onChartKey, pointAgain } from "./timeline_hands";
import { hover, keyCursor, pending } from "./timeline_state";

/** Levels of the upper track, foot first. */
const ERROR_TRACK = [
  { level: FATAL, name: "fatal" },
  { level: ERROR, name: "error" },
] as const;
const WARNINGS = { level: WARN, name: "warn" } as const;
const ERROR_LEVELS = ERROR_TRACK.map(({ level }) => level);
const PADDING_PX = 12;
const UNDATED_PX = 60;

/** The figure *Timeline*. */
export function Timeline(): JSX.Element {
  const figure = useRef<HTMLElement>(null);
  const area = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => watchWidth(figure.current), []);
  useEffect(() => (area.current === null ? undefined : listenToChart(area.current)), []);
  useLayoutEffect(() => {
    if (area.current !== null) pointAgain(area.current);
  }, [app.grid.value, choice.value.zoom]);
  const shown = countsShown();
  // A place on a new grid says nothing about the counts of the one before.
  const pointed = shown?.grid === app.grid.value ? shown : null;
  const undated = selection.value.undated;
  const hasUndated = undated.some((count) => count > 0);
  const layout = layoutFor(app.chartWidthPx.value, hasUndated);
  const isDue = app.snapshot.value.phase === "reading";
  const span =
    choice.value.zoom ??
    (app.grid.value === null ? null : { from: app.grid.value.start, end: gridEnd(app.grid.value) });
  return (
    <figure
      ref={figure}
      class="ls-timeline"
      aria-label="Timeline"
      tabIndex={0}
      aria-describedby="ls-timeline-keys"
      onKeyDown={onChartKey}
      onBlur={() => {
        keyCursor.value = null;
      }}
    >
      <p id="ls-timeline-keys" class="ls-visually-hidden">
        The arrow keys move from bar to bar, and select with Shift. Enter applies, plus and minus
        zoom, Escape goes one step back.
      </p>
      <div ref={area} class={`ls-timeline__area ${isDue ? "ls-timeline__area--due" : ""}`}>
        {span === null || app.chartWidthPx.value === 0 ? (
          <p class="ls-timeline__empty">{emptyText()}</p>
        ) : (
          <TimelineChart
            layout={layout}
            span={span}
            counts={shown}
            errorLevels={ERROR_TRACK}
            warning={WARNINGS}
            undated={undated}
            isStale={app.isLate.value && !isAnswered.value}
            isReading={app.snapshot.value.phase === "reading"}
            brush={brushPx(span, layout)}
            cursor={cursorPx(span, layout)}
            errorsCaption={errorsCaption(shown)}
            warningsCaption={warningsCaption(shown)}
            volumeCaption={volumeCaption(shown)}
            zoneLabel={zoneLabel(span)}
            zone={shownZone.value}
          />
        )}
      </div>
      <RangeLine />
      {shown === null ? null : (
        <TimelineTable
          counts={shown}
          errorLevels={ERROR_LEVELS}
          warnLevel={WARN}
          zone={shownZone.value}
          isGrowing={app.snapshot.value.phase === "reading"}
        />
      )}
      <p class="ls-visually-hidden" aria-live="polite">
        {keyCursor.value === null || pointed === null
          ? ""
          : bucketSentence(pointed, keyCursor.value)}
      </p>
      {hover.value === null || pointed === null ? null : (
        <BucketTip counts={pointed} hover={hover.value} undated={undated} />
      )}
    </figure>
  );
}

function watchWidth(figure: HTMLElement | null): (() => void) | undefined {
  if (figure === null) return undefined;
  const observer = new ResizeObserver(() =>
    setChartWidth(Math.max(0, figure.clientWidth - 2 * PADDING_PX)),
  );
  observer.observe(figure);
  return () => observer.disconnect();
}

function layoutFor(widthPx: number, hasUndated: boolean): ChartLayout {
  const undatedPx = hasUndated ? UNDATED_PX : 0;
  // A phone keeps 96 px in all.
  if (widthPx < 476)
    return {
      widthPx,
      undatedPx,
      captionPx: 14,
      errorsPx: 36,
      gapPx: 3,
      warningsPx: 8,
      volumePx: 12,
      axisPx: 20,
    };
  return {
    widthPx,
    undatedPx,
    captionPx: 18,
    errorsPx: 80,
    gapPx: 16,
    warningsPx: 16,
    volumePx: 20,
    axisPx: 20,
  };
}

/** The counts on screen with the grid they were made for: the last good ones while new ones are on their way. */
function countsShown(): Counts | null {
  const { view, timeline } = selection.value;
  return view.grid === null || timeline.length === 0
    ? null
    : { grid: view.grid, values: timeline, stride: N_LEVELS };
}

function brushPx(span: TimeRange, layout: ChartLayout): { fromPx: number; endPx: number } | null {
  const grid = app.grid.value;
  const range =
    pending.value !== null && grid !== null ? spanOfSlots(pending.value, grid) : choice.value.range;
  if (range === null) return null;
  return {
    fromPx: xOf(range.from, span, axisWidthPx(layout)),
    endPx: xOf(range.end, span, axisWidthPx(layout)),
  };
}

function cursorPx(span: TimeRange, layout: ChartLayout): { fromPx: number; endPx: number } | null {
  const grid = app.grid.value;
  const slot =
    keyCursor.value ?? (hover.value === null || hover.value.isUndated ? null : hover.value.slot);
  if (slot === null || grid === null) return null;
  const bucket = spanOfSlots({ first: slot, end: slot + 1 }, grid);
  return {
    fromPx: Math.max(0, xOf(bucket.from, span, axisWidthPx(layout))),
    endPx: Math.min(axisWidthPx(layout), xOf(bucket.end, span, axisWidthPx(layout))),
  };
}

function errorsCaption(counts: Counts | null): string {
  return counts === null ? "Errors" : peakCaption(counts, "Errors", ERROR_LEVELS, true);
}

function warningsCaption(counts: Counts | null): string {
  return counts === null ? "Warnings" : peakCaption(counts, "Warnings", [WARN], false);
}

/** "Errors · peak 8 per 10 s", "No warnings in these sources". */
function peakCaption(
  counts: Counts,
  what: string,
  levels: readonly number[],
  hasWidth: boolean,
): string {
  const peak = peakOf(counts, levels);
  const isAll = choice.value.query === "" && choice.value.zoom === null;
  if (peak === 0) return `No ${what.toLowerCase()} ${isAll ? "in these sources" : "in this view"}`;
  const width = hasWidth ? ` per ${formatDuration(counts.grid.width).replace(/^1 /, "")}` : "";
  return `${what} · peak ${formatCount(peak)}${width}`;
}

function volumeCaption(counts: Counts | null): string {
  if (counts === null) return "All entries";
  return `All entries · peak ${formatCount(peakOf(summedCounts(counts), [0]))}`;
}

function bucketSentence(counts: Counts, slot: number): string {
  const { from, end } = spanOfSlots({ first: slot, end: slot + 1 }, counts.grid);
  const all = countIn(
    counts,
    slot,
    Array.from({ length: N_LEVELS }, (_, level) => level),
  );
  return `${formatRange(from, end, digitsForWidth(counts.grid.width), shownZone.value)}: ${formatCounted(countIn(counts, slot, [FATAL, ERROR]), "error")}, ${formatCounted(countIn(counts, slot, [WARN]), "warning")}, ${formatCounted(all, "entry", "entries")}`;
}

/** The day that the axis begins on, if its labels are times of day, and always the zone. */
function zoneLabel(span: TimeRange): string {
  const zone = shownZone.value;
  const name = zoneName(span.from, zone);
  return span.end - span.from < 20n * DAY ? `${formatDay(span.from, false, zone)} ${name}` : name;
}

function emptyText(): string {
  if (app.snapshot.value.phase === "reading")
    return "The timeline appears with the first entry that has a time.";
  return app.snapshot.value.ledger.entries === 0
    ? "There are no entries to chart."
    : "No entry has a time that could be read, so there is no timeline. The list below shows every entry.";
}

/** The selected range in words, and what can be done with it. */
function RangeLine(): JSX.Element | null {
  const { range, zoom } = choice.value;
  const outside = selection.value.outsideGrid;
  if (range === null && zoom === null) return null;
  const digits = app.grid.value === null ? 0 : digitsForWidth(app.grid.value.width);
  return (
    <figcaption class="ls-timeline__range">
      {range === null ? null : (
        <>
          <span class="ls-timeline__chosen">
            {formatRange(range.from, range.end, digits, shownZone.value)}
          </span>
          {isZoomedTo(range) ? null : (
            <button type="button" class="ls-link" onClick={zoomToRange}>
              Zoom in
            </button>
          )}
          <button type="button" class="ls-link" onClick={() => setRange(null)}>
            Clear
          </button>
        </>
      )}
      {zoom === null ? null : (
        <>
          <span>
            {range !== null
              ? "zoomed in"
              : isOpeningZoom.value
                ? "One part of the time is shown"
                : "Zoomed in"}
            {outside > 0 ? `; ${formatCounted(outside, "entry", "entries")} outside` : ""}
          </span>
          <button type="button" class="ls-link" onClick={() => setZoom(null)}>
            Show all
          </button>
        </>
      )}
    </figcaption>
  );
}

function isZoomedTo(range: TimeRange): boolean {
  const grid = app.grid.value;
  if (grid === null) return false;
  const slots = slotsOfSpan(range, grid);
  return slots.first <= 0 && slots.end >= grid.bucketCount;
}
