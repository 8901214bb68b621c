// The note on the bookmark of the entry that is shown.

import type { JSX } from "preact";
import { bookmarkOf, noteBookmark } from "../../state/bookmarks";
import type { EntryKey } from "../../state/engine_types";

/** A field to write the note in; nothing without a bookmark. */
export function BookmarkNote({ of }: { readonly of: EntryKey }): JSX.Element | null {
  const bookmark = bookmarkOf(of);
  if (bookmark === null) return null;
  return (
    <label class="ls-detail__note">
      <span>Bookmark</span>
      <input
        class="ls-detail__note-input"
        type="text"
        maxLength={200}
        placeholder="Note"
        autocomplete="off"
        value={bookmark.note}
        onInput={({ currentTarget }) => noteBookmark(of, currentTarget.value)}
      />
    </label>
  );
}
