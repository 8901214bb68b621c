// Finds in the list without hiding anything.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { formatCount } from "../../base/number_format";
import { app, type FindState } from "../../state/app_state";
import { closeFind, goToFound, typeFind } from "../../state/find_actions";
import { Icon } from "../../widgets/icons";

/** Below the rows, so that none of them moves; nothing while it is closed. */
export function FindBar(): JSX.Element | null {
  const now = app.find.value;
  if (now === null) return null;
  const isOff = (now.found?.total ?? 0) === 0;
  return (
    <search class="ls-entries__find" aria-label="Find in the list">
      <input
        class="ls-entries__find-box"
        type="text"
        data-find-box
        aria-label="Find in the list"
        placeholder="Find in the list, without hiding anything"
        spellcheck={false}
        autocomplete="off"
        value={now.draft}
        onInput={({ currentTarget }) => typeFind(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span
        class={`ls-entries__find-count ${problemOf(now) === null ? "" : "ls-entries__find-count--bad"}`}
        role="status"
      >
        {problemOf(now) ?? countOf(now)}
      </span>
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label="Previous match"
        title="Previous match (Shift+Enter, or Shift+N in the list)"
        disabled={isOff}
        onClick={() => void goToFound("previous")}
      >
        <Icon name="previous" />
      </button>
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label="Next match"
        title="Next match (Enter, or N in the list)"
        disabled={isOff}
        onClick={() => void goToFound("next")}
      >
        <Icon name="next" />
      </button>
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label="Close the find bar"
        title="Close (Esc)"
        onClick={closeFind}
      >
        <Icon name="close" />
      </button>
    </search>
  );
}

function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "Enter") return;
  event.preventDefault();
  void goToFound(event.shiftKey ? "previous" : "next");
}

function problemOf({ found }: FindState): string | null {
  return found?.error?.message ?? null;
}

function countOf({ draft, found, at }: FindState): string {
  if (draft.trim() === "") return "";
  if (found === null) return "…";
  const more = found.isComplete ? "" : " so far";
  if (found.total === 0) return found.isComplete ? "not in this list" : "…";
  const total = formatCount(found.total);
  return at === null ? `${total} found${more}` : `${formatCount(at)} of ${total}${more}`;
}
