// A line between two parts that can be dragged, or moved with the arrow keys.
// biome-ignore-all lint/a11y/useSemanticElements: a splitter that can be moved is a focusable separator, which hr is not

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";

const KEY_STEP_PX = 16;

export interface SplitterProps {
  readonly label: string;
  /** Whether the parts stand side by side or one above the other. */
  readonly parts: "beside" | "above";
  readonly valuePx: number;
  readonly minPx: number;
  readonly maxPx: number;
  /** Whether the part that is sized lies before the line or after it. */
  readonly sizes: "before" | "after";
  readonly onResize: (px: number) => void;
}

/** The line, in the direction that parts the two. */
export function Splitter(props: SplitterProps): JSX.Element {
  const drag = useRef<{ readonly at: number; readonly px: number } | null>(null);
  const sign = props.sizes === "before" ? 1 : -1;
  const isBeside = props.parts === "beside";
  const [forth, back] = isBeside ? ["ArrowRight", "ArrowLeft"] : ["ArrowDown", "ArrowUp"];
  const placeOf = (event: PointerEvent): number => (isBeside ? event.clientX : event.clientY);
  const resize = (px: number): void =>
    props.onResize(Math.round(Math.max(props.minPx, Math.min(props.maxPx, px))));
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === forth ? KEY_STEP_PX : event.key === back ? -KEY_STEP_PX : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    resize(props.valuePx + step * sign);
  };
  return (
    <div
      class={`ls-splitter ls-splitter--${props.parts}`}
      role="separator"
      aria-orientation={isBeside ? "vertical" : "horizontal"}
      aria-label={props.label}
      tabIndex={0}
      aria-valuenow={props.valuePx}
      aria-valuemin={props.minPx}
      aria-valuemax={props.maxPx}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: placeOf(event), px: props.valuePx };
      }}
      onPointerMove={(event) => {
        if (drag.current !== null)
          resize(drag.current.px + (placeOf(event) - drag.current.at) * sign);
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
