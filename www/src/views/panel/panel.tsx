// The left panel: tabs over the same selection.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys

import type { ComponentChildren, JSX, TargetedKeyboardEvent } from "preact";
import { app } from "../../state/app_state";
import { closePanelSheet, setPreferences, showPanel } from "../../state/page_actions";
import type { PanelTab } from "../../state/panel_tab";
import { Icon } from "../../widgets/icons";
import { Sheet } from "../../widgets/sheet";
import { Splitter } from "../../widgets/splitter";

export interface PanelPart {
  readonly id: PanelTab;
  readonly title: string;
  readonly draw: () => ComponentChildren;
}

/** The panel with its splitter; the tabs come in from outside. */
export function Panel({ parts }: { readonly parts: readonly PanelPart[] }): JSX.Element | null {
  const { panelWidthPx, isPanelOpen } = app.preferences.value;
  const tab = app.panelTab.value;
  if (!isPanelOpen && !app.isPanelSheetOpen.value) return null;
  return (
    <>
      <Sheet
        label="Panel"
        side="left"
        isOpen={app.isPanelSheetOpen.value}
        sizePx={panelWidthPx}
        onClose={closePanelSheet}
      >
        <div class="ls-panel__head">
          <div
            class="ls-panel__tabs"
            role="tablist"
            aria-label="Panel"
            onKeyDown={(event) => onTabKey(event, parts)}
          >
            {parts.map((part) => (
              <button
                key={part.id}
                type="button"
                role="tab"
                id={`ls-tab-${part.id}`}
                aria-selected={part.id === tab}
                aria-controls="ls-panel-body"
                tabIndex={part.id === tab ? 0 : -1}
                class={`ls-panel__tab ${part.id === tab ? "ls-panel__tab--on" : ""}`}
                onClick={() => showPanel(part.id)}
              >
                {part.title}
              </button>
            ))}
          </div>
          <button
            type="button"
            class="ls-button ls-button--quiet ls-button--icon ls-panel__close"
            aria-label="Close the panel"
            onClick={closePanelSheet}
          >
            <Icon name="close" />
          </button>
        </div>
        <div
          class="ls-panel__body"
          id="ls-panel-body"
          role="tabpanel"
          aria-labelledby={`ls-tab-${tab}`}
          tabIndex={0}
        >
          {parts.find((part) => part.id === tab)?.draw()}
        </div>
      </Sheet>
      <div class="ls-panel__splitter">
        <Splitter
          label="Width of the panel"
          parts="beside"
          sizes="before"
          valuePx={panelWidthPx}
          minPx={240}
          maxPx={640}
          onResize={(px) => setPreferences({ panelWidthPx: px })}
        />
      </div>
    </>
  );
}

function onTabKey(event: TargetedKeyboardEvent<HTMLElement>, parts: readonly PanelPart[]): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0 || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const at = parts.findIndex((part) => part.id === app.panelTab.value);
  const next = parts[(at + step + parts.length) % parts.length];
  if (next === undefined) return;
  showPanel(next.id);
  event.currentTarget.querySelector<HTMLElement>(`#ls-tab-${next.id}`)?.focus();
}
