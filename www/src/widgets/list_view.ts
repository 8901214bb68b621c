// Where a scrolling list of equal rows stands, for lists that draw only the rows in view.

import { useEffect, useState } from "preact/hooks";

/** What of a list is in view, in CSS pixels. */
export interface ListView {
  readonly topPx: number;
  readonly heightPx: number;
}

/** Follows where a list stands, and how much of it is in view. */
export function useListView(list: { readonly current: HTMLElement | null }): ListView {
  const [view, setView] = useState<ListView>({ topPx: 0, heightPx: 600 });
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const look = (): void => setView({ topPx: element.scrollTop, heightPx: element.clientHeight });
    element.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, []);
  return view;
}

/** Scrolls a list as little as it takes to show the row at a height. */
export function revealRow(list: HTMLElement, topPx: number, rowPx: number): void {
  const { scrollTop, clientHeight } = list;
  if (topPx < scrollTop) list.scrollTop = topPx;
  else if (topPx + rowPx > scrollTop + clientHeight) list.scrollTop = topPx + rowPx - clientHeight;
}
