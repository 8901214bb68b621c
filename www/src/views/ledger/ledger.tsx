// Where every byte went: for all sources, and for one.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatCount, formatPercent } from "../../base/number_format";
import { sources, totalLedger } from "../../state/derived";
import type { Ledger as LedgerFigures } from "../../state/engine_types";
import { LEVELS_WORST_FIRST, levelName } from "../../state/level";
import { LevelGlyph } from "../../widgets/icons";

/** The figures with a choice of source. */
export function Ledger(): JSX.Element {
  const [chosenId, choose] = useState<number | null>(null);
  const source = sources.value.find((candidate) => candidate.id === chosenId) ?? null;
  const figures = source?.ledger ?? totalLedger.value;
  return (
    <div class="ls-ledger">
      <label class="ls-ledger__choice">
        <span class="ls-visually-hidden">Ledger of</span>
        <select
          class="ls-ledger__select"
          value={source === null ? "" : String(source.id)}
          onChange={(event) =>
            choose(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))
          }
        >
          <option value="">All sources</option>
          {sources.value.map((candidate) => (
            <option key={candidate.id} value={String(candidate.id)}>
              {candidate.name}
            </option>
          ))}
        </select>
      </label>
      <Balance figures={figures} />
      <Section title="Bytes" rows={byteRows(figures)} />
      <Section
        title="Lines"
        rows={[
          ["Lines", figures.lines],
          ["Lines that continue an entry", figures.joinedLines],
          ["Blank lines", figures.blankLines],
        ]}
      />
      <Section title="Entries" rows={entryRows(figures)} />
      <Section
        title="Formats"
        rows={figures.formats.map((format) => [format.title, format.entries])}
      />
      <section class="ls-ledger__section">
        <h2 class="ls-ledger__title">Levels</h2>
        <dl>
          {LEVELS_WORST_FIRST.map((level) => (
            <Figure
              key={level}
              name={
                <span class="ls-ledger__level">
                  <LevelGlyph level={level} name={levelName(level)} />
                  {levelName(level)}
                </span>
              }
              count={figures.levels[level] ?? 0}
            />
          ))}
        </dl>
      </section>
      <Unread figures={figures} />
    </div>
  );
}

/** Says whether the bytes add up; they always must. */
function Balance({ figures }: { readonly figures: LedgerFigures }): JSX.Element {
  const sum = figures.bytesInEntries + figures.bytesOutside;
  const isEven = sum === figures.bytesDecoded;
  const unread = figures.unread.reduce((total, range) => total + range.end - range.start, 0);
  return (
    <p class={`ls-ledger__balance ${isEven ? "" : "ls-ledger__balance--off"}`}>
      {isEven
        ? `Every byte is accounted for: ${formatCount(figures.bytesInEntries)} in entries and ${formatCount(figures.bytesOutside)} outside make ${formatCount(figures.bytesDecoded)}.`
        : `The figures do not add up: ${formatCount(figures.bytesDecoded - sum)} bytes are in no place. This is a mistake in Logscry.`}
      {unread > 0 ? ` ${formatCount(unread)} bytes could not be read.` : ""}
    </p>
  );
}

type FigureRow = readonly [name: string, count: number];

function byteRows(figures: LedgerFigures): readonly FigureRow[] {
  return [
    ["Read", figures.bytesRead],
    ["After decompression and decoding", figures.bytesDecoded],
    ["In entries", figures.bytesInEntries],
    ["In no entry (byte order mark, blank start)", figures.bytesOutside],
    ["Not valid UTF-8", figures.invalidBytes],
    ["Padding after compressed data, half a character", figures.bytesTrailing],
  ];
}

function entryRows(figures: LedgerFigures): readonly FigureRow[] {
  return [
    ["Entries", figures.entries],
    ["Understood by a format", figures.parsedEntries],
    ["Kept as plain text", figures.entries - figures.parsedEntries],
    ["Without a time", figures.withoutTime],
    ["Time outside 1677 to 2262", figures.timeOutOfRange],
    ["Year inferred", figures.inferredYear],
    ["Zone inferred", figures.inferredZone],
    ["Earlier than the one before", figures.outOfOrder],
    ["Cut because too long", figures.splitEntries],
  ];
}

function Section(props: {
  readonly title: string;
  readonly rows: readonly FigureRow[];
}): JSX.Element | null {
  if (props.rows.length === 0) return null;
  const whole = props.rows[0]?.[1] ?? 0;
  return (
    <section class="ls-ledger__section">
      <h2 class="ls-ledger__title">{props.title}</h2>
      <dl>
        {props.rows.map(([name, count]) => (
          <Figure
            key={name}
            name={name}
            count={count}
            share={
              props.title === "Entries" && count !== whole && count > 0
                ? formatPercent(count, whole)
                : ""
            }
          />
        ))}
      </dl>
    </section>
  );
}

function Figure(props: {
  readonly name: JSX.Element | string;
  readonly count: number;
  readonly share?: string;
}): JSX.Element {
  return (
    <div class={`ls-ledger__row ${props.count === 0 ? "ls-ledger__row--none" : ""}`}>
      <dt>{props.name}</dt>
      <dd class="ls-ledger__share">{props.share ?? ""}</dd>
      <dd class="ls-ledger__count">{formatCount(props.count)}</dd>
    </div>
  );
}

function Unread({ figures }: { readonly figures: LedgerFigures }): JSX.Element | null {
  if (figures.unread.length === 0) return null;
  return (
    <section class="ls-ledger__section">
      <h2 class="ls-ledger__title">Could not be read</h2>
      <ul>
        {figures.unread.map((range) => (
          <li key={`${range.start}-${range.end}-${range.reason}`} class="ls-ledger__unread">
            {range.start === range.end
              ? `at byte ${formatCount(range.start)}`
              : `bytes ${formatCount(range.start)} to ${formatCount(range.end)}`}
            : {range.reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
