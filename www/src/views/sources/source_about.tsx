// What a source was taken for and why, how far it is read, what is wrong with it.

import type { JSX } from "preact";
import { formatBytes, formatCount, formatCounted } from "../../base/number_format";
import { formatDate, formatRange } from "../../base/time";
import { offsetName } from "../../base/zone";
import { app } from "../../state/app_state";
import type { QueryEdit, SourceState } from "../../state/engine_types";
import { isBad, READ_AS_TEXT_TITLE, readMoreTitle, UNPACK_ALL_TITLE } from "../../state/notices";
import { readAsText, readMore, rereadSource, unpackAll } from "../../state/source_actions";
import { errorsOf } from "../../state/source_rows";
import { showCounted } from "../../state/view_actions";
import { shownZone } from "../../state/zone";
import { OverruleForm } from "./overrule_form";

/** Everything about a source below its name and size. */
export function SourceAbout({ source }: { readonly source: SourceState }): JSX.Element {
  const isBusy = source.phase === "reading" || source.phase === "queued";
  return (
    <>
      {source.archive === null ? <Counts source={source} /> : null}
      <Times source={source} />
      {source.format === null ? null : (
        <p class="ls-sources__format">
          <span class="ls-sources__format-name">{source.format.title}</span>
          {" · "}
          <span class="ls-sources__why">{source.format.why}</span>
        </p>
      )}
      <OwnFormatUse source={source} />
      <Inferred source={source} />
      {source.archive !== null || (source.format === null && !isBusy) ? null : (
        <OverruleForm id={source.id} />
      )}
      {source.notice === null ? null : (
        <p class={`ls-sources__notice ${isBad(source) ? "ls-sources__notice--bad" : ""}`}>
          <span>{source.notice}</span>
          {source.newBytes === null ? null : (
            <button type="button" class="ls-link" onClick={() => readMore(source.id)}>
              {readMoreTitle(source.newBytes)}
            </button>
          )}
          {source.isTooMuch ? (
            <button type="button" class="ls-link" onClick={() => unpackAll(source.id)}>
              {UNPACK_ALL_TITLE}
            </button>
          ) : null}
          {source.isBinary ? (
            <button type="button" class="ls-link" onClick={() => readAsText(source.id)}>
              {READ_AS_TEXT_TITLE}
            </button>
          ) : null}
          {source.canReread ? (
            <button type="button" class="ls-link" onClick={() => rereadSource(source.id)}>
              Read again
            </button>
          ) : null}
        </p>
      )}
    </>
  );
}

/** Its size, and links to its entries and errors. */
function Counts({ source }: { readonly source: SourceState }): JSX.Element {
  const { name, sizeBytes, ledger } = source;
  const errors = errorsOf(source);
  return (
    <p class="ls-sources__line">
      <span title={`${formatCount(sizeBytes)} bytes`}>{formatBytes(sizeBytes)}</span>
      <button type="button" class="ls-link" onClick={() => void showCounted("", name)}>
        {formatCounted(ledger.entries, "entry", "entries")}
      </button>
      {errors === 0 ? null : (
        <button
          type="button"
          class="ls-link"
          onClick={() => void showCounted("level>=error", name)}
        >
          {formatCounted(errors, "error")}
        </button>
      )}
    </p>
  );
}

/** How much a format of her own reads, with a way to the entries that it does not. */
function OwnFormatUse({ source }: { readonly source: SourceState }): JSX.Element | null {
  const { formats, entries } = source.ledger;
  const isOwn = (name: string): boolean => app.formats.value.some((own) => own.name === name);
  const used = source.phase === "ready" ? formats.filter(({ id }) => isOwn(id)) : [];
  if (used.length === 0) return null;
  const nLeft = entries - used.reduce((sum, format) => sum + format.entries, 0);
  const others = used.map(({ id }): QueryEdit => {
    return { edit: "exclude", condition: { subject: "format", id } };
  });
  return (
    <p class="ls-sources__line">
      {nLeft === 0 ? (
        "Your format fits every entry."
      ) : (
        <button
          type="button"
          class="ls-link"
          onClick={() => void showCounted("", source.name, others)}
        >
          {formatCounted(nLeft, "entry does", "entries do")} not fit your format
        </button>
      )}
    </p>
  );
}

function Times({ source }: { readonly source: SourceState }): JSX.Element | null {
  const { firstNanos, lastNanos, phase, archive } = source;
  if (firstNanos !== null && lastNanos !== null) {
    return <p class="ls-sources__line">{formatRange(firstNanos, lastNanos, 0, shownZone.value)}</p>;
  }
  const isDone = phase === "ready" || phase === "cancelled";
  return isDone && archive === null ? <p class="ls-sources__line">no times</p> : null;
}

function Inferred({ source }: { readonly source: SourceState }): JSX.Element | null {
  const { inferredZone, inferredYear, entries } = source.ledger;
  const zone = offsetName(source.overrule.offsetSecs ?? 0);
  const parts = [
    inferredZone > 0 ? `No time zone${portion(inferredZone, entries)}: read as ${zone}` : "",
    inferredYear > 0 ? `No year${portion(inferredYear, entries)}: ${yearsOf(source)}` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? null : <p class="ls-sources__inferred">{parts.join(". ")}</p>;
}

function portion(part: number, whole: number): string {
  return part === whole ? "" : ` in ${formatCounted(part, "time")}`;
}

/** The years that were assumed, if every time lacked one. */
function yearsOf({ ledger, firstNanos, lastNanos }: SourceState): string {
  if (ledger.inferredYear < ledger.entries || firstNanos === null || lastNanos === null)
    return "inferred";
  const [first, last] = [firstNanos, lastNanos].map((nanos) => formatDate(nanos).slice(0, 4));
  return first === last ? `${last} assumed` : `${first} to ${last} assumed`;
}
