// Every source; members of archives stand under theirs.

import { Component, type JSX } from "preact";
import { useState } from "preact/hooks";
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

/** More than anybody reads one by one would make the page slow; those that need attention are always among them. */
const MANY = 200;

/** The list of sources. */
export function Sources(): JSX.Element {
  const [isWhole, setWhole] = useState(false);
  const all = sources.value.filter(({ within }) => within === null);
  const shown = isWhole || all.length <= MANY ? all : firstOf(all);
  return (
    <>
      <ul class="ls-sources" aria-label="Sources">
        {shown.map((source) => (
          <Source key={source.id} source={source} />
        ))}
      </ul>
      {shown.length === all.length ? null : (
        <button type="button" class="ls-link" onClick={() => setWhole(true)}>
          Show {formatCounted(all.length - shown.length, "more source")}
        </button>
      )}
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

/** The first sources, and of the others the first that something has to be said of. */
function firstOf(all: readonly SourceState[]): readonly SourceState[] {
  const rest = all.slice(MANY).filter(({ notice }) => notice !== null);
  return [...all.slice(0, MANY), ...rest.slice(0, MANY)];
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
