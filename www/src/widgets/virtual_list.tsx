// A scrollable list of any length. Draws only what is on screen, in a layer that sticks to the view, so
// that positions never leave what browsers can place and fast scrolling never shows a gap.
//
// The element is the scroller and the focus stop; rows are marked by `aria-activedescendant`.
// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of divs keeps one focus stop and marks the row by aria-activedescendant

import type { ComponentChildren, HTMLAttributes, JSX, TargetedEvent } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import {
  canvasPx,
  drawnWindow,
  type RowWindow,
  type ScrollAction,
  type ScrollState,
} from "../base/scroll_model";

/** Pixels of a wheel that counts lines (Firefox with a mouse): three lines a notch, as elsewhere. */
const LINE_PX = 18;

export interface VirtualListProps {
  readonly state: ScrollState;
  readonly dispatch: (action: ScrollAction) => void;
  readonly rowPx: number;
  /** Height of `header`, which stays on top, in CSS pixels. */
  readonly headerPx: number;
  readonly header: ComponentChildren;
  /** Always the same function, so that rows are drawn anew only for their own sake; it may read signals. */
  readonly drawRow: (row: number) => ComponentChildren;
  readonly rootProps: HTMLAttributes<HTMLDivElement>;
  readonly className: string;
}

/** The list; its state lives with the caller, who can move it by dispatching. */
export function VirtualList(props: VirtualListProps): JSX.Element {
  const rootRef = useRef<HTMLDivElement>(null);
  const { state, dispatch, headerPx, rowPx } = props;
  const latest = useRef(state);
  latest.current = state;
  const measure = useRef(() => {});
  useMeasuredHeight(rootRef, latest, dispatch, { headerPx, rowPx, measure });
  useExactWheel(rootRef, latest, dispatch);
  const isFinger = useFinger(rootRef);
  const hasMoved = useRef(false);
  useLayoutEffect(() => {
    const root = rootRef.current;
    // A new list stands at its top: to ask would lay the page out before it is complete.
    hasMoved.current ||= state.barTopPx !== 0;
    if (!hasMoved.current) return;
    // The browser rounds what it is given; only a real difference is written.
    if (root !== null && Math.abs(root.scrollTop - state.barTopPx) >= 1)
      root.scrollTop = state.barTopPx;
    // Asking for the place forces the layout: only when the place is another one.
  }, [state.barTopPx]);
  const rows = useRef<HTMLDivElement>(null);
  measure.current = () => {
    if (latest.current.uneven !== null && rows.current !== null)
      dispatch({ kind: "measured", ...heightsIn(rows.current, drawnWindow(latest.current).first) });
  };
  const shown = drawnWindow(state);
  const onScroll = (event: TargetedEvent<HTMLDivElement>): void => {
    const barTopPx = event.currentTarget.scrollTop;
    // The echo of our own writing is not a movement.
    if (Math.abs(barTopPx - latest.current.barTopPx) >= 1)
      dispatch({ kind: "barMoved", barTopPx, isFinger: isFinger.current });
  };
  return (
    <div
      {...props.rootProps}
      ref={rootRef}
      class={`ls-list ${props.className}`}
      onScroll={onScroll}
    >
      {props.header}
      <div class="ls-list__canvas" role="presentation" style={{ height: `${canvasPx(state)}px` }}>
        <div
          class="ls-list__layer"
          role="presentation"
          style={{ top: `${headerPx}px`, height: `${state.viewPx}px` }}
        >
          <div
            ref={rows}
            class="ls-list__rows"
            role="rowgroup"
            style={{ transform: `translateY(${shown.topPx}px)` }}
          >
            <Rows first={shown.first} end={shown.end} drawRow={props.drawRow} onDrawn={measure} />
          </div>
        </div>
      </div>
    </div>
  );
}

type RowsProps = Pick<RowWindow, "first" | "end"> &
  Pick<VirtualListProps, "drawRow"> & { readonly onDrawn: { readonly current: () => void } };

/** The rows on screen: a list that grows below them does not draw them again. */
function Rows({ first, end, drawRow, onDrawn }: RowsProps): JSX.Element {
  useLayoutEffect(() => onDrawn.current());
  const count = Math.max(0, end - first);
  return <>{Array.from({ length: count }, (_, idx) => drawRow(first + idx))}</>;
}

/** How high the rows are that are drawn. */
function heightsIn(rows: HTMLElement, first: number): { first: number; px: readonly number[] } {
  return { first, px: Array.from(rows.children, (row) => (row as HTMLElement).offsetHeight) };
}

type Root = { readonly current: HTMLDivElement | null };
type Latest = { readonly current: ScrollState };

interface Measuring extends Pick<VirtualListProps, "headerPx" | "rowPx"> {
  readonly measure: { readonly current: () => void };
}

function useMeasuredHeight(
  root: Root,
  latest: Latest,
  dispatch: (action: ScrollAction) => void,
  { headerPx, rowPx, measure }: Measuring,
): void {
  useLayoutEffect(() => {
    const element = root.current;
    if (element === null) return;
    const look = (): void => {
      const viewPx = Math.max(0, element.clientHeight - headerPx);
      const { rowCount } = latest.current;
      if (viewPx !== latest.current.viewPx || rowPx !== latest.current.rowPx)
        dispatch({ kind: "reshape", shape: { rowCount, rowPx, viewPx } });
      // Another width wraps lines elsewhere.
      measure.current();
    };
    // Told at once, in the frame that shows the list: to measure here would lay the page out twice.
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [headerPx, rowPx]);
}

/** Whether the list was touched last by a finger, which moves it by pixels, not by its bar. */
function useFinger(root: Root): { readonly current: boolean } {
  const isFinger = useRef(false);
  useLayoutEffect(() => {
    const onPointerDown = (event: PointerEvent): void => {
      isFinger.current = event.pointerType === "touch";
    };
    root.current?.addEventListener("pointerdown", onPointerDown, { passive: true });
    return () => root.current?.removeEventListener("pointerdown", onPointerDown);
  }, []);
  return isFinger;
}

function useExactWheel(root: Root, latest: Latest, dispatch: (action: ScrollAction) => void): void {
  useLayoutEffect(() => {
    const element = root.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const unitPx =
        event.deltaMode === WheelEvent.DOM_DELTA_LINE
          ? LINE_PX
          : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
            ? latest.current.viewPx
            : 1;
      dispatch({ kind: "moveBy", px: event.deltaY * unitPx });
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, []);
}
