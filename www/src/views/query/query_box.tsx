// The one query box. Every click elsewhere writes here, so the language teaches itself.
// biome-ignore-all lint/a11y/useSemanticElements: type=search brings a clear button and an Escape of its own
// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus

import type {
  JSX,
  TargetedClipboardEvent,
  TargetedDragEvent,
  TargetedInputEvent,
  TargetedKeyboardEvent,
} from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { shownName, shownSentence } from "../../base/foreign_text";
import { app, type Completing } from "../../state/app_state";
import { chooseOffer, completeAt, stopCompleting, takeOffer } from "../../state/completion_actions";
import { choice, queryError, queryHint } from "../../state/derived";
import type { QueryError } from "../../state/engine_types";
import { enterList, enterListOnceAnswered, focusQuery } from "../../state/focus";
import { setDragOver } from "../../state/page_actions";
import { applyQuery, pasteIntoQuery, typeQuery } from "../../state/view_actions";
import { Icon } from "../../widgets/icons";
import { Menu } from "../../widgets/menu";
import { Offers } from "./offers";

/** The box, its recent queries, and what is wrong with the query at the place where it is wrong. */
export function QueryBox(): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  const under = useRef<HTMLDivElement>(null);
  // After the first drop the next thing is to ask.
  useEffect(focusQuery, []);
  const draft = app.draft.value;
  const isApplied = choice.value.query === draft.trim();
  const error = isApplied ? queryError.value : null;
  const hint = isApplied ? queryHint.value : null;
  const [dismissed, dismiss] = useState("");
  const completing = app.completing.value;
  const remark = error ?? (dismissed === draft ? null : hint);
  // The query is applied without the spaces around it.
  const leading = draft.length - draft.trimStart().length;
  const follow = (): void => {
    if (under.current !== null && box.current !== null)
      under.current.scrollLeft = box.current.scrollLeft;
  };
  return (
    <div class="ls-query">
      <div class={`ls-query__frame ${error === null ? "" : "ls-query__frame--wrong"}`}>
        <Icon name="search" />
        <div class="ls-query__field">
          <div ref={under} class="ls-query__under" aria-hidden="true">
            {remark === null ? null : (
              <Underline text={draft} start={remark.start + leading} end={remark.end + leading} />
            )}
          </div>
          <input
            ref={box}
            class="ls-query__input"
            type="text"
            role="searchbox"
            aria-label="Query"
            value={draft}
            placeholder={'level>=error "timeout" service:api'}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            aria-invalid={error !== null}
            aria-describedby={remark === null ? undefined : "ls-query-remark"}
            aria-autocomplete="list"
            {...offered(completing)}
            onInput={onInput}
            onBlur={stopCompleting}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onDrop={onDrop}
            onScroll={follow}
          />
        </div>
        {draft === "" ? (
          <kbd class="ls-key" aria-hidden="true">
            /
          </kbd>
        ) : (
          <button
            type="button"
            class="ls-button ls-button--quiet ls-button--icon ls-query__button"
            aria-label="Clear the query"
            onClick={() => {
              applyQuery("");
              box.current?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
        <Menu
          className="ls-query__history"
          label="Queries from this session"
          icon={<Icon name="history" />}
          emptyText="Queries you run in this session are listed here. They are not stored."
          items={app.recentQueries.value.map((query) => ({
            id: query,
            title: shownName(query),
            run: () => applyQuery(query),
          }))}
        />
      </div>
      <div class="ls-query__below">
        {remark === null ? null : (
          <Remark remark={remark} onDismiss={error === null ? () => dismiss(draft) : null} />
        )}
        <Offers onTake={(idx) => box.current !== null && take(box.current, idx)} />
      </div>
    </div>
  );
}

/** What is wrong or doubtful, over what lies below: nothing moves. */
function Remark(props: {
  readonly remark: QueryError;
  /** Null for an error, which stays until it is mended. */
  readonly onDismiss: (() => void) | null;
}): JSX.Element {
  const { remark, onDismiss } = props;
  const { message, fixes } = remark;
  const isError = onDismiss === null;
  return (
    <div class={`ls-query__remark ${isError ? "ls-query__remark--error" : ""}`}>
      <p id="ls-query-remark" role={isError ? "alert" : "status"}>
        {shownSentence(message)}
      </p>
      {fixes.map(({ title, query }) => (
        <button
          key={title}
          type="button"
          class="ls-button ls-button--small"
          title={shownName(query)}
          onClick={() => {
            applyQuery(query);
            focusQuery();
          }}
        >
          {shownName(title)}
        </button>
      ))}
      {onDismiss === null ? null : (
        <button
          type="button"
          class="ls-button ls-button--quiet ls-button--icon ls-query__button"
          aria-label="Dismiss this hint"
          onClick={onDismiss}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

function onPaste(event: TargetedClipboardEvent<HTMLInputElement>): void {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (text.trim() === "") return;
  event.preventDefault();
  void pasteInto(event.currentTarget, text);
}

/** Text dropped here is pasted; files are taken by the window. */
function onDrop(event: TargetedDragEvent<HTMLInputElement>): void {
  const { dataTransfer } = event;
  const text = dataTransfer?.getData("text/plain") ?? "";
  if (text.trim() === "" || (dataTransfer?.files.length ?? 0) > 0) return;
  event.preventDefault();
  event.stopPropagation();
  setDragOver(null);
  event.currentTarget.focus();
  void pasteInto(event.currentTarget, text);
}

async function pasteInto(box: HTMLInputElement, text: string): Promise<void> {
  const end = box.value.length;
  const cursor = await pasteIntoQuery(text, [box.selectionStart ?? end, box.selectionEnd ?? end]);
  if (cursor === null) return;
  // What is drawn with the next frame is there already then: the cursor stays where it is put.
  box.value = app.draft.value;
  box.setSelectionRange(cursor, cursor);
}

/** What the box says of the list under it. */
function offered(completing: Completing | null): Readonly<Record<string, string>> {
  if (completing === null) return {};
  const { chosen } = completing;
  return {
    "aria-controls": "ls-query-offers",
    ...(chosen === null ? {} : { "aria-activedescendant": `ls-offer-${chosen}` }),
  };
}

function onInput(event: TargetedInputEvent<HTMLInputElement>): void {
  const { value, selectionStart } = event.currentTarget;
  typeQuery(value);
  void completeAt(value, selectionStart ?? value.length);
}

/** Writes an offer; behind a name its values are offered next. */
function take(box: HTMLInputElement, idx: number | null): boolean {
  const cursor = idx === null ? takeOffer() : takeOffer(idx);
  if (cursor === null) return false;
  box.value = app.draft.value;
  box.setSelectionRange(cursor, cursor);
  if (box.value[cursor - 1] === ":") void completeAt(box.value, cursor);
  return true;
}

function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
  const { key } = event;
  const isStep = key === "ArrowDown" || key === "ArrowUp";
  const isTaken =
    (isStep && chooseOffer(key === "ArrowDown" ? 1 : -1)) ||
    ((key === "Enter" || key === "Tab") && take(event.currentTarget, null));
  const isClosed = key === "Escape" && app.completing.value !== null;
  if (isClosed || key === "Enter") stopCompleting();
  if (isTaken || isClosed) {
    event.preventDefault();
    return;
  }
  if (event.key === "Enter") {
    applyQuery(event.currentTarget.value);
    enterListOnceAnswered();
  }
  if (event.key === "ArrowDown" && enterList()) event.preventDefault();
  if (event.key !== "Escape") return;
  // One step back: first the text, then the focus.
  event.preventDefault();
  if (event.currentTarget.value === "") event.currentTarget.blur();
  else applyQuery("");
}

/** The query again, invisible, with a wavy line under the part that is wrong; at its end, under one more place. */
function Underline(props: {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}): JSX.Element {
  const wrong = props.text.slice(props.start, props.end);
  return (
    <>
      {props.text.slice(0, props.start)}
      <span class="ls-query__wrong">{wrong === "" ? "\u00a0" : wrong}</span>
      {props.text.slice(props.end)}
    </>
  );
}
