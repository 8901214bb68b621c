// Where the pointer and the keys are on the chart: of no interest to any other view.

import { signal } from "@preact/signals";
import type { Slots } from "../../charts/brush";

export interface Hover {
  readonly slot: number;
  /** Whether the pointer is on the bar of entries without a time. */
  readonly isUndated: boolean;
  readonly x: number;
  readonly y: number;
}

/** The bucket under the pointer. */
export const hover = signal<Hover | null>(null);

/** The bucket that the arrow keys stand on. */
export const keyCursor = signal<number | null>(null);

/** A selection that is being made. */
export const pending = signal<Slots | null>(null);
