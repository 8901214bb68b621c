// Changes the zone in which times are shown, and says so.

import { say } from "./detail_actions";
import { setZone } from "./view_actions";
import { localPlace, zoneChoice } from "./zone";
import { ZONES, type ZoneChoice } from "./zone_choice";

/** Shows times in a zone. */
export function showZone(zone: ZoneChoice): void {
  setZone(zone);
  say(`Times are shown ${spoken(zone)}.`);
}

/** Shows times in the next of the zones. */
export function cycleZone(): void {
  const at = ZONES.indexOf(zoneChoice.value);
  showZone(ZONES[(at + 1) % ZONES.length] ?? "utc");
}

function spoken(zone: ZoneChoice): string {
  if (zone === "utc") return "as UTC";
  if (zone === "source") return "as their sources wrote them";
  return `as local time (${localPlace() ?? "this computer's"})`;
}
