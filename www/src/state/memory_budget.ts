// How much memory the page should keep to: what the user chose, else a share of what the computer has.

/** Without a word of the browser about the computer. */
const UNKNOWN_BUDGET_BYTES = 2_000_000_000;
const LEAST_BUDGET_BYTES = 500_000_000;
/** A quarter: other tabs and programs are there first. */
const SHARE = 4;

/** Budgets on offer, in bytes. */
export const BUDGETS: readonly number[] = [250, 500, 1000, 2000, 4000, 8000].map(
  (megabytes) => megabytes * 1_000_000,
);

/** The budget if the user has not chosen one; `deviceGigabytes` is what the browser says, if it does. */
export function automaticBudget(deviceGigabytes: number | null): number {
  if (deviceGigabytes === null) return UNKNOWN_BUDGET_BYTES;
  return Math.max(LEAST_BUDGET_BYTES, (deviceGigabytes * 1_000_000_000) / SHARE);
}

/** Memory of the computer in gigabytes, as far as the browser tells. */
export function deviceGigabytes(): number | null {
  const navigator = globalThis.navigator as { readonly deviceMemory?: number } | undefined;
  return navigator?.deviceMemory ?? null;
}
