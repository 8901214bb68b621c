// What an archive holds, as it is known and as the page is told of it.

import { shownName, shownSentence } from "../../base/foreign_text";
import type { ArchiveState } from "../engine";
import type { WireArchiveBytes, WireMember, WireOpened } from "../wire";

/** What an archive holds. */
export interface KnownArchive {
  readonly members: FoundMember[];
  /** Where its bytes went, once all its members are found. */
  bytes: WireArchiveBytes | null;
  /** How much of it was gone through to find its members. */
  readBytes: number;
  hasAllMembers: boolean;
  /** Members before this one were looked at, and begun if they are to be read, before all were found. */
  begunEarly: number;
}

/** An archive of which no member is found. */
export function newArchive(): KnownArchive {
  return { members: [], bytes: null, readBytes: 0, hasAllMembers: false, begunEarly: 0 };
}

export interface FoundMember {
  wire: WireMember;
  /** As they are shown. */
  readonly path: string;
  readonly skipped: string | null;
  /** The user wants it read. */
  isOn: boolean;
  /** The source that it is, while it is one. */
  source: number | null;
}

/** A member as it was found: read, if it can be. */
export function foundMember(wire: WireMember): FoundMember {
  return {
    wire,
    path: shownName(wire.path),
    skipped: wire.skipped === null ? null : shownSentence(wire.skipped),
    isOn: wire.opened !== null || wire.unplanned !== null,
    source: null,
  };
}

/** It is known how to read a member. */
export function takePlan(member: FoundMember | undefined, opened: WireOpened): void {
  if (member !== undefined) {
    member.wire = { ...member.wire, opened, unplanned: null };
  }
}

/** Whether a member can be read: what looks like no text as well, if the user wants it. */
export function isReadable({ wire }: FoundMember): boolean {
  return wire.opened !== null || wire.unplanned !== null || wire.isBinary;
}

/** What the page is told of an archive. */
export function archiveStateOf(archive: KnownArchive): ArchiveState {
  const members = archive.members.map((member) => {
    const { wire, path, isOn, source } = member;
    return {
      path,
      sizeBytes: wire.sizeBytes,
      isOn: isOn && isReadable(member),
      source,
      skipped: isOn && wire.isBinary ? null : member.skipped,
      isFolder: wire.isFolder,
      isBinary: wire.isBinary,
    };
  });
  return { members, bytes: archive.bytes, hasAllMembers: archive.hasAllMembers };
}
