// One entry in full: its place, its fields, its original text.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
// biome-ignore-all lint/a11y/useSemanticElements: a fieldset is for forms
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the name says what the scrolled text is

import type { JSX } from "preact";
import { formatBytes, formatCount } from "../../base/number_format";
import { formatMoment } from "../../base/time";
import { app } from "../../state/app_state";
import { needles, rowCount, sourceLabels } from "../../state/derived";
import { closeDetail, say } from "../../state/detail_actions";
import type { EntryDetail } from "../../state/engine_types";
import { levelName } from "../../state/level";
import { moveRows } from "../../state/list_actions";
import { openMarking } from "../../state/marking_actions";
import { setPreferences } from "../../state/page_actions";
import { Icon, LevelGlyph } from "../../widgets/icons";
import { MarkedText } from "../../widgets/marked_text";
import { Sheet } from "../../widgets/sheet";
import { Splitter } from "../../widgets/splitter";
import { FieldList } from "./field_list";

/** The pane; nothing while it is closed. */
export function Detail(): JSX.Element | null {
  const detail = app.detail.value;
  if (detail.kind === "closed") return null;
  const widthPx = app.preferences.value.detailWidthPx;
  const entry =
    detail.kind === "shown" ? detail.entry : detail.kind === "loading" ? detail.last : null;
  return (
    <>
      <div class="ls-detail__splitter">
        <Splitter
          label="Width of the entry pane"
          sizes="after"
          valuePx={widthPx}
          minPx={320}
          maxPx={900}
          onResize={(px) => setPreferences({ detailWidthPx: px })}
        />
      </div>
      <Sheet label="Entry" side="right" isOpen widthPx={widthPx} onClose={closeDetail}>
        <Head entry={entry} />
        <div
          class={`ls-detail__body ${isLastOne(detail.kind, entry) ? "ls-detail__body--stale" : ""}`}
          tabIndex={0}
          role="group"
          aria-label="Entry in full"
        >
          {detail.kind === "failed" ? <p class="ls-detail__problem">{detail.reason}</p> : null}
          {entry === null ? null : <Body entry={entry} />}
        </div>
      </Sheet>
    </>
  );
}

/** Whether what is shown is the entry before: the head names another one already. */
function isLastOne(kind: string, entry: EntryDetail | null): boolean {
  const place = app.place.value;
  if (kind === "loading" || entry === null || place === null) return kind === "loading";
  return place.key?.source !== entry.key.source || place.key.offset !== entry.key.offset;
}

function Head({ entry }: { readonly entry: EntryDetail | null }): JSX.Element {
  const idx = app.place.value?.idx ?? null;
  const total = rowCount.value;
  return (
    <div class="ls-detail__head">
      <h2 class="ls-detail__title">
        {idx === null ? "Entry" : `Entry ${formatCount(idx + 1)}`}
        <span class="ls-detail__of">{idx === null ? "" : ` of ${formatCount(total)}`}</span>
      </h2>
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label="Previous entry"
        title="Previous entry (K)"
        disabled={idx === null || idx === 0}
        onClick={() => void moveRows(-1)}
      >
        <Icon name="previous" />
      </button>
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label="Next entry"
        title="Next entry (J)"
        disabled={idx === null || idx >= total - 1}
        onClick={() => void moveRows(1)}
      >
        <Icon name="next" />
      </button>
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label="Copy the original text"
        title="Copy the original text"
        disabled={entry === null}
        onClick={() => entry !== null && void copy(entry.raw)}
      >
        <Icon name="copy" />
      </button>
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label="Close the entry"
        title="Close (Esc)"
        onClick={closeDetail}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function Body({ entry }: { readonly entry: EntryDetail }): JSX.Element {
  const source = sourceLabels.value.get(entry.key.source);
  const sought = needles.value;
  const name = levelName(entry.level);
  // Frames of a stack trace are easier to read side by side with their neighbours than wrapped.
  const isTrace = /\n\s+at /.test(entry.raw);
  return (
    <>
      <p class="ls-detail__when">
        <LevelGlyph level={entry.level} name={name} />
        <span class={`ls-detail__level ls-detail__level--${name}`}>{name}</span>
        <span>
          {entry.key.nanos === null ? "no time" : formatMoment(entry.key.nanos, entry.digits)}
        </span>
        <Inferred bits={entry.inferred} />
      </p>
      <p class="ls-detail__where">
        {source?.path ?? "a closed source"}
        {entry.line === null ? "" : `, line ${formatCount(entry.line)}`}
        <span class="ls-detail__format">{entry.format}</span>
      </p>
      {entry.fields.length === 0 ? null : <FieldList fields={entry.fields} needles={sought} />}
      <section class="ls-detail__section">
        <h3 class="ls-detail__section-title">
          Original text
          <span class="ls-detail__size" title={`starts at byte ${formatCount(entry.key.offset)}`}>
            {entry.lengthBytes < 1000
              ? `${entry.lengthBytes} bytes`
              : formatBytes(entry.lengthBytes)}
          </span>
        </h3>
        <pre
          class={`ls-detail__raw ${isTrace ? "ls-detail__raw--trace" : ""}`}
          tabIndex={0}
          aria-label="Original text"
        >
          <MarkedText text={entry.raw.replace(/\r?\n$/, "")} needles={sought} />
        </pre>
        <button
          type="button"
          class="ls-button ls-button--small ls-detail__mark"
          title="Show which parts are time, level, message and fields (Shift+F)"
          onClick={openMarking}
        >
          Teach this format…
        </button>
        {entry.isRawClipped ? (
          <p class="ls-detail__problem">
            Only the beginning is shown: the entry is {formatCount(entry.lengthBytes)} bytes long.
          </p>
        ) : null}
      </section>
    </>
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

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say("Original text copied.");
  } catch {
    say(
      "The browser does not let this page write to the clipboard. Select the text and press Ctrl+C (⌘C on a Mac).",
    );
  }
}
