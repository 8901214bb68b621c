// Archives: one worker finds what they contain; each member is then a source of its own.
//
// A member that lies in the file as it is, is a slice of the file, and is read while others are still looked for. One
// that has to be unpacked on the way is read by the same worker as the others of its archive, in their order: that takes
// one pass, after the one that finds them.

import { rangeOf } from "../bounds";
import { type InputFile, NO_OVERRULE } from "../engine";
import { nanosFromWire } from "../entry_key";
import type { Reply, WireMember } from "../wire";
import {
  type FoundMember,
  foundMember,
  isReadable,
  type KnownArchive,
  newArchive,
} from "./archive_state";
import { isSameOverrule, type KnownSource } from "./known_source";
import { inputOf, memberOf, tasksOf } from "./members";
import type { Opener } from "./opener";
import { Planning } from "./planning";
import * as sentences from "./sentences";
import type { Task } from "./tasks";

/** What archives need of whoever keeps the sources. */
export interface ArchiveHost {
  /** New sources, not queued for anything yet. */
  addRecords(inputs: readonly InputFile[]): readonly KnownSource[];
  /** Queues tasks of sources. */
  begin(records: readonly KnownSource[], tasks: readonly Task[]): void;
  /** Forgets sources. */
  remove(records: readonly KnownSource[]): void;
  record(id: number): KnownSource | undefined;
  onChange(record: KnownSource): void;
  /** Workers that live. */
  live(): readonly number[];
}

/** Some hundredths of a second of work: each step costs two messages, and reads some of the file again. */
const STEP_BYTES = 4 * 1_048_576;

/** So many members become sources at once; each takes some microseconds. */
const AT_ONCE = 500;

export class Archives {
  private readonly opener: Opener;
  private readonly host: ArchiveHost;

  constructor(opener: Opener, host: ArchiveHost) {
    this.opener = opener;
    this.host = host;
  }

  /** Finds the members of an archive, then reads them. Rejects if the worker dies. */
  async findMembers(slot: number, record: KnownSource): Promise<void> {
    const { epoch, name, id: source } = record;
    const archive = newArchive();
    // A worker may have died while it looked for them.
    this.clear(record);
    Object.assign(record, { archive, phase: "reading", notice: null });
    this.host.onChange(record);
    const { readsItself: isPlannedApart } = this.opener;
    const request = {
      kind: "findMembers",
      source,
      budgetBytes: STEP_BYTES,
      isPlannedApart,
    } as const;
    const planning = new Planning(record, archive, this.opener, {
      live: () => this.host.live(),
      onPlanned: () => {
        this.beginEarly(record, archive);
        this.host.onChange(record);
      },
    });
    while (!archive.hasAllMembers) {
      const answer = await this.opener.askOn(slot, request, record);
      if (answer === null || record.epoch !== epoch) {
        return;
      }
      const { head } = answer;
      if (head.kind !== "membersFound") {
        record.canReread = true;
        record.notice = sentences.unreadableSentence(name);
        break;
      }
      takeFound(record, archive, head);
      planning.goOn();
      this.beginEarly(record, archive);
      this.host.onChange(record);
    }
    const isPlanned = await planning.finish();
    if (record.epoch !== epoch) {
      return;
    }
    if (!isPlanned) {
      record.canReread = true;
      record.notice = sentences.unreadableSentence(name);
    }
    archive.hasAllMembers = true;
    await this.begin(record, archive, record.canReread ? "failed" : "ready");
  }

  /** Reads members of an archive, or leaves them out; those not found yet are remembered. */
  choose(record: KnownSource, idxs: readonly number[], isOn: boolean): void {
    const { archive } = record;
    const chosen = idxs.flatMap((idx) => archive?.members[idx] ?? []).filter(isReadable);
    for (const known of chosen) {
      known.isOn = isOn;
    }
    if (!isOn) {
      this.leaveOut(chosen);
    }
    if (archive?.hasAllMembers === true) {
      void this.begin(record, archive, record.phase);
    }
    this.host.onChange(record);
  }

  /** A member was closed: it is left out from now on. */
  onClosed({ id, member }: KnownSource): void {
    const known = member?.archive.archive?.members[member.idx];
    if (member && known?.source === id) {
      known.source = null;
      known.isOn = false;
      this.host.onChange(member.archive);
    }
  }

  /** Forgets all members of an archive. */
  clear({ archive }: KnownSource): void {
    this.leaveOut(archive?.members ?? []);
  }

  private leaveOut(members: readonly FoundMember[]): void {
    const ids = members.flatMap(({ source }) => source ?? []);
    for (const known of members) {
      known.source = null;
    }
    if (ids.length > 0) {
      this.host.remove(ids.flatMap((id) => this.host.record(id) ?? []));
    }
  }

