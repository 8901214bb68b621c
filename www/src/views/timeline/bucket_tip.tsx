// The exact counts of the bucket under the pointer.

import type { JSX } from "preact";
import { formatCount, formatCounted } from "../../base/number_format";
import { digitsForWidth, formatRange } from "../../base/time";
import { spanOfSlots } from "../../charts/brush";
import { type Counts, countIn } from "../../charts/timeline_model";
import { LEVELS_WORST_FIRST, levelName } from "../../state/level";
import { shownZone } from "../../state/zone";
import { LevelGlyph } from "../../widgets/icons";
import { Tooltip } from "../../widgets/tooltip";
import type { Hover } from "./timeline_state";

/** Time, levels and sum. */
export function BucketTip(props: {
  readonly counts: Counts;
  readonly hover: Hover;
  readonly undated: readonly number[];
}): JSX.Element {
  const { counts, hover } = props;
  const { from, end } = spanOfSlots({ first: hover.slot, end: hover.slot + 1 }, counts.grid);
  const countOf = (level: number): number =>
    hover.isUndated ? (props.undated[level] ?? 0) : countIn(counts, hover.slot, [level]);
  const present = LEVELS_WORST_FIRST.filter((level) => countOf(level) > 0);
  const all = present.reduce((sum, level) => sum + countOf(level), 0);
  return (
    <Tooltip x={hover.x} y={hover.y}>
      <p class="ls-timeline__tip-time">
        {hover.isUndated
          ? "Entries without a time"
          : formatRange(from, end, digitsForWidth(counts.grid.width), shownZone.value)}
      </p>
      <ul>
        {present.map((level) => (
          <li key={level} class="ls-timeline__tip-row">
            <LevelGlyph level={level} name={levelName(level)} />
            <span>{levelName(level)}</span>
            <span class="ls-timeline__tip-count">{formatCount(countOf(level))}</span>
          </li>
        ))}
      </ul>
      <p class="ls-timeline__tip-sum">
        {all === 0 ? "No entries" : `${formatCounted(all, "entry", "entries")} in total`}
      </p>
    </Tooltip>
  );
}
