// The figures of a ledger as they travel: counts in the order of the core's table.

import { FIGURES, type FigureId, type Figures, figuresFrom } from "./engine";
import type { WireLedger } from "./wire";

/** A figure of a ledger as it travels. */
export function countIn({ figures }: WireLedger, id: FigureId): number {
  return figures[PLACES[id]] ?? 0;
}

/** The counts as they travel; those not named are zero. */
export function countsToSend(figures: Partial<Figures>): number[] {
  return FIGURES.map(({ id }) => figures[id] ?? 0);
}

const PLACES = figuresFrom((id) => FIGURES.findIndex((figure) => figure.id === id));
