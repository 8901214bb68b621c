// How bad, when, and from where: one line in the head of the pane.

import type { JSX } from "preact";
import { shownName } from "../../base/foreign_text";
import { formatCount } from "../../base/number_format";
import { formatMoment } from "../../base/time";
import { sourceLabels } from "../../state/derived";
import type { EntryDetail } from "../../state/engine_types";
import { levelName } from "../../state/level";
import { zoneOf } from "../../state/zone";
import { LevelGlyph } from "../../widgets/icons";

/** What is known about an entry besides what it says. */
export function Meta(props: {
  readonly entry: EntryDetail;
  readonly isListed: boolean;
}): JSX.Element {
  const { entry, isListed } = props;
  const name = levelName(entry.level);
  const path = sourceLabels.value.get(entry.key.source)?.path ?? "a closed source";
  const where = `${path}${entry.line === null ? "" : `, line ${formatCount(entry.line)}`}`;
  return (
    <p class="ls-detail__meta">
      {isListed ? null : (
        <span
          class="ls-detail__unlisted"
          title="The query, the levels or the time range leave it out"
        >
          not in the list
        </span>
      )}
      <LevelGlyph level={entry.level} name={name} />
      <span class={`ls-detail__level ls-detail__level--${name}`}>{name}</span>
      <span class="ls-detail__when">
        {entry.nanos === null ? "no time" : formatMoment(entry.nanos, entry.digits, zoneOf(entry))}
      </span>
      <Inferred bits={entry.inferred} />
      <span class="ls-detail__where" title={shownName(where)}>
        {where}
      </span>
      <span class="ls-detail__format">{entry.format}</span>
    </p>
  );
}

function Inferred({ bits }: { readonly bits: number }): JSX.Element | null {
  if (bits === 0) return null;
  const parts = [
    (bits & 1) !== 0 ? "year" : "",
    (bits & 2) !== 0 ? "zone" : "",
    (bits & 4) !== 0 ? "date" : "",
  ].filter((part) => part !== "");
  return <span class="ls-detail__inferred">{parts.join(" and ")} inferred</span>;
}
