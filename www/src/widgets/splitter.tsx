// A line between two parts that can be dragged, or moved with the arrow keys.
// biome-ignore-all lint/a11y/useSemanticElements: a splitter that can be moved is a focusable separator, which hr is not

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";

const KEY_STEP_PX = 16;

export interface SplitterProps {
  readonly label: string;
  readonly valuePx: number;
  readonly minPx: number;
  readonly maxPx: number;
  /** Whether the part that is sized lies before the line or after it. */
  readonly sizes: "before" | "after";
  readonly onResize: (px: number) => void;
}

/** A vertical splitter. */
export function Splitter(props: SplitterProps): JSX.Element {
  const drag = useRef<{ readonly x: number; readonly px: number } | null>(null);
  const sign = props.sizes === "before" ? 1 : -1;
  const resize = (px: number): void =>
    props.onResize(Math.round(Math.max(props.minPx, Math.min(props.maxPx, px))));
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const step =
      event.key === "ArrowRight" ? KEY_STEP_PX : event.key === "ArrowLeft" ? -KEY_STEP_PX : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    resize(props.valuePx + step * sign);
  };
  return (
    <div
      class="ls-splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={props.label}
      tabIndex={0}
      aria-valuenow={props.valuePx}
      aria-valuemin={props.minPx}
      aria-valuemax={props.maxPx}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, px: props.valuePx };
      }}
      onPointerMove={(event) => {
        if (drag.current !== null)
          resize(drag.current.px + (event.clientX - drag.current.x) * sign);
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
    />
  );
}
