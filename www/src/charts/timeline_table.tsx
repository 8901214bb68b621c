// The timeline in words, for those who cannot see it: bounded, however many buckets there are.

import { Component, type JSX } from "preact";
import { formatCount } from "../base/number_format";
import { digitsForWidth, formatMoment } from "../base/time";
import type { Zone } from "../base/zone";
import { type Counts, summarise } from "./timeline_model";

const MAX_ROWS = 60;
const GROWING_INTERVAL_MILLIS = 2000;

interface TableProps {
  readonly counts: Counts;
  readonly errorLevels: readonly number[];
  readonly warnLevel: number;
  readonly zone: Zone;
  /** More is to come: the table follows at leisure. */
  readonly isGrowing: boolean;
}

/** A table of at most sixty rows: time, errors, warnings, entries. */
export class TimelineTable extends Component<TableProps> {
  private drawnAtMillis = Number.NEGATIVE_INFINITY;

  /** Two hundred cells that nobody sees are not worth drawing with every step of reading. */
  override shouldComponentUpdate(next: TableProps): boolean {
    return (
      next.zone !== this.props.zone ||
      !next.isGrowing ||
      performance.now() - this.drawnAtMillis >= GROWING_INTERVAL_MILLIS
    );
  }

  override render(): JSX.Element {
    this.drawnAtMillis = performance.now();
    return <Table {...this.props} />;
  }
}

function Table(props: TableProps): JSX.Element {
  const { counts } = props;
  const digits = digitsForWidth(counts.grid.width);
  return (
    // A table is as wide as its cells whatever it is told: a box around it is what hides it.
    <div class="ls-visually-hidden">
      <table>
        <caption>Entries over time</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Errors</th>
            <th scope="col">Warnings</th>
            <th scope="col">Entries</th>
          </tr>
        </thead>
        <tbody>
          {summarise(counts, MAX_ROWS).map((row) => (
            <tr key={String(row.from)}>
              <th scope="row">{formatMoment(row.from, digits, props.zone)}</th>
              <td>
                {formatCount(
                  props.errorLevels.reduce((sum, level) => sum + (row.levels[level] ?? 0), 0),
                )}
              </td>
              <td>{formatCount(row.levels[props.warnLevel] ?? 0)}</td>
              <td>{formatCount(row.levels.reduce((sum, count) => sum + count, 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
