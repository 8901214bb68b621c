// What is remembered in the browser: theme, layout and memory budget, nothing else. Chromium shares this storage between all
// local pages, so no log text, file name or query may ever come here.

const STORAGE_KEY = "logscry.layout.1";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  readonly theme: Theme;
  readonly panelWidthPx: number;
  /** Of the entry pane beside the list. */
  readonly detailWidthPx: number;
  /** Of the entry pane below the list. */
  readonly detailHeightPx: number;
  /** Long lines of an entry go on in the next line of the pane. */
  readonly isWrapped: boolean;
  /** The original text of an entry is shown. */
  readonly isOriginalOpen: boolean;
  /** Fields that hold others are shown as a tree. */
  readonly isTree: boolean;
  readonly isPanelOpen: boolean;
  /** Null is a share of what the computer has. */
  readonly memoryBudgetBytes: number | null;
}

const LEAST_BUDGET_BYTES = 1_000_000;

export const DEFAULT_PREFERENCES: Preferences = {
  theme: "system",
  panelWidthPx: 300,
  detailWidthPx: 560,
  detailHeightPx: 320,
  isWrapped: true,
  isOriginalOpen: false,
  isTree: true,
  isPanelOpen: true,
  memoryBudgetBytes: null,
};

/** The part of the browser's storage that is used. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Reads what was remembered; what is missing, damaged or forbidden is the default. */
export function loadPreferences(store: () => Store): Preferences {
  try {
    return checkPreferences(JSON.parse(store().getItem(STORAGE_KEY) ?? "{}"));
  } catch {
    return DEFAULT_PREFERENCES;
  }
}

/** Remembers, if the browser lets us; losing a width is not worth a message. */
export function savePreferences(store: () => Store, preferences: Preferences): void {
  try {
    store().setItem(STORAGE_KEY, JSON.stringify(preferences));
  } catch {
    // Private windows and full disks refuse; the page works without.
  }
}

function checkPreferences(value: unknown): Preferences {
  if (typeof value !== "object" || value === null) return DEFAULT_PREFERENCES;
  const known: Record<string, unknown> = { ...value };
  const fallback = DEFAULT_PREFERENCES;
  return {
    theme: THEMES.find((theme) => theme === known["theme"]) ?? fallback.theme,
    panelWidthPx: sizeOr(known["panelWidthPx"], fallback.panelWidthPx),
    detailWidthPx: sizeOr(known["detailWidthPx"], fallback.detailWidthPx),
    detailHeightPx: sizeOr(known["detailHeightPx"], fallback.detailHeightPx),
    isWrapped: flagOr(known["isWrapped"], fallback.isWrapped),
    isOriginalOpen: flagOr(known["isOriginalOpen"], fallback.isOriginalOpen),
    isTree: flagOr(known["isTree"], fallback.isTree),
    isPanelOpen: flagOr(known["isPanelOpen"], fallback.isPanelOpen),
    memoryBudgetBytes: budgetOr(known["memoryBudgetBytes"]),
  };
}

function budgetOr(value: unknown): number | null {
  return typeof value === "number" && value >= LEAST_BUDGET_BYTES ? value : null;
}

function flagOr(value: unknown, fallback: boolean): boolean {
  return typeof value === "boolean" ? value : fallback;
}

function sizeOr(value: unknown, fallback: number): number {
  return typeof value === "number" && value >= 120 && value <= 1200 ? value : fallback;
}
