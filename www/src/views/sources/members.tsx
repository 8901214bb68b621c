// What an archive holds: each member can be read or left out, before and after.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatBytes, formatCounted } from "../../base/number_format";
import { sourceById } from "../../state/derived";
import type { ArchiveMember, SourceState } from "../../state/engine_types";
import { chooseMembers } from "../../state/source_actions";
import { SourceAbout } from "./source_about";

/** So many members are shown at once; more are folded away at first, and scroll. */
const FEW = 12;
/** More rows than anybody reads one by one would make the page slow. */
const MANY = 500;

/** The members of an archive, with all and none. */
export function Members({ archive }: { readonly archive: SourceState }): JSX.Element | null {
  const [isWhole, setWhole] = useState(false);
  const { id, name } = archive;
  const contents = archive.archive;
  if (contents === null) return null;
  // A member is known by its place among all members; folders are nothing to choose.
  const members = [...contents.members.entries()].filter(([, { isFolder }]) => !isFolder);
  const readable = members.filter(([, { skipped }]) => skipped === null);
  const isOn = readable.filter(([, member]) => member.isOn);
  const idxs = readable.map(([idx]) => idx);
  const shown = isWhole ? members : members.slice(0, MANY);
  return (
    <details class="ls-members" open={members.length <= FEW}>
      <summary class="ls-members__summary">
        {formatCounted(members.length, "member")}
        {contents.hasAllMembers ? "" : " so far"}, {isOn.length} read
      </summary>
      {readable.length < 2 ? null : (
        <div class="ls-members__all">
          <button
            type="button"
            class="ls-link"
            disabled={isOn.length === readable.length}
            onClick={() => chooseMembers(id, idxs, true)}
          >
            Read all
          </button>
          <button
            type="button"
            class="ls-link"
            disabled={isOn.length === 0}
            onClick={() => chooseMembers(id, idxs, false)}
          >
            Leave all out
          </button>
        </div>
      )}
      <ul class="ls-members__list" aria-label={`Members of ${name}`}>
        {shown.map(([idx, member]) => (
          <Member key={idx} archive={id} idx={idx} member={member} />
        ))}
      </ul>
      {shown.length === members.length ? null : (
        <button type="button" class="ls-link" onClick={() => setWhole(true)}>
          Show {formatCounted(members.length - shown.length, "more member")}
        </button>
      )}
    </details>
  );
}

function Member(props: {
  readonly archive: number;
  readonly idx: number;
  readonly member: ArchiveMember;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const { archive, idx, member } = props;
  const { path, skipped, isOn, sizeBytes } = member;
  const source = member.source === null ? null : (sourceById.value.get(member.source) ?? null);
  const isTroubled = source !== null && source.notice !== null;
  return (
    <li class={`ls-members__item ${isOn ? "" : "ls-members__item--out"}`}>
      <div class="ls-members__row">
        {skipped === null ? (
          <label class="ls-members__choice" title={path}>
            <input
              type="checkbox"
              checked={isOn}
              onChange={({ currentTarget }) => chooseMembers(archive, [idx], currentTarget.checked)}
            />
            <span class="ls-members__path">{path}</span>
          </label>
        ) : (
          <span class="ls-members__path ls-members__path--skipped" title={path}>
            {path}
          </span>
        )}
        {source === null ? null : (
          <button
            type="button"
            class="ls-link ls-members__more"
            aria-expanded={isOpen || isTroubled}
            aria-label={`About ${path}`}
            onClick={() => setOpen(!isOpen)}
          >
            About
          </button>
        )}
      </div>
      <p class="ls-members__line">
        {skipped ?? `${formatBytes(sizeBytes)}, ${stateOf(source, isOn)}`}
      </p>
      {source !== null && (isOpen || isTroubled) ? (
        <div class="ls-members__about">
          <SourceAbout source={source} />
        </div>
      ) : null}
    </li>
  );
}

function stateOf(source: SourceState | null, isOn: boolean): string {
  if (!isOn) return "left out";
  if (source === null || source.phase === "queued") return "waiting";
  const entries = formatCounted(source.ledger.entries, "entry", "entries");
  const isReading = source.phase === "reading";
  return isReading ? `${entries}, reading ${Math.floor(source.progress * 100)} %` : entries;
}
