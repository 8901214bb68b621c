// Says that the filter is set aside, and leads back to it.

import type { JSX } from "preact";
import { goBack } from "../../state/aside_actions";
import { aside } from "../../state/derived";
import { MarkedText } from "../../widgets/marked_text";

/** Below the rows, so that none of them moves; nothing while the filter holds. */
export function AsideBar(): JSX.Element | null {
  const now = aside.value;
  if (now === null) return null;
  const { query, range } = now.back;
  const parts = [query === "" ? null : query, range === null ? null : "the selected time range"];
  const filter = parts.filter((part) => part !== null).join(" and ");
  return (
    <section class="ls-entries__aside" aria-label="Filter set aside">
      <span class="ls-entries__aside-text">
        Showing <MarkedText text={now.what} spans={[]} />.
        {filter === "" ? null : (
          <>
            {" "}
            Set aside:{" "}
            <code>
              <MarkedText text={filter} spans={[]} />
            </code>
          </>
        )}
      </span>
      <button type="button" class="ls-button ls-button--small" onClick={goBack}>
        Back <kbd class="ls-key">C</kbd>
      </button>
    </section>
  );
}
