// One entry in full: what it says, the stack trace in it, its fields, its original text.

import type { JSX } from "preact";
import { formatCount } from "../../base/number_format";
import { app } from "../../state/app_state";
import { rowCount } from "../../state/derived";
import { closeDetail } from "../../state/detail_actions";
import type { EntryDetail } from "../../state/engine_types";
import { moveRows } from "../../state/list_actions";
import { copyOriginal, setPreferences, toggleWrap } from "../../state/page_actions";
import { Icon } from "../../widgets/icons";
import { useMedia } from "../../widgets/media";
import { Sheet } from "../../widgets/sheet";
import { Splitter } from "../../widgets/splitter";
import { Body } from "./body";
import { GroupLine } from "./group_line";
import { Meta } from "./meta";

/** The pane; nothing while it is closed. */
export function Detail(): JSX.Element | null {
  const detail = app.detail.value;
  const isWide = useMedia("(min-width: 1600px)");
  const isSheet = useMedia("(max-width: 899px)");
  if (detail.kind === "closed") return null;
  const { detailWidthPx, detailHeightPx } = app.preferences.value;
  const isBelow = !isWide && !isSheet;
  const entry =
    detail.kind === "shown" ? detail.entry : detail.kind === "loading" ? detail.last : null;
  return (
    <>
      <div class="ls-detail__splitter">
        {isBelow ? (
          <Splitter
            label="Height of the entry pane"
            parts="above"
            sizes="after"
            valuePx={detailHeightPx}
            minPx={120}
            maxPx={1000}
            onResize={(px) => setPreferences({ detailHeightPx: px })}
          />
        ) : (
          <Splitter
            label="Width of the entry pane"
            parts="beside"
            sizes="after"
            valuePx={detailWidthPx}
            minPx={320}
            maxPx={1200}
            onResize={(px) => setPreferences({ detailWidthPx: px })}
          />
        )}
      </div>
      <Sheet
        label="Entry"
        side={isBelow ? "below" : "right"}
        isOpen
        sizePx={isBelow ? detailHeightPx : detailWidthPx}
        onClose={closeDetail}
      >
        <Head entry={entry} />
        <GroupLine />
        <Body
          entry={entry}
          problem={detail.kind === "failed" ? detail.reason : null}
          isStale={isLastOne(detail.kind, entry)}
        />
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
      {entry === null ? null : <Meta entry={entry} isListed={idx !== null} />}
      <div class="ls-detail__buttons">
        <HeadButton
          icon="previous"
          label="Previous entry"
          keys="K"
          isOff={idx === null || idx === 0}
          onClick={() => void moveRows(-1)}
        />
        <HeadButton
          icon="next"
          label="Next entry"
          keys="J"
          isOff={idx === null || idx >= total - 1}
          onClick={() => void moveRows(1)}
        />
        <WrapButton />
        <HeadButton
          icon="copy"
          label="Copy the original text"
          keys=""
          isOff={entry === null}
          onClick={() => entry !== null && copyOriginal(entry)}
        />
        <HeadButton
          icon="close"
          label="Close the entry"
          keys="Esc"
          isOff={false}
          onClick={closeDetail}
        />
      </div>
    </div>
  );
}

function HeadButton(props: {
  readonly icon: "previous" | "next" | "copy" | "close";
  readonly label: string;
  readonly keys: string;
  readonly isOff: boolean;
  readonly onClick: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="ls-button ls-button--quiet ls-button--icon"
      aria-label={props.label}
      title={props.keys === "" ? props.label : `${props.label} (${props.keys})`}
      disabled={props.isOff}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

function WrapButton(): JSX.Element {
  const { isWrapped } = app.preferences.value;
  return (
    <button
      type="button"
      class={`ls-button ls-button--quiet ls-button--icon ${isWrapped ? "ls-detail__on" : ""}`}
      aria-label="Wrap long lines"
      aria-pressed={isWrapped}
      title={`${isWrapped ? "Long lines are wrapped" : "Long lines are not wrapped"} (L)`}
      onClick={toggleWrap}
    >
      <Icon name="wrap" />
    </button>
  );
}
