// A few bars beside a line of text: when there was how much, for the eye alone.

import type { JSX } from "preact";
import { barPath, peakOf } from "../base/spark";

/** The bars, each as high as its share of the highest; of two kinds of bars, where one is the other is not. */
export function Sparkline(props: {
  readonly bars: ArrayLike<number>;
  readonly bad?: ArrayLike<number>;
  readonly className: string;
}): JSX.Element {
  const bad = props.bad ?? [];
  const peak = Math.max(peakOf(props.bars), peakOf(bad));
  return (
    <svg
      class={`ls-spark ${props.className}`}
      viewBox={`0 0 ${Math.max(1, props.bars.length)} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d={barPath(props.bars, peak)} />
      {props.bad === undefined ? null : <path class="ls-spark__bad" d={barPath(bad, peak)} />}
    </svg>
  );
}
