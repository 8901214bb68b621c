// An archive, as the page is told of it.

import type { ArchiveState } from "./engine";
import type { KnownArchive } from "./known_source";

/** What the page is told of an archive. */
export function archiveStateOf(archive: KnownArchive): ArchiveState {
  const members = archive.members.map(({ wire, isOn, source }) => ({
    path: wire.path,
    sizeBytes: wire.sizeBytes,
    isOn: isOn && wire.opened !== null,
    source,
    skipped: wire.skipped,
    isFolder: wire.isFolder,
  }));
  return { members, bytes: archive.bytes, isListed: archive.isListed };
}
