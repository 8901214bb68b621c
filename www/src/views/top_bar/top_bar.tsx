// The bar at the top: name, query, and the few things that concern the whole page.

import type { ComponentChildren, JSX } from "preact";
import { app } from "../../state/app_state";
import { hasSources } from "../../state/derived";
import { cycleTheme, showDialog, togglePanel } from "../../state/page_actions";
import { openPicker } from "../../state/source_actions";
import { localPlace, zoneChoice } from "../../state/zone";
import { showZone } from "../../state/zone_actions";
import { ZONE_TITLES, ZONES, type ZoneChoice } from "../../state/zone_choice";
import { Icon, type IconName } from "../../widgets/icons";
import { Menu } from "../../widgets/menu";

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
      {isOpen ? <ZoneMenu /> : null}
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

/** In which zone times are shown, everywhere. */
function ZoneMenu(): JSX.Element {
  const chosen = zoneChoice.value;
  return (
    <Menu
      label={`Times: ${ZONE_TITLES[chosen]}`}
      hint={`Times are shown: ${ZONE_TITLES[chosen].toLowerCase()} (Shift+T)`}
      icon={
        <>
          <span class="ls-top__clock">
            <Icon name="clock" />
          </span>
          <span class="ls-top__zone">{ZONE_TITLES[chosen]}</span>
        </>
      }
      className="ls-top__zones"
      emptyText=""
      items={ZONES.map((zone) => ({
        id: zone,
        isChosen: zone === chosen,
        title: zoneTitle(zone),
        run: () => showZone(zone),
      }))}
    />
  );
}

function zoneTitle(zone: ZoneChoice): string {
  if (zone === "utc") return "UTC";
  if (zone === "source") return "As each source wrote them";
  return `Local time (${localPlace() ?? "of this computer"})`;
}
