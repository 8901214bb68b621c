// What there is to choose of an archive as a whole, and of a member that is left out.

import type { JSX } from "preact";
import type { SourceState } from "../../state/engine_types";
import { READ_AS_TEXT_TITLE } from "../../state/notices";
import { chooseMembers } from "../../state/source_actions";
import type { RowMember } from "../../state/source_rows";

/** All members or none. */
export function ArchiveAbout({ archive }: { readonly archive: SourceState }): JSX.Element | null {
  const members = [...(archive.archive?.members ?? []).entries()].filter(
    ([, { isFolder, skipped }]) => !isFolder && skipped === null,
  );
  if (members.length < 2) return null;
  const idxs = members.map(([idx]) => idx);
  const on = members.filter(([, { isOn }]) => isOn).length;
  return (
    <p class="ls-sources__choices">
      <button
        type="button"
        class="ls-link"
        disabled={on === members.length}
        onClick={() => chooseMembers(archive.id, idxs, true)}
      >
        Read all
      </button>
      <button
        type="button"
        class="ls-link"
        disabled={on === 0}
        onClick={() => chooseMembers(archive.id, idxs, false)}
      >
        Leave all out
      </button>
    </p>
  );
}

/** Why a member is left out, and the way to have it read if it only looks like no text. */
export function SkippedAbout({ of }: { readonly of: RowMember }): JSX.Element {
  const { archive, idx, member } = of;
  return (
    <p class="ls-sources__choices">
      <span>{sentenceOf(member.skipped ?? "left out")}</span>
      {member.isBinary ? (
        <button type="button" class="ls-link" onClick={() => chooseMembers(archive, [idx], true)}>
          {READ_AS_TEXT_TITLE}
        </button>
      ) : null}
    </p>
  );
}

function sentenceOf(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
