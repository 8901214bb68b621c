// The tabs of the left panel.

export const PANEL_TABS = ["groups", "sources", "fields", "ledger"] as const;

export type PanelTab = (typeof PANEL_TABS)[number];

/** Whether a word names a tab. */
export function isPanelTab(word: string): word is PanelTab {
  return PANEL_TABS.some((tab) => tab === word);
}
