// How far reading is, and afterwards what was read. For eyes it moves; screen readers are told at quarters only.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { formatCounted } from "../../base/number_format";
import { app } from "../../state/app_state";
import { describeProgress, readSources } from "../../state/derived";
import { cancelReading, togglePause } from "../../state/source_actions";

/** Part of the status line, which is always there. */
export function Progress(): JSX.Element {
  const snapshot = app.snapshot.value;
  const isReading = snapshot.phase === "reading";
  const { share, parts } = describeProgress(snapshot, useSecondsSince(isReading));
  const percent = Math.floor(share * 100);
  const done =
    snapshot.sources.length === 0
      ? ""
      : `Read ${formatCounted(snapshot.ledger.entries, "entry", "entries")} from ${formatCounted(readSources.value.length, "source")}.`;
  return (
    <section
      aria-label="Reading"
      class={`ls-progress ${isReading ? "" : "ls-progress--idle"} ${snapshot.isPaused ? "ls-progress--paused" : ""}`}
    >
      {isReading ? (
        <div
          class="ls-progress__bar"
          role="progressbar"
          aria-label="Read so far"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <div class="ls-progress__done" style={{ transform: `scaleX(${share})` }} />
        </div>
      ) : null}
      <div class="ls-progress__line">
        {isReading ? (
          <span class="ls-progress__buttons">
            <button
              type="button"
              class="ls-button ls-button--small"
              title={`${snapshot.isPaused ? "Resume reading" : "Pause reading"} (Shift+P)`}
              onClick={togglePause}
            >
              {snapshot.isPaused ? "Resume" : "Pause"}
            </button>
            <button type="button" class="ls-button ls-button--small" onClick={cancelReading}>
              Cancel
            </button>
          </span>
        ) : null}
        <div role="status" aria-label="Progress" aria-live="off" class="ls-progress__parts">
          {isReading
            ? parts.map((part) => (
                <span key={part.replace(/[\d.,]+/, "")} class="ls-progress__part">
                  {part}
                </span>
              ))
            : done}
        </div>
      </div>
      <p class="ls-visually-hidden" aria-live="polite">
        {snapshot.isPaused
          ? "Reading is paused"
          : isReading
            ? `Reading, ${Math.floor(percent / 25) * 25} percent`
            : done}
      </p>
    </section>
  );
}

/** For how long something has been so. */
function useSecondsSince(isSo: boolean): number {
  const begunAtMillis = useRef<number | null>(null);
  if (!isSo) begunAtMillis.current = null;
  else begunAtMillis.current ??= performance.now();
  return begunAtMillis.current === null ? 0 : (performance.now() - begunAtMillis.current) / 1000;
}
