// Every source: what it was taken for and why, how far it is read, what is wrong with it.

import type { JSX } from "preact";
import { formatBytes, formatCount, formatCounted } from "../../base/number_format";
import { formatRange, offsetName } from "../../base/time";
import { app } from "../../state/app_state";
import { sources } from "../../state/derived";
import type { SourceState } from "../../state/engine_types";
import { readMoreTitle } from "../../state/notices";
import { fieldTerm } from "../../state/query_edit";
import { closeSource, openPicker, readMore, rereadSource } from "../../state/source_actions";
import { showCounted } from "../../state/view_actions";
import { Icon } from "../../widgets/icons";
import { OverruleForm } from "./overrule_form";

const PHASES: Record<SourceState["phase"], string> = {
  queued: "waiting",
  reading: "reading",
  ready: "read",
  failed: "could not be read",
  cancelled: "cancelled",
};

/** The list of sources. */
export function Sources(): JSX.Element {
  return (
    <>
      <ul class="ls-sources" aria-label="Sources">
        {sources.value.map((source) => (
          <Source key={source.id} source={source} />
        ))}
      </ul>
      <div class="ls-sources__more">
        <button
          type="button"
          class="ls-button ls-button--small"
          onClick={() => openPicker("files")}
        >
          Open…
        </button>
        <button
          type="button"
          class="ls-button ls-button--small"
          onClick={() => openPicker("folder")}
        >
          Open folder…
        </button>
      </div>
    </>
  );
}

function Source({ source }: { readonly source: SourceState }): JSX.Element {
  const isBusy = source.phase === "reading" || source.phase === "queued";
  return (
    <li class="ls-sources__item">
      <div class="ls-sources__head">
        <span class="ls-sources__name" title={source.path}>
          {source.name}
        </span>
        <button
          type="button"
          class="ls-button ls-button--quiet ls-button--icon ls-sources__close"
          aria-label={`Close ${source.name}`}
          title="Close this source"
          onClick={() => closeSource(source.id)}
        >
          <Icon name="close" />
        </button>
      </div>
      <p class="ls-sources__line">
        <span title={`${formatCount(source.sizeBytes)} bytes`}>
          {formatBytes(source.sizeBytes)}
        </span>
        <span>{formatCounted(source.ledger.entries, "entry", "entries")}</span>
        {source.phase === "ready" ? null : (
          <span class={source.phase === "failed" ? "ls-sources__bad" : ""}>
            {PHASES[source.phase]}
            {source.phase === "reading" ? ` ${Math.floor(source.progress * 100)} %` : ""}
          </span>
        )}
      </p>
      {isBusy ? (
        <div class="ls-sources__bar">
          <div class="ls-sources__done" style={{ transform: `scaleX(${source.progress})` }} />
        </div>
      ) : null}
      {source.firstNanos === null || source.lastNanos === null ? (
        isBusy || source.phase === "failed" ? null : (
          <p class="ls-sources__line">no times</p>
        )
      ) : (
        <p class="ls-sources__line">{formatRange(source.firstNanos, source.lastNanos, 0)}</p>
      )}
      {source.format === null ? null : (
        <p class="ls-sources__format">
          <span class="ls-sources__format-name">{source.format.title}</span>{" "}
          <span class="ls-sources__why">{source.format.why}</span>
        </p>
      )}
      <OwnFormatUse source={source} />
      <Inferred source={source} />
      {source.format === null && !isBusy ? null : <OverruleForm id={source.id} />}
      {source.notice === null ? null : (
        <p class="ls-sources__notice">
          <span>{source.notice}</span>
          {source.newBytes === null ? null : (
            <button type="button" class="ls-link" onClick={() => readMore(source.id)}>
              {readMoreTitle(source.newBytes)}
            </button>
          )}
          {source.canReread ? (
            <button type="button" class="ls-link" onClick={() => rereadSource(source.id)}>
              Read again
            </button>
          ) : null}
        </p>
      )}
    </li>
  );
}

/** How much a format of her own reads, with a way to the entries that it does not. */
function OwnFormatUse({ source }: { readonly source: SourceState }): JSX.Element | null {
  const { formats, entries } = source.ledger;
  const isOwn = (name: string): boolean => app.formats.value.some((own) => own.name === name);
  const used = source.phase === "ready" ? formats.filter(({ id }) => isOwn(id)) : [];
  if (used.length === 0) return null;
  const nLeft = entries - used.reduce((sum, format) => sum + format.entries, 0);
  const others = used.map(({ id }) => `-${fieldTerm("format", id)}`).join(" ");
  return (
    <p class="ls-sources__line">
      {nLeft === 0 ? (
        "Your format reads every entry."
      ) : (
        <button type="button" class="ls-link" onClick={() => showCounted(others, source.name)}>
          {formatCounted(nLeft, "entry", "entries")} your format does not read
        </button>
      )}
    </p>
  );
}

function Inferred({ source }: { readonly source: SourceState }): JSX.Element | null {
  const { inferredZone, inferredYear, entries } = source.ledger;
  const zone = offsetName(source.overrule.offsetSecs ?? 0);
  const parts = [
    inferredZone > 0 ? `no zone in ${portion(inferredZone, entries)}: read as ${zone}` : "",
    inferredYear > 0 ? `no year in ${portion(inferredYear, entries)}: inferred` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? null : <p class="ls-sources__inferred">{parts.join("; ")}</p>;
}

function portion(part: number, whole: number): string {
  return part === whole ? "any time" : formatCounted(part, "time");
}
