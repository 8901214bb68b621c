// The frame of the page: where each region stands, what the whole window listens to. Regions come in from
// outside, so that none knows another.

import type { ComponentChildren, JSX, TargetedEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { app } from "../../state/app_state";
import { hasSources, queryError } from "../../state/derived";
import { openFiles, registerPicker } from "../../state/source_actions";
import { DropOverlay } from "./drop_overlay";
import { listenToWindow } from "./window_events";

export interface Regions {
  readonly topBar: ComponentChildren;
  readonly status: ComponentChildren;
  readonly firstSight: ComponentChildren;
  readonly overview: ComponentChildren;
  readonly panel: ComponentChildren;
  readonly entries: ComponentChildren;
  readonly detail: ComponentChildren;
  readonly dialogs: ComponentChildren;
}

/** The page. */
export function Shell(regions: Regions): JSX.Element {
  useEffect(listenToWindow, []);
  return (
    <div class="ls-shell">
      {regions.topBar}
      <Status>{regions.status}</Status>
      {hasSources.value ? (
        <main class={`ls-shell__main ${queryError.value === null ? "" : "ls-shell__main--stale"}`}>
          {regions.overview}
          <Parts>
            {regions.panel}
            <div class="ls-shell__list">
              {regions.entries}
              {regions.detail}
            </div>
          </Parts>
        </main>
      ) : (
        <main class="ls-shell__main">{regions.firstSight}</main>
      )}
      <FileInputs />
      <DropOverlay />
      {regions.dialogs}
    </div>
  );
}

/** The line under the bar: how far reading is, what needs her. */
function Status({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const isReading = app.snapshot.value.phase === "reading";
  const state = hasSources.value ? (isReading ? "reading" : "idle") : "empty";
  return <div class={`ls-shell__status ls-shell__status--${state}`}>{children}</div>;
}

/** What stands below the chart. It comes a frame later: to draw and lay out all at once would be one long task. */
function Parts({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const [isDue, setDue] = useState(false);
  useEffect(() => setDue(true), []);
  return <div class="ls-shell__parts">{isDue ? children : null}</div>;
}

function FileInputs(): JSX.Element {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Not a property that JSX knows in all browsers.
    folder.current?.setAttribute("webkitdirectory", "");
    registerPicker("files", () => files.current?.click());
    registerPicker("folder", () => folder.current?.click());
    return () => {
      registerPicker("files", null);
      registerPicker("folder", null);
    };
  }, []);
  const take = (event: TargetedEvent<HTMLInputElement>): void => {
    const input = event.currentTarget;
    openFiles([...(input.files ?? [])]);
    // The same file can be chosen again.
    input.value = "";
  };
  return (
    <section class="ls-visually-hidden" aria-label="File chooser">
      <input
        ref={files}
        type="file"
        multiple
        aria-label="Open log files"
        tabIndex={-1}
        onChange={take}
      />
      <input
        ref={folder}
        type="file"
        multiple
        aria-label="Open a folder of logs"
        tabIndex={-1}
        onChange={take}
      />
      <p aria-live="polite">{app.announcement.value}</p>
    </section>
  );
}
