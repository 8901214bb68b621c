// In which zone times are shown: a closed choice.

export const ZONES = ["utc", "local", "source"] as const;

/** Universal time, the clock of this computer, or by the clock by which each source wrote them. */
export type ZoneChoice = (typeof ZONES)[number];

export const ZONE_TITLES: Readonly<Record<ZoneChoice, string>> = {
  utc: "UTC",
  local: "Local",
  source: "As written",
};

/** Whether a word is one of the choices. */
export function isZoneChoice(word: string): word is ZoneChoice {
  return (ZONES as readonly string[]).includes(word);
}
