// Archives: one worker finds what they contain; each member is then a source of its own.
//
// A member that lies in the file as it is, is a slice of the file. One that has to be unpacked on the way is read by
// the same worker as the others of its archive, in their order: that takes one pass.

import { rangeOf } from "../bounds";
import { type InputFile, NO_OVERRULE } from "../engine";
import { nanosFromWire } from "../entry_key";
import type { Reply, WireMember } from "../wire";
import type { FoundMember, KnownArchive } from "./archive_state";
import { isSameOverrule, type KnownSource } from "./known_source";
import { inputOf, memberOf, tasksOf } from "./members";
import type { Opener } from "./opener";
import * as sentences from "./sentences";
import type { Task } from "./tasks";

/** What archives need of whoever keeps the sources. */
export interface ArchiveHost {
  /** New sources, not queued for anything yet. */
  addRecords(inputs: readonly InputFile[]): readonly KnownSource[];
  /** Queues tasks of a source. */
  begin(record: KnownSource, tasks: readonly Task[]): void;
  /** Forgets sources. */
  remove(records: readonly KnownSource[]): void;
  record(id: number): KnownSource | undefined;
  onChange(record: KnownSource): void;
  workerCount(): number;
}

/** Some hundredths of a second of work. */
const STEP_BYTES = 2 * 1_048_576;

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
    const archive: KnownArchive = { members: [], bytes: null, readBytes: 0, hasAllMembers: false };
    Object.assign(record, { archive, phase: "reading", notice: null });
    this.host.onChange(record);
    const request = { kind: "findMembers", source, budgetBytes: STEP_BYTES } as const;
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
      this.host.onChange(record);
    }
    archive.hasAllMembers = true;
    record.phase = record.canReread ? "failed" : "ready";
    this.begin(record, archive);
  }

  /** Reads members of an archive, or leaves them out; those not found yet are remembered. */
  choose(record: KnownSource, idxs: readonly number[], isOn: boolean): void {
    const { archive } = record;
    const chosen = idxs
      .flatMap((idx) => archive?.members[idx] ?? [])
      .filter(({ wire }) => wire.opened !== null);
    for (const known of chosen) {
      known.isOn = isOn;
    }
    if (!isOn) {
      this.leaveOut(chosen);
    }
    if (archive?.hasAllMembers === true) {
      this.begin(record, archive);
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

  /** Makes sources of the members that are to be read and are none yet. */
  private begin(record: KnownSource, archive: KnownArchive): void {
    const wanted = [...archive.members.entries()].filter(
      ([, { isOn, source, wire }]) => isOn && source === null && wire.opened !== null,
    );
    const members = wanted.map(([idx, { wire }]) => memberOf(record, idx, wire));
    const inputs = wanted.map(([, { wire }], at) => inputOf(record, wire, members[at] ?? null));
    const records = this.host.addRecords(inputs);
    for (const [at, [, known]] of wanted.entries()) {
      const member = members[at];
      const source = records[at];
      if (member !== undefined && source !== undefined) {
        known.source = source.id;
        source.member = member;
        this.beginMember(source, record, known.wire);
      }
    }
    this.host.onChange(record);
  }

  private beginMember(record: KnownSource, archive: KnownSource, { opened }: WireMember): void {
    if (opened === null) {
      return;
    }
    // How to read it was found out with what the user says about the archive; only the limit is its own.
    const { unpackLimit } = NO_OVERRULE;
    if (!isSameOverrule(record.overrule, { ...archive.overrule, unpackLimit })) {
      this.opener.add(record);
      return;
    }
    const { plan, formatId: id, formatTitle: title, why, first, last } = opened;
    record.plan = plan;
    record.format = { id, title, why };
    record.estimate = rangeOf(nanosFromWire(first), nanosFromWire(last));
    record.phase = "reading";
    record.tasks = tasksOf(record, this.host.workerCount());
    this.host.begin(record, record.tasks);
  }
}

function takeFound(
  record: KnownSource,
  archive: KnownArchive,
  head: Reply & { kind: "membersFound" },
): void {
  for (const wire of head.members) {
    archive.members.push({ wire, isOn: wire.opened !== null, source: null });
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
