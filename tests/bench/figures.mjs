// Figures of several rounds: collected, summed up, printed as a table.

/** Collects values by what they measure, in the order they first come. */
export class Figures {
  rows = new Map();

  /** Adds the value of one round; null if it could not be measured. `budget` is what it should be, in words. */
  add(what, unit, value, budget = "") {
    const row = this.rows.get(what) ?? { what, unit, budget, values: [] };
    this.rows.set(what, row);
    if (value !== null) row.values.push(value);
  }

  /** Says why there is no value. */
  note(what, unit, note) {
    this.rows.set(what, { what, unit, budget: "", values: [], note });
  }

  /** The rows with smallest, middle and largest value. */
  summary() {
    return [...this.rows.values()].map((row) => {
      const sorted = [...row.values].sort((a, b) => a - b);
      return {
        ...row,
        min: sorted[0] ?? null,
        median: medianOf(sorted),
        max: sorted.at(-1) ?? null,
      };
    });
  }
}

/** Rows as lines of text under `title`. */
export function tableOf(title, rows) {
  const cells = rows.map(({ what, unit, min, median, max, budget, note }) =>
    median === null
      ? [what, unit, note ?? "–", "", "", budget]
      : [what, unit, short(min), short(median), short(max), budget],
  );
  const table = [[title, "", "min", "median", "max", "budget"], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const isText = [true, true, false, false, false, true];
  const print = (row) =>
    row
      .map((cell, column) =>
        isText[column] ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join("  ")
      .trimEnd();
  return table.map(print).join("\n");
}

function medianOf(sorted) {
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Three digits that say something. */
function short(value) {
  return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);
}
