// Single lines under the status: what needs the user, and the fix as a button.

import type { JSX } from "preact";
import { app } from "../../state/app_state";
import { sources } from "../../state/derived";
import { type Notice, noticesFor } from "../../state/notices";
import { dismissNotice, showPanel } from "../../state/page_actions";
import { readAsText, readMore, rereadSource, unpackAll } from "../../state/source_actions";
import { Icon } from "../../widgets/icons";

/** The notices that were not dismissed, and what was said last. */
export function Notices(): JSX.Element | null {
  const { selection, notice } = app.snapshot.value;
  const notices = noticesFor(sources.value, selection.unsearched, notice).filter(
    ({ id }) => !app.dismissedNotices.value.has(id),
  );
  const said = [app.openProblem.value, app.announcement.value].filter(
    (text) => text !== null && text !== "",
  );
  if (notices.length === 0 && said.length === 0) return null;
  return (
    <section class="ls-notices" aria-label="Notices">
      {said.map((text) => (
        <p key={text} class="ls-notices__line">
          {text}
        </p>
      ))}
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeLine({ notice }: { readonly notice: Notice }): JSX.Element {
  const { fix } = notice;
  const run = (): void => {
    if (fix?.kind === "readMore") readMore(fix.source);
    if (fix?.kind === "reread") rereadSource(fix.source);
    if (fix?.kind === "unpackAll") unpackAll(fix.source);
    if (fix?.kind === "readAsText") readAsText(fix.source);
    if (fix?.kind === "showSources") showPanel("sources");
  };
  return (
    <div class={`ls-notices__line ls-notices__line--${notice.tone}`}>
      <p class="ls-notices__text">{notice.text}</p>
      {fix === null ? null : (
        <button type="button" class="ls-link" onClick={run}>
          {fix.title}
        </button>
      )}
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon ls-notices__close"
        aria-label={`Dismiss: ${notice.text}`}
        onClick={() => dismissNotice(notice.id)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
