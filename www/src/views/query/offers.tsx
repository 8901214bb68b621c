// What can be written at the cursor: a list under the box, chosen by arrows and taken by Enter or a click.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the box, which names the chosen offer
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are those of the box
// biome-ignore-all lint/a11y/useSemanticElements: a select takes the focus

import type { JSX } from "preact";
import { shownName } from "../../base/foreign_text";
import { app } from "../../state/app_state";
import { NameText } from "../../widgets/marked_text";

/** The list; nothing while there is nothing to offer. */
export function Offers(props: { readonly onTake: (idx: number) => void }): JSX.Element | null {
  const completing = app.completing.value;
  if (completing === null) return null;
  const { offers, chosen } = completing;
  return (
    <div class="ls-query__offers" id="ls-query-offers" role="listbox" aria-label="Completions">
      {offers.map(({ shown, detail }, idx) => (
        <div
          key={`${idx} ${shown}`}
          id={`ls-offer-${idx}`}
          role="option"
          aria-selected={idx === chosen}
          class={`ls-query__offer ${idx === chosen ? "ls-query__offer--chosen" : ""}`}
          title={shownName(shown)}
          // The focus stays in the box.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onTake(idx)}
        >
          <span class="ls-query__offer-name">
            <NameText name={shown} />
          </span>
          <span class="ls-query__offer-detail">{detail}</span>
        </div>
      ))}
    </div>
  );
}
