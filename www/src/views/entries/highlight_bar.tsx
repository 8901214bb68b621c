// The words that are highlighted, each in its colour, with a way to take it away.

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { shownName } from "../../base/foreign_text";
import { app } from "../../state/app_state";
import { switchHighlight } from "../../state/highlights";
import { Icon } from "../../widgets/icons";
import { canPaint, paintHighlights } from "./highlight_paint";

/** Below the rows, so that none of them moves; nothing while no word is highlighted. */
export function HighlightBar(): JSX.Element | null {
  useEffect(paintHighlights, []);
  const words = app.highlights.value;
  if (words.length === 0) return null;
  return (
    <section class="ls-entries__highlights" aria-label="Highlighted words">
      {canPaint() ? null : <span>This browser cannot colour words.</span>}
      {words.map(({ word, colour }) => (
        <button
          key={colour}
          type="button"
          class={`ls-entries__highlight ls-entries__highlight--${colour + 1}`}
          title="Highlight no more"
          onClick={() => switchHighlight(word)}
        >
          {shownName(word)}
          <Icon name="close" />
        </button>
      ))}
    </section>
  );
}
