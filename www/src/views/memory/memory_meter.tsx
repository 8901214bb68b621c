// How much memory the page holds, small enough to be always there.

import type { JSX } from "preact";
import { formatBytes } from "../../base/number_format";
import { hasSources, memory } from "../../state/derived";
import { showPanel } from "../../state/page_actions";

/** A bar and a figure in the top bar; a click shows what it is made of. */
export function MemoryMeter(): JSX.Element | null {
  if (!hasSources.value) return null;
  const { indexBytes, fieldBytes, textBytes, totalBytes, budgetBytes } = memory.value;
  const share = budgetBytes === 0 ? 0 : Math.min(1, totalBytes / budgetBytes);
  const parts = `index ${formatBytes(indexBytes)}, fields ${formatBytes(fieldBytes)}, text ${formatBytes(textBytes)}`;
  const whole = `${formatBytes(totalBytes)} of ${formatBytes(budgetBytes)}`;
  return (
    <button
      type="button"
      class={`ls-button ls-button--quiet ls-meter ${isTight(memory.value) ? "ls-meter--tight" : ""}`}
      aria-label={`Memory: ${whole}`}
      title={`Memory: ${whole}\n${parts}`}
      onClick={() => showPanel("sources")}
    >
      <span class="ls-meter__bar">
        <span class="ls-meter__held" style={{ transform: `scaleX(${share})` }} />
      </span>
      <span class="ls-meter__figure">{formatBytes(totalBytes)}</span>
    </button>
  );
}

function isTight(memory: {
  readonly isOver: boolean;
  readonly dropped: readonly string[];
}): boolean {
  return memory.isOver || memory.dropped.length > 0;
}
