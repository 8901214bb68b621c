// The view's settings in the page's address, so that a reload or a bookmark keeps them.
//
// Addresses are remembered by browsers and pasted into chats: no log text, no file name and no query goes
// in, only times and their zone, levels and which panel is open.

import { fail, type Result, succeed } from "../base/result";
import type { TimeRange } from "./engine_types";
import { ALL_LEVELS } from "./level";
import { isPanelTab, type PanelTab } from "./panel_tab";
import { isZoneChoice, type ZoneChoice } from "./zone_choice";

/** Raised when older addresses would be misread; `parseHash` then needs an upgrade step per version. */
export const URL_VERSION = 1;

export interface UrlState {
  readonly range: TimeRange | null;
  readonly zoom: TimeRange | null;
  /** Bits of the levels that the query's level terms let through. */
  readonly levelMask: number;
  readonly panelTab: PanelTab;
  readonly zone: ZoneChoice;
}

/** The settings that an address without a hash stands for. */
export const DEFAULT_URL_STATE: UrlState = {
  range: null,
  zoom: null,
  levelMask: ALL_LEVELS,
  panelTab: "groups",
  zone: "utc",
};

/** Writes the hash, `#` included; empty for the default settings. */
export function formatHash(state: UrlState): string {
  const parts: string[] = [];
  if (state.range !== null) parts.push(`range=${formatTimes(state.range)}`);
  if (state.zoom !== null) parts.push(`zoom=${formatTimes(state.zoom)}`);
  if (state.levelMask !== ALL_LEVELS) parts.push(`levels=${state.levelMask.toString(16)}`);
  if (state.panelTab !== DEFAULT_URL_STATE.panelTab) parts.push(`panel=${state.panelTab}`);
  if (state.zone !== DEFAULT_URL_STATE.zone) parts.push(`zone=${state.zone}`);
  return parts.length === 0 ? "" : `#v=${URL_VERSION}&${parts.join("&")}`;
}

/** Reads a hash; what is missing or damaged is the default, a newer version is refused with a sentence. */
export function parseHash(hash: string): Result<UrlState> {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const version = Number(params.get("v") ?? URL_VERSION);
  if (!(version <= URL_VERSION))
    return fail(
      "This address comes from a newer version of Logscry, so its view settings were ignored.",
    );
  const tab = params.get("panel") ?? "";
  const zone = params.get("zone") ?? "";
  const mask = /^[0-9a-f]{1,2}$/.test(params.get("levels") ?? "")
    ? Number.parseInt(params.get("levels") ?? "", 16)
    : 0;
  return succeed({
    range: parseTimes(params.get("range")),
    zoom: parseTimes(params.get("zoom")),
    levelMask: mask === 0 ? ALL_LEVELS : mask,
    panelTab: isPanelTab(tab) ? tab : DEFAULT_URL_STATE.panelTab,
    zone: isZoneChoice(zone) ? zone : DEFAULT_URL_STATE.zone,
  });
}

function formatTimes(range: TimeRange): string {
  return `${range.from}..${range.end}`;
}

function parseTimes(text: string | null): TimeRange | null {
  const match = /^(-?\d{1,19})\.\.(-?\d{1,19})$/.exec(text ?? "");
  if (match === null) return null;
  const range = { from: BigInt(match[1] ?? 0), end: BigInt(match[2] ?? 0) };
  return range.from < range.end ? range : null;
}
