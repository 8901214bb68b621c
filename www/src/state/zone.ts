// The zone in which times are shown, and in which they are typed.

import { computed } from "@preact/signals";
import { LOCAL, offsetName, offsetSecsAt, UTC, type Zone, zoneName } from "../base/zone";
import { app } from "./app_state";
import { choice } from "./derived";
import type { Row, ShownZone } from "./engine_types";

/** What is chosen. */
export const zoneChoice = computed(() => choice.value.zone);

/**
 * The zone of everything that is not one entry: the chart, ranges, and what is typed. Where times are shown as written,
 * it is that of the entries on screen when this was chosen, if they agree.
 */
export const shownZone = computed<Zone>(() => {
  if (zoneChoice.value === "utc") return UTC;
  if (zoneChoice.value === "local") return LOCAL;
  return writtenZone.value;
});

const writtenZone = computed<Zone>(() => {
  const offsetSecs = app.writtenOffsetSecs.value ?? 0;
  return offsetSecs === 0 ? UTC : { kind: "fixed", offsetSecs };
});

/** The zone of one entry. */
export function zoneOf(entry: Pick<Row, "offsetSecs">): Zone {
  if (zoneChoice.value !== "source") return shownZone.value;
  return entry.offsetSecs === 0 ? UTC : { kind: "fixed", offsetSecs: entry.offsetSecs };
}

/** The same for the core, which reads what is typed: a place, so that winter and summer are told apart. */
export const typedZone = computed<ShownZone>(() => {
  const zone = shownZone.value;
  if (zone.kind === "fixed") return { place: null, offsetSecs: zone.offsetSecs };
  const now = BigInt(Date.now()) * 1_000_000n;
  return { place: localPlace(), offsetSecs: offsetSecsAt(now, zone) };
});

/** What the zone database calls the place where this computer is. */
export function localPlace(): string | null {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
}

/** Names the zone of the list in a word or two: `UTC`, `UTC+01:00`, `local`, `as written`. */
export const listZoneName = computed(() => {
  if (zoneChoice.value === "source") return "as written";
  const zone = shownZone.value;
  const { bounds } = app.snapshot.value;
  if (bounds === null) return zone.kind === "fixed" ? offsetName(zone.offsetSecs) : "local";
  const [first, last] = [zoneName(bounds.from, zone), zoneName(bounds.end, zone)];
  return first === last ? first : "local";
});

/** Says in which zone typed times are read. */
export const typedZoneName = computed(() => {
  const { place, offsetSecs } = typedZone.value;
  return place ?? offsetName(offsetSecs);
});
