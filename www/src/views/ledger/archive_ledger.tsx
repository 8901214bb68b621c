// What archives hold that was not read and why, and where their bytes went.

import type { JSX } from "preact";
import { formatCount, formatCounted } from "../../base/number_format";
import type { ArchiveState, SourceState } from "../../state/engine_types";

/** Figures of archives, one or several; nothing if there are none. */
export function ArchiveLedger(props: {
  readonly archives: readonly SourceState[];
}): JSX.Element | null {
  const known = props.archives.flatMap(({ name, archive }) =>
    archive === null ? [] : [{ name, archive }],
  );
  if (known.length === 0) return null;
  const sum = (figure: keyof NonNullable<ArchiveState["bytes"]>): number =>
    known.reduce((total, { archive }) => total + (archive.bytes?.[figure] ?? 0), 0);
  const skipped = known.flatMap(({ name, archive }) =>
    archive.members
      .filter((member) => member.skipped !== null && !member.isFolder)
      .map((member) => ({ path: `${name} › ${member.path}`, why: member.skipped ?? "" })),
  );
  const left = known.flatMap(({ archive }) =>
    archive.members.filter(({ skipped: why, isOn }) => why === null && !isOn),
  );
  const rows: readonly (readonly [name: string, count: number])[] = [
    ["Archive, unpacked", sum("bytes")],
    ["In members that can be read", sum("inMembers")],
    ["In members that cannot", sum("skipped")],
    ["Archive overhead (headers, directory, padding)", sum("overhead")],
    ["After the compressed data", sum("trailing")],
  ];
  return (
    <section class="ls-ledger__section">
      <h2 class="ls-ledger__title">Archives</h2>
      <dl>
        {rows.map(([name, count]) => (
          <div key={name} class={`ls-ledger__row ${count === 0 ? "ls-ledger__row--none" : ""}`}>
            <dt>{name}</dt>
            <dd class="ls-ledger__share" />
            <dd class="ls-ledger__count">{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {left.length === 0 ? null : (
        <p>You left out {formatCounted(left.length, "member")}: see Sources.</p>
      )}
      {skipped.length === 0 ? null : (
        <details class="ls-ledger__skipped">
          <summary>{formatCounted(skipped.length, "member")} cannot be read</summary>
          <ul>
            {skipped.slice(0, MOST).map(({ path, why }) => (
              <li key={path} class="ls-ledger__unread">
                {path}: {why}
              </li>
            ))}
          </ul>
          {skipped.length > MOST ? <p>and {formatCount(skipped.length - MOST)} more</p> : null}
        </details>
      )}
    </section>
  );
}

/** More lines than anybody reads. */
const MOST = 500;
