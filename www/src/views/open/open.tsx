// First sight: what this is, where to put the logs, and why that is safe.

import type { JSX } from "preact";
import { app } from "../../state/app_state";
import { showDialog } from "../../state/page_actions";
import { openClipboard, openPicker, openSample } from "../../state/source_actions";
import { Icon } from "../../widgets/icons";

/** Before anything is open. */
export function Open(): JSX.Element {
  const problem = app.openProblem.value;
  return (
    <div class="ls-open">
      <div class="ls-open__column">
        <h2 class="ls-open__title">
          See when errors rose, which errors they are, and what caused them.
        </h2>
        <section class="ls-open__drop" aria-label="Open logs">
          <span class="ls-open__icon">
            <Icon name="drop" />
          </span>
          <p class="ls-open__call">Drop log files, folders or archives</p>
          <div class="ls-open__buttons">
            <button
              type="button"
              class="ls-button ls-button--main"
              onClick={() => openPicker("files")}
            >
              Open…
            </button>
            <button type="button" class="ls-button" onClick={() => openPicker("folder")}>
              Open folder…
            </button>
            <button type="button" class="ls-button" onClick={() => void openClipboard()}>
              Paste
            </button>
          </div>
          <button type="button" class="ls-link ls-open__sample" onClick={() => void openSample()}>
            Try a sample incident
          </button>
        </section>
        {problem === null ? null : (
          <p class="ls-open__problem" role="alert">
            {problem}
          </p>
        )}
        <dl class="ls-open__facts">
          <dt>Reads</dt>
          <dd>
            JSON lines, logfmt, access logs, syslog, Log4j and similar, and any text with
            timestamps. Several files at once, compressed (gzip, zstd, xz, bzip2, lz4) or in
            archives (zip, tar).
          </dd>
          <dt>Sends</dt>
          <dd>
            Nothing. This page cannot send anything.{" "}
            <button type="button" class="ls-link" onClick={() => showDialog("about")}>
              See why
            </button>
          </dd>
        </dl>
      </div>
    </div>
  );
}