  /** Makes sources of the members that are to be read and are none yet: some at a time, so that the page stays alive. */
  private async begin(
    record: KnownSource,
    archive: KnownArchive,
    phase: KnownSource["phase"],
  ): Promise<void> {
    const { epoch } = record;
    record.phase = "reading";
    for (;;) {
      const hasMore = this.beginSome(record, archive);
      if (!hasMore) {
        break;
      }
      await new Promise((resolve) => setTimeout(resolve));
      // It was read anew, or closed.
      if (record.epoch !== epoch) {
        return;
      }
    }
    record.phase = phase;
    this.host.onChange(record);
  }

  /**
   * Begins those that are found as soon as there are enough: so many at once as at the end, since names are given by
   * what is there. The first that has to be unpacked on the way, and all after it, wait for the end; and those after one
   * of which it is not known yet how to read it wait for that.
   */
  private beginEarly(record: KnownSource, archive: KnownArchive): void {
    const { members, begunEarly } = archive;
    const unplanned = members.slice(begunEarly).findIndex(({ wire }) => wire.unplanned !== null);
    const end = unplanned < 0 ? members.length : begunEarly + unplanned;
    const some = wantedOf(archive, begunEarly, end).slice(0, AT_ONCE);
    const [last] = some.at(-1) ?? [];
    const arePlain = some.every(([, { wire }]) => wire.place.layers.length === 1);
    if (some.length === AT_ONCE && last !== undefined && arePlain) {
      archive.begunEarly = last + 1;
      this.beginThese(record, some);
    }
  }

  /** The same of the first of them; says whether there are more. */
  private beginSome(record: KnownSource, archive: KnownArchive): boolean {
    const wanted = wantedOf(archive, 0, archive.members.length);
    const some = wanted.slice(0, AT_ONCE);
    this.beginThese(record, some);
    return wanted.length > some.length;
  }

  private beginThese(record: KnownSource, some: readonly Numbered[]): void {
    const members = some.map(([idx, { wire }]) => memberOf(record, idx, wire));
    const inputs = some.map(([, { wire }], at) => inputOf(record, wire, members[at] ?? null));
    const records = this.host.addRecords(inputs);
    const begun: KnownSource[] = [];
    for (const [at, [, known]] of some.entries()) {
      const member = members[at];
      const source = records[at];
      if (member !== undefined && source !== undefined) {
        known.source = source.id;
        source.member = member;
        if (this.isBegun(source, record, known.wire)) {
          begun.push(source);
        }
      }
    }
    this.host.begin(
      begun,
      begun.flatMap(({ tasks }) => tasks),
    );
  }

  /** Begins a member by what the list says of it, if that still holds; else it is opened like a file. */
  private isBegun(record: KnownSource, archive: KnownSource, { opened }: WireMember): boolean {
    if (opened === null) {
      // It is opened as text, whatever it looks like.
      this.opener.add([record]);
      return false;
    }
    // How to read it was found out with what the user says about the archive; only the limit is its own.
    const { unpackLimit } = NO_OVERRULE;
    if (!isSameOverrule(record.overrule, { ...archive.overrule, unpackLimit })) {
      this.opener.add([record]);
      return false;
    }
    const { plan, formatId: id, formatTitle: title, why, first, last } = opened;
    record.plan = plan;
    record.format = { id, title, why };
    record.estimate = rangeOf(nanosFromWire(first), nanosFromWire(last));
    record.tasks = tasksOf(record, this.host.live().length);
    const isEmpty = record.tasks.length === 0;
    record.phase = isEmpty ? "ready" : "reading";
    record.notice = isEmpty ? sentences.emptySentence(record.name) : null;
    return true;
  }
}

/** A member and its place among all of its archive. */
type Numbered = readonly [number, FoundMember];

/** Members between two places that are to be read, of which it is known how, and that are no sources yet. */
function wantedOf({ members }: KnownArchive, from: number, end: number): readonly Numbered[] {
  const numbered = members.slice(from, end).map((known, at): Numbered => [from + at, known]);
  return numbered.filter(
    ([, known]) =>
      known.isOn && known.source === null && isReadable(known) && known.wire.unplanned === null,
  );
}

function takeFound(
  record: KnownSource,
  archive: KnownArchive,
  head: Reply & { kind: "membersFound" },
): void {
  for (const wire of head.members) {
    archive.members.push(foundMember(wire));
  }
  // The outermost is the last that comes to its end.
  archive.bytes = head.archives.at(-1) ?? archive.bytes;
  archive.readBytes = head.isDone ? record.input.file.size : head.readBytes;
  archive.hasAllMembers = head.isDone;
  record.isTooMuch ||= head.troubles.some(({ isTooMuch }) => isTooMuch);
  const [trouble] = head.troubles;
  if (trouble !== undefined) {
    record.notice = sentences.archiveTroubleSentence(record.name, trouble);
  } else if (head.isDone && record.notice === null) {
    record.notice = sentences.archiveSentence(record.name, archive.members);
  }
}
