// A small explanation beside the pointer. Shows after a moment, never takes the pointer or the focus.

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** How long the pointer rests before something is explained. */
export const HOVER_DELAY_MILLIS = 150;

const GAP_PX = 12;

export interface TooltipProps {
  /** Where the pointer is, in CSS pixels of the window. */
  readonly x: number;
  readonly y: number;
  readonly children: ComponentChildren;
}

/** Mounted where the pointer is; it appears after the delay and keeps inside the window. */
export function Tooltip({ x, y, children }: TooltipProps): JSX.Element {
  const ref = useRef<HTMLDivElement>(null);
  const [isShown, show] = useState(false);
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const timer = setTimeout(() => show(true), HOVER_DELAY_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  useLayoutEffect(() => {
    const box = ref.current?.getBoundingClientRect();
    if (box !== undefined && (box.width !== size.widthPx || box.height !== size.heightPx))
      setSize({ widthPx: box.width, heightPx: box.height });
  });
  const left =
    x + GAP_PX + size.widthPx > window.innerWidth ? x - GAP_PX - size.widthPx : x + GAP_PX;
  const top = Math.min(y + GAP_PX, window.innerHeight - size.heightPx - 4);
  return (
    <div
      ref={ref}
      class={`ls-tooltip ${isShown ? "ls-tooltip--shown" : ""}`}
      style={{ left: `${Math.max(4, left)}px`, top: `${Math.max(4, top)}px` }}
      aria-hidden="true"
    >
      {children}
    </div>
  );
}
