// One note: what happened, what to do about it, and the way to have it out of sight.

import type { JSX } from "preact";
import type { Notice } from "../../state/notices";
import { dismissNotice, showPanel } from "../../state/page_actions";
import { readAsText, readMore, rereadSource, unpackAll } from "../../state/source_actions";
import { Icon } from "../../widgets/icons";

export interface NoteLineProps {
  readonly notice: Notice;
  /** On one line, with the whole text under the pointer; else in full. */
  readonly isShort: boolean;
}

/** A note with its buttons. */
export function NoteLine({ notice, isShort }: NoteLineProps): JSX.Element {
  const { fix, text, tone } = notice;
  return (
    <div
      class={`ls-notices__line ls-notices__line--${tone} ${isShort ? "ls-notices__line--short" : ""}`}
    >
      <p class="ls-notices__text" title={isShort ? text : undefined}>
        {text}
      </p>
      {fix === null ? null : (
        <button type="button" class="ls-link" onClick={() => run(fix)}>
          {fix.title}
        </button>
      )}
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon ls-notices__close"
        aria-label={`Dismiss: ${text}`}
        onClick={() => dismissNotice(notice.id)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function run(fix: NonNullable<Notice["fix"]>): void {
  if (fix.kind === "readMore") readMore(fix.source);
  if (fix.kind === "reread") rereadSource(fix.source);
  if (fix.kind === "unpackAll") unpackAll(fix.source);
  if (fix.kind === "readAsText") readAsText(fix.source);
  if (fix.kind === "showSources") showPanel("sources");
}
