// Where every byte went: for all sources, and for one.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatCount, formatPercent } from "../../base/number_format";
import { sources, totalLedger } from "../../state/derived";
import { FIGURES, type Ledger as LedgerFigures, type QueryEdit } from "../../state/engine_types";
import { LEVELS_WORST_FIRST, levelName } from "../../state/level";
import { showCounted } from "../../state/view_actions";
import { LevelGlyph } from "../../widgets/icons";
import { ArchiveLedger } from "./archive_ledger";

/** Lists what a query finds, with edits applied to it. */
type Show = (query: string, edits?: readonly QueryEdit[]) => void;

/** The figures with a choice of source. */
export function Ledger(): JSX.Element {
  const [chosenId, choose] = useState<number | null>(null);
  const source = sources.value.find((candidate) => candidate.id === chosenId) ?? null;
  const figures = source?.ledger ?? totalLedger.value;
  const show: Show = (query, edits) => void showCounted(query, source?.name ?? null, edits);
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
      {source?.archive ? null : <Balance figures={figures} />}
      <ArchiveLedger archives={source === null ? sources.value : [source]} />
      {source?.archive ? null : <Figures figures={figures} show={show} />}
    </div>
  );
}

/** Where the bytes, lines and entries of what was read went. */
function Figures(props: { readonly figures: LedgerFigures; readonly show: Show }): JSX.Element {
  const { figures, show } = props;
  return (
    <>
      <Section title="Bytes" rows={rowsOf("bytes", figures)} show={show} />
      <Section title="Lines" rows={rowsOf("lines", figures)} show={show} />
      <Section title="Entries" rows={entryRows(figures)} show={show} />
      <Section
        title="Formats"
        rows={figures.formats.map(({ id, title, entries }) => {
          const condition = { subject: "format", id } as const;
          return { title, count: entries, query: "", edits: [{ edit: "include", condition }] };
        })}
        show={show}
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
              query={`level:${levelName(level)}`}
              show={show}
            />
          ))}
        </dl>
      </section>
      <Unread figures={figures} />
    </>
  );
}

/** Says whether the bytes add up; they always must. */
function Balance({ figures }: { readonly figures: LedgerFigures }): JSX.Element {
  const parts = FIGURES.filter(({ partOf }) => partOf === "bytesDecoded");
  const sum = parts.reduce((total, { id }) => total + figures[id], 0);
  const isEven = sum === figures.bytesDecoded;
  const unread = figures.unread.reduce((total, range) => total + range.end - range.start, 0);
  return (
    <p class={`ls-ledger__balance ${isEven ? "" : "ls-ledger__balance--off"}`}>
      {isEven
        ? `Every byte is accounted for: ${formatCount(figures.bytesInEntries)} in entries + ${formatCount(figures.bytesOutside)} outside = ${formatCount(figures.bytesDecoded)}.`
        : `The figures do not add up: ${formatCount(figures.bytesDecoded - sum)} bytes are unaccounted for. This is a bug in Logscry.`}
      {unread > 0 ? ` ${formatCount(unread)} bytes could not be read.` : ""}
    </p>
  );
}

/** A figure; with the query that lists what it counts, or the entries which hold that if it is lines or bytes. */
interface FigureRow {
  readonly title: string;
  readonly count: number;
  readonly query: string | null;
  readonly edits?: readonly QueryEdit[];
  readonly isWithin?: boolean;
}

/** The figures that count this, in the order of the core's table. */
function rowsOf(unit: "bytes" | "lines" | "entries", figures: LedgerFigures): FigureRow[] {
  const isWithin = unit !== "entries";
  return FIGURES.filter((figure) => figure.unit === unit).map(({ id, title, query }) => {
    return { title, count: figures[id], query, isWithin };
  });
}

function entryRows(figures: LedgerFigures): readonly FigureRow[] {
  const [all, ...others] = rowsOf("entries", figures);
  const { entries, parsedEntries } = figures;
  const plain = { title: "Kept as plain text", count: entries - parsedEntries };
  return [
    ...(all === undefined ? [] : [all]),
    { title: "Recognised by a format", count: parsedEntries, query: "format!=text" },
    { ...plain, query: "format:text" },
    ...others,
  ];
}

function Section(props: {
  readonly title: string;
  readonly rows: readonly FigureRow[];
  readonly show: Show;
}): JSX.Element | null {
  if (props.rows.length === 0) return null;
  const whole = props.rows[0]?.count ?? 0;
  return (
    <section class="ls-ledger__section">
      <h2 class="ls-ledger__title">{props.title}</h2>
      <dl>
        {props.rows.map(({ title, count, query, edits, isWithin }) => (
          <Figure
            key={title}
            name={title}
            count={count}
            query={query}
            edits={edits ?? []}
            isWithin={isWithin ?? false}
            show={props.show}
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
  readonly query: string | null;
  readonly edits?: readonly QueryEdit[];
  /** What is counted are lines or bytes within the entries that the query lists. */
  readonly isWithin?: boolean;
  readonly show: Show;
}): JSX.Element {
  const { count, query, edits = [], show, isWithin = false } = props;
  const listed = isWithin ? "List the entries that contain them" : "List these entries";
  return (
    <div class={`ls-ledger__row ${count === 0 ? "ls-ledger__row--none" : ""}`}>
      <dt>{props.name}</dt>
      <dd class="ls-ledger__share">{props.share ?? ""}</dd>
      <dd class="ls-ledger__count">
        {query === null || count === 0 ? (
          formatCount(count)
        ) : (
          <button
            type="button"
            class="ls-link"
            title={titleOf(query, edits, listed)}
            onClick={() => show(query, edits)}
          >
            {formatCount(count)}
          </button>
        )}
      </dd>
    </div>
  );
}

function titleOf(query: string, edits: readonly QueryEdit[], listed: string): string {
  if (query !== "") return `${listed}: ${query}`;
  return edits.length === 0 ? "List all entries" : listed;
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
