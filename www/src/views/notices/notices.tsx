// What needs the user: the worst of it in the status line, which is always there; what was said last, for a moment, over
// the page. Nothing moves for either.

import type { JSX } from "preact";
import { app } from "../../state/app_state";
import { hasSources } from "../../state/derived";
import { notes } from "../../state/notices";
import { NoteLine } from "./note_line";

/** The first of the notes, and what was said last. */
export function Notices(): JSX.Element | null {
  const said = app.announcement.value;
  const [first] = hasSources.value ? notes.value : [];
  if (first === undefined && said === "") return null;
  return (
    <section class="ls-notices" aria-label="Notices">
      {first === undefined ? null : <NoteLine key={first.id} notice={first} isShort />}
      {said === "" ? null : (
        <p key={said} class="ls-notices__said">
          {said}
        </p>
      )}
    </section>
  );
}
