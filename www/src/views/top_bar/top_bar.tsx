// The bar at the top: name, query, and the few things that concern the whole page.

import type { ComponentChildren, JSX } from "preact";
import { app } from "../../state/app_state";
import { hasSources } from "../../state/derived";
import { cycleTheme, showDialog, togglePanel } from "../../state/page_actions";
import { openPicker } from "../../state/source_actions";
import { Icon, type IconName } from "../../widgets/icons";

const THEME_ICONS: Record<string, IconName> = { system: "system", light: "sun", dark: "moon" };

/** The bar; the query box and the notes come in from outside. */
export function TopBar(props: {
  readonly children: ComponentChildren;
  readonly notes: ComponentChildren;
}): JSX.Element {
  const { children, notes } = props;
  const { theme } = app.preferences.value;
  const isOpen = hasSources.value;
  return (
    <header class="ls-top">
      <button
        type="button"
        class={`ls-button ls-button--quiet ls-button--icon ${isOpen ? "" : "ls-top__room"}`}
        aria-label="Show or hide the panel"
        title="Show or hide the panel (P)"
        onClick={togglePanel}
      >
        <Icon name="panel" />
      </button>
      <h1 class="ls-top__brand">logscry</h1>
      <div class="ls-top__query">{isOpen ? children : null}</div>
      {isOpen ? (
        <button
          type="button"
          class="ls-button ls-top__open"
          onClick={() => openPicker("files")}
          aria-label="Open…"
          title="Open more files (O)"
        >
          <Icon name="open" />
          <span class="ls-top__word">Open…</span>
        </button>
      ) : null}
      {notes}
      <button
        type="button"
        class="ls-button ls-button--quiet ls-top__promise"
        onClick={() => showDialog("about")}
        aria-label="Offline: nothing is sent"
        title="This page cannot send anything. See why"
      >
        <Icon name="lock" />
        <span class="ls-top__word">Offline: nothing is sent</span>
      </button>
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label="Help"
        title="Keys and query language (?)"
        onClick={() => showDialog("help")}
      >
        <Icon name="help" />
      </button>
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label={`Theme: ${theme}`}
        title={`Theme: ${theme} (T)`}
        onClick={cycleTheme}
      >
        <Icon name={THEME_ICONS[theme] ?? "system"} />
      </button>
    </header>
  );
}
