// A few bars beside a line of text: when there was how much, for the eye alone.

import type { JSX } from "preact";
import { barPath } from "../base/spark";

/** The bars, each as high as its share of the highest. */
export function Sparkline(props: {
  readonly bars: ArrayLike<number>;
  readonly className: string;
}): JSX.Element {
  return (
    <svg
      class={`ls-spark ${props.className}`}
      viewBox={`0 0 ${Math.max(1, props.bars.length)} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d={barPath(props.bars)} />
    </svg>
  );
}
