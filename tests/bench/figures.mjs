// Figures of several rounds: collected, summed up, held against their budgets, printed as a table.

import { verdictOf } from "./budgets.mjs";

/** Collects values by what they measure, in the order they first come. */
export class Figures {
  rows = new Map();

  /** Adds the value of one round; null if it could not be measured. `budget` is one of `BUDGETS`. */
  add(what, unit, value, budget = null) {
    const row = this.rows.get(what) ?? { what, unit, budget, values: [] };
    this.rows.set(what, row);
    if (value !== null) row.values.push(value);
  }

  /** Says why there is no value. */
  note(what, unit, note, budget = null) {
    if (!this.rows.has(what)) this.rows.set(what, { what, unit, budget, values: [], note });
  }

  /** The middle of the values so far; null if there is none. */
  median(what) {
    return medianOf(sorted(this.rows.get(what)?.values ?? []));
  }

  /** The rows with smallest, middle and largest value, budget and verdict. */
  summary() {
    return [...this.rows.values()].map(({ what, unit, budget, values, note }) => {
      const inOrder = sorted(values);
      const [min = null, max = null] = [inOrder[0], inOrder.at(-1)];
      const median = medianOf(inOrder);
      const verdict = verdictOf(budget, { median, max });
      const why = median === null ? { note: note ?? "no value" } : {};
      return { what, unit, min, median, max, budget: budget?.text ?? "", verdict, ...why, values };
    });
  }
}

/** Rows as lines of text under `title`. */
export function tableOf(title, rows) {
  const cells = rows.map(({ what, unit, min, median, max, budget, verdict, note }) =>
    median === null
      ? [what, unit, "", "–", "", budget, budget === "" ? note : `not measured: ${note}`]
      : [what, unit, short(min), short(median), short(max), budget, verdict],
  );
  const table = [[title, "", "min", "median", "max", "budget", ""], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const isNumber = [false, false, true, true, true, false, false];
  const print = (row) =>
    row
      .map((cell, column) =>
        isNumber[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
      )
      .join("  ")
      .trimEnd();
  return table.map(print).join("\n");
}

const sorted = (values) => [...values].sort((a, b) => a - b);

function medianOf(inOrder) {
  const middle = inOrder.length >> 1;
  if (inOrder.length === 0) return null;
  return inOrder.length % 2 === 1 ? inOrder[middle] : (inOrder[middle - 1] + inOrder[middle]) / 2;
}

/** Three digits that say something. */
function short(value) {
  return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);
}
