// Ties the engine to the state: snapshots come in, the chosen view goes out.
//
// Actions reach the engine through `engine()`; nothing else of the page holds it.

import { batch, effect, untracked } from "@preact/signals";
import { ensureExists } from "../base/assert";
import { chooseGrid, isSameGrid } from "../base/grid";
import { MINUTE } from "../base/nanos";
import { app, writable } from "./app_state";
import { choice, isAnswered, isListAwaited, memoryBudget, memorySentence } from "./derived";
import { say, watchDetail, watchMarks } from "./detail_actions";
import type { Engine, FormatTitle, Snapshot, TimeRange } from "./engine_types";
import { watchFields } from "./fields_actions";
import { watchGroups } from "./group_list";
import { watchList } from "./list_actions";
import { watchOpening } from "./opening_zoom";
import { overruleOf } from "./own_formats";
import { watchSourceTimes } from "./source_times";
import { shownZone, typedZone } from "./zone";

/** Nobody notices an answer that is not there for so long. */
const LATE_MILLIS = 150;

let current: Engine | null = null;

/** The engine; only after `connect`. */
export function engine(): Engine {
  return ensureExists(current, "engine yet");
}

/** Begins to listen to `engine` and to tell it what is looked at; returns the way to stop. */
export function connect(engineToUse: Engine): () => void {
  current = engineToUse;
  engineToUse.builtInFormats().then(takeBuiltIn, leaveThem);
  const stops = [
    engineToUse.subscribe(takeSnapshot),
    effect(chooseBuckets),
    watchOpening(),
    effect(() =>
      engineToUse.setView({
        query: choice.value.query,
        range: choice.value.range,
        grid: app.grid.value,
        near: app.place.peek()?.key?.nanos ?? null,
        zone: typedZone.value,
      }),
    ),
    effect(() => engineToUse.overrule(overruleOf.value)),
    watchList(engineToUse),
    watchDetail(engineToUse),
    watchMarks(engineToUse),
    watchFields(engineToUse),
    watchGroups(engineToUse),
    watchSourceTimes(engineToUse),
    effect(() => engineToUse.setMemoryBudget(memoryBudget.value)),
    effect(announceDropped),
    effect(markLateAnswers),
    effect(() => {
      document.documentElement.dataset["state"] =
        app.bootFailure.value === null ? app.snapshot.value.phase : "failed";
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    current = null;
  };
}

function takeBuiltIn(formats: readonly FormatTitle[]): void {
  writable.builtIn.value = formats;
}

/** Without a worker nothing can be read by any format; that is told elsewhere. */
function leaveThem(): void {}

function takeSnapshot(snapshot: Snapshot): void {
  batch(() => {
    writable.snapshot.value = snapshot;
    if (snapshot.selection.error === null || snapshot.phase === "empty")
      writable.lastGood.value = snapshot.selection;
  });
}

/** An answer that comes within a moment marks nothing as stale: two drawings fewer while the workers need the cores. */
function markLateAnswers(): (() => void) | undefined {
  if (isAnswered.value && !isListAwaited.value) {
    writable.isLate.value = false;
    return undefined;
  }
  const timer = setTimeout(() => {
    writable.isLate.value = true;
  }, LATE_MILLIS);
  return () => clearTimeout(timer);
}

/** What was given up for memory is said when it happens; it stays to be read beside the meter. */
function announceDropped(): void {
  const sentence = memorySentence.value;
  if (sentence !== null) untracked(() => say(sentence));
}

function chooseBuckets(): void {
  const span = choice.value.zoom ?? roomFor(app.snapshot.value.bounds);
  const widthPx = app.chartWidthPx.value;
  const zone = shownZone.value;
  untracked(() => {
    const previous = app.grid.value;
    const next = span === null || widthPx === 0 ? null : chooseGrid(span, widthPx, previous, zone);
    if (!isSameGrid(previous, next)) writable.grid.value = next;
  });
}

/** A single moment gets a minute around it: a bar one nanosecond wide would fill the chart. */
function roomFor(bounds: TimeRange | null): TimeRange | null {
  if (bounds === null || bounds.end - bounds.from > 1n) return bounds;
  return { from: bounds.from - MINUTE / 2n, end: bounds.end + MINUTE / 2n };
}
