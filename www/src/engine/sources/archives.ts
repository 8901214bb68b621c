// Archives: what they hold is listed by one worker; each member is then a source of its own.
//
// A member that lies in the file as it is, is a slice of the file. One that has to be unpacked on the way is read by
// the same worker as the others of its archive, in their order: that takes one pass.

import { rangeOf } from "../bounds";
import { type InputFile, NO_OVERRULE } from "../engine";
import { nanosFromWire } from "../entry_key";
import type { Reply, WireMember } from "../wire";
import type { KnownArchive, ListedMember } from "./archive_state";
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
const LIST_BYTES = 2 * 1_048_576;

export class Archives {
  private readonly opener: Opener;
  private readonly host: ArchiveHost;

  constructor(opener: Opener, host: ArchiveHost) {
    this.opener = opener;
    this.host = host;
  }

  /** Lists an archive, then reads its members. Rejects if the worker dies. */
  async list(slot: number, record: KnownSource): Promise<void> {
    const { epoch, name, id: source } = record;
    const archive: KnownArchive = { members: [], bytes: null, readBytes: 0, isListed: false };
    Object.assign(record, { archive, phase: "reading", notice: null });
    this.host.onChange(record);
    const request = { kind: "list", source, budgetBytes: LIST_BYTES } as const;
    while (!archive.isListed) {
      const answer = await this.opener.askOn(slot, request, record);
      if (answer === null || record.epoch !== epoch) {
        return;
      }
      const { head } = answer;
      if (head.kind !== "listed") {
        record.canReread = true;
        record.notice = sentences.unreadableSentence(name);
        break;
      }
      takeListed(record, archive, head);
      this.host.onChange(record);
    }
    archive.isListed = true;
    record.phase = record.canReread ? "failed" : "ready";
    this.begin(record, archive);
  }

  /** Reads members of an archive, or leaves them out; those that are not listed yet are remembered. */
  choose(record: KnownSource, idxs: readonly number[], isOn: boolean): void {
    const { archive } = record;
    const chosen = idxs
      .flatMap((idx) => archive?.members[idx] ?? [])
      .filter(({ wire }) => wire.opened !== null);
    for (const listed of chosen) {
      listed.isOn = isOn;
    }
    if (!isOn) {
      this.leaveOut(chosen);
    }
    if (archive?.isListed === true) {
      this.begin(record, archive);
    }
    this.host.onChange(record);
  }

  /** A member was closed: it is left out from now on. */
  onClosed({ id, member }: KnownSource): void {
    const listed = member?.archive.archive?.members[member.idx];
    if (member && listed?.source === id) {
      listed.source = null;
      listed.isOn = false;
      this.host.onChange(member.archive);
    }
  }

  /** Forgets all members of an archive. */
  clear({ archive }: KnownSource): void {
    this.leaveOut(archive?.members ?? []);
  }

  private leaveOut(members: readonly ListedMember[]): void {
    const ids = members.flatMap(({ source }) => source ?? []);
    for (const listed of members) {
      listed.source = null;
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
    for (const [at, [, listed]] of wanted.entries()) {
      const member = members[at];
      const source = records[at];
      if (member !== undefined && source !== undefined) {
        listed.source = source.id;
        source.member = member;
        this.beginMember(source, record, listed.wire);
      }
    }
    this.host.onChange(record);
  }

  private beginMember(record: KnownSource, archive: KnownSource, { opened }: WireMember): void {
    if (opened === null) {
      return;
    }
    // The list says how to read it by what held of the archive, but for a limit, which is each one's own.
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

function takeListed(
  record: KnownSource,
  archive: KnownArchive,
  head: Reply & { kind: "listed" },
): void {
  for (const wire of head.members) {
    archive.members.push({ wire, isOn: wire.opened !== null, source: null });
  }
  // The outermost is the last that comes to its end.
  archive.bytes = head.archives.at(-1) ?? archive.bytes;
  archive.readBytes = head.isDone ? record.input.file.size : head.readBytes;
  archive.isListed = head.isDone;
  record.isTooMuch ||= head.troubles.some(({ isTooMuch }) => isTooMuch);
  const [trouble] = head.troubles;
  if (trouble !== undefined) {
    record.notice = sentences.listTroubleSentence(record.name, trouble);
  } else if (head.isDone && record.notice === null) {
    record.notice = sentences.archiveSentence(record.name, archive.members);
  }
}
