// Every source; members of archives stand under theirs.

import { Component, type JSX } from "preact";
import { formatBytes, formatCount, formatCounted } from "../../base/number_format";
import { sources } from "../../state/derived";
import type { SourceState } from "../../state/engine_types";
import { closeSource, openPicker } from "../../state/source_actions";
import { Icon } from "../../widgets/icons";
import { Members } from "./members";
import { SourceAbout } from "./source_about";

const PHASES: Record<SourceState["phase"], string> = {
  queued: "waiting",
  reading: "reading",
  ready: "read",
  failed: "could not be read",
  cancelled: "cancelled",
};

/** The list of sources. */
export function Sources(): JSX.Element {
  return (
    <>
      <ul class="ls-sources" aria-label="Sources">
        {sources.value
          .filter(({ within }) => within === null)
          .map((source) => (
            <Source key={source.id} source={source} />
          ))}
      </ul>
      <div class="ls-sources__more">
        <button
          type="button"
          class="ls-button ls-button--small"
          onClick={() => openPicker("files")}
        >
          Open…
        </button>
        <button
          type="button"
          class="ls-button ls-button--small"
          onClick={() => openPicker("folder")}
        >
          Open folder…
        </button>
      </div>
    </>
  );
}

interface SourceProps {
  readonly source: SourceState;
}

/** Drawn only when something about it has changed: there may be a thousand, and one of them be read. */
class Source extends Component<SourceProps> {
  override shouldComponentUpdate(next: SourceProps): boolean {
    return next.source !== this.props.source;
  }

  override render({ source }: SourceProps): JSX.Element {
    const { archive } = source;
    return (
      <li class="ls-sources__item">
        <div class="ls-sources__head">
          <span class="ls-sources__name" title={source.path}>
            {source.name}
          </span>
          <button
            type="button"
            class="ls-button ls-button--quiet ls-button--icon ls-sources__close"
            aria-label={`Close ${source.name}`}
            title="Close this source"
            onClick={() => closeSource(source.id)}
          >
            <Icon name="close" />
          </button>
        </div>
        <p class="ls-sources__line">
          <span title={`${formatCount(source.sizeBytes)} bytes`}>
            {formatBytes(source.sizeBytes)}
          </span>
          {archive === null ? (
            <span>{formatCounted(source.ledger.entries, "entry", "entries")}</span>
          ) : null}
          {source.phase === "ready" ? null : (
            <span class={source.phase === "failed" ? "ls-sources__bad" : ""}>
              {archive === null || source.phase !== "reading"
                ? PHASES[source.phase]
                : "finding members"}
              {source.phase === "reading" ? ` ${Math.floor(source.progress * 100)} %` : ""}
            </span>
          )}
        </p>
        <SourceAbout source={source} />
        <Members archive={source} />
      </li>
    );
  }
}
