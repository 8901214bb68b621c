// How often the page is brought up to date while reading goes on; workers need no news for it more often either.
//
// An update costs the main thread some milliseconds that the workers could use. At first everything is new; a chart
// that has its shape changes little, and nobody reads figures that change faster. Something moves twice a second, always.

const PACES = [
  { untilMillis: 600, intervalMillis: 100 },
  { untilMillis: 2000, intervalMillis: 250 },
] as const;
const LATER_INTERVAL_MILLIS = 450;

/** How long to wait from one update to the next, so long after the user asked for something. */
export function updateIntervalMillis(sinceAskedMillis: number): number {
  const pace = PACES.find(({ untilMillis }) => sinceAskedMillis < untilMillis);
  return pace?.intervalMillis ?? LATER_INTERVAL_MILLIS;
}
