// Numbers as the page writes them: thousands separated, the unit beside the figure, never rounded up
// to something that is not true. The same in every browser language, because logs are.

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** Writes a whole number with its thousands separated: `1,204,118`. */
export function formatCount(count: number): string {
  return Math.trunc(count)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** Writes a count with its noun: `1 source`, `2 sources`. */
export function formatCounted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Writes a size in decimal units with three figures: `1.20 GB`. */
export function formatBytes(sizeBytes: number): string {
  let amount = sizeBytes;
  let unitIdx = 0;
  // 999.5 would be written as 1000 of the smaller unit.
  while (amount >= 999.5 && unitIdx < UNITS.length - 1) {
    amount /= 1000;
    unitIdx += 1;
  }
  if (unitIdx === 0) return `${formatCount(amount)} B`;
  const decimals = amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0;
  return `${amount.toFixed(decimals)} ${UNITS[unitIdx] ?? ""}`;
}

/** Writes `part` of `whole` as a percentage; 100 % and 0 % only if they are exact. */
export function formatPercent(part: number, whole: number): string {
  if (whole <= 0) return "–";
  if (part === whole) return "100 %";
  if (part === 0) return "0 %";
  const percent = (part / whole) * 100;
  if (percent < 0.01) return "< 0.01 %";
  if (percent > 99.99) return "> 99.99 %";
  // Floored, so that 99.996 % does not read as 100 %.
  const hundredths = Math.floor(percent * 100) / 100;
  return `${hundredths >= 10 && hundredths <= 90 ? hundredths.toFixed(1) : hundredths.toFixed(2)} %`;
}
