// From region to region of the page by keys: query box, chart, panel, list, entry.

interface Region {
  /** What it is, in the page's own marks. */
  readonly root: string;
  /** What takes the focus in it. */
  readonly target: string;
}

/** In the order of the eye. */
const REGIONS: readonly Region[] = [
  { root: ".ls-query", target: "[role=searchbox]" },
  { root: ".ls-timeline", target: ".ls-timeline" },
  { root: "[aria-label=Panel]", target: "[role=tab][aria-selected=true]" },
  { root: "[role=grid]", target: "[role=grid]" },
  { root: "[aria-label=Entry]", target: "[aria-label='Entry in full']" },
];

/** Goes to the next (previous) region that is there; after the last comes the first. */
export function goToRegion(step: 1 | -1): void {
  const there = REGIONS.flatMap((region) => {
    const target = document.querySelector<HTMLElement>(region.target);
    const isSeen = target?.checkVisibility({ visibilityProperty: true }) === true;
    return target === null || !isSeen ? [] : [{ region, target }];
  });
  const at = there.findIndex(({ region }) => document.activeElement?.closest(region.root) != null);
  const from = at < 0 && step < 0 ? 0 : at;
  there[(from + step + there.length) % there.length]?.target.focus();
}

/** The entry was entered from the list by its key: Escape goes back there. */
let isFromList = false;

/** Goes from the list into the entry that is open; says whether there is one. */
export function enterEntry(): boolean {
  const target = document.querySelector<HTMLElement>("[aria-label='Entry in full']");
  target?.focus();
  isFromList = target !== null;
  return isFromList;
}

/** Goes back to the list if the entry was entered from there; says whether it does. */
export function leaveEntry(): boolean {
  const grid = document.querySelector<HTMLElement>("[role=grid]");
  const isBack = isFromList && document.activeElement?.closest("[aria-label=Entry]") != null;
  isFromList = false;
  if (isBack) grid?.focus();
  return isBack && grid !== null;
}
