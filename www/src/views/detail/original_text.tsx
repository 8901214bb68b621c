// The text of an entry as it stands in its source, behind a toggle.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the name says what the scrolled text is

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatBytes, formatCount } from "../../base/number_format";
import type { TextMarks } from "../../base/text_marks";
import { app } from "../../state/app_state";
import type { EntryDetail } from "../../state/engine_types";
import { openMarking } from "../../state/marking_actions";
import { copyOriginal, setPreferences } from "../../state/page_actions";
import { Icon } from "../../widgets/icons";
import { MarkedText } from "../../widgets/marked_text";

/** Opens by itself where a hit is nowhere else. */
export function OriginalText(props: {
  readonly entry: EntryDetail;
  readonly marks: TextMarks;
  readonly hasHiddenHit: boolean;
}): JSX.Element {
  const { entry, marks, hasHiddenHit } = props;
  const { isOriginalOpen } = app.preferences.value;
  const [isLeftClosed, leaveClosed] = useState(false);
  const isOpen = isOriginalOpen || (hasHiddenHit && !isLeftClosed);
  const toggle = (): void => {
    leaveClosed(isOpen);
    setPreferences({ isOriginalOpen: !isOpen });
  };
  return (
    <section class="ls-detail__section">
      <h3 class="ls-detail__section-title">
        <button
          type="button"
          class={`ls-detail__toggle ${isOpen ? "ls-detail__toggle--open" : ""}`}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          <Icon name="fold" />
          Original text
        </button>
        <span class="ls-detail__size" title={`starts at byte ${formatCount(entry.key.offset)}`}>
          {entry.lengthBytes < 1000 ? `${entry.lengthBytes} bytes` : formatBytes(entry.lengthBytes)}
        </span>
      </h3>
      {isOpen ? (
        <>
          <pre class="ls-detail__raw" tabIndex={0} aria-label="Original text">
            <MarkedText
              text={entry.raw.replace(/\r?\n$/, "")}
              spans={marks.of(entry.raw.replace(/\r?\n$/, ""))}
            />
          </pre>
          {entry.isRawClipped ? (
            <p class="ls-detail__clipped">
              Only the beginning is shown: the entry is {formatCount(entry.lengthBytes)} bytes long.
              <button
                type="button"
                class="ls-link ls-detail__switch"
                onClick={() => copyOriginal(entry)}
              >
                Copy all of it
              </button>
            </p>
          ) : null}
        </>
      ) : null}
      <button
        type="button"
        class="ls-button ls-button--small ls-detail__mark"
        title="Show which parts are time, level, message and fields (Shift+F)"
        onClick={openMarking}
      >
        Teach this format…
      </button>
    </section>
  );
}
