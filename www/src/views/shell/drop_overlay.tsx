// Says what dropping would do.

import type { JSX } from "preact";
import { formatCounted } from "../../base/number_format";
import { app } from "../../state/app_state";
import { Icon } from "../../widgets/icons";

/** Over the whole window while something is dragged. */
export function DropOverlay(): JSX.Element | null {
  const drag = app.dragOver.value;
  if (drag === null) return null;
  const hasSources = app.snapshot.value.sources.length > 0;
  const what = drag.isFiles ? formatCounted(drag.items, "item") : "this text";
  return (
    <div class="ls-shell__drop">
      <div class="ls-shell__drop-card">
        <Icon name="drop" />
        <p class="ls-shell__drop-text">
          Drop to read {what}
          {hasSources ? " and add to what is open" : ""}
        </p>
        <p class="ls-shell__drop-hint">Everything stays on this machine.</p>
      </div>
    </div>
  );
}
