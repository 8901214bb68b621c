// What the user is told about a source: what happened, what it means.
//
// The page offers *Read again* beside them, where that makes sense.

import { shownName } from "../../base/foreign_text";
import { formatCount, formatCounted } from "../../base/number_format";
import type { TaskFailure, WireArchiveTrouble } from "../wire";
import type { FoundMember } from "./archive_state";

/** Why a source that ended early did so. `at` is when it was noticed. */
export function failureSentence(name: string, failure: TaskFailure, at: Date): string {
  switch (failure.trouble) {
    case "changed":
      return `${name} changed on disk at ${clockOf(at)}, while it was read.`;
    case "unreadable":
      return `${name} could not be read to the end. Only the part that was read is shown.`;
    case "damaged":
      return `${name} is damaged at byte ${formatCount(failure.at)}. Everything before it is shown.`;
    case "tooMuch":
      return tooMuchSentence(name, "Only the part up to there is shown");
    case "unsupported":
      return `${name} cannot be unpacked: ${failure.message}. Unpack it yourself and drop the result.`;
    case "memory":
      return `${name} does not fit in memory. Only the part that was read is shown.`;
    case "badRequest":
      return `${name} could not be read: ${failure.message}.`;
  }
}

/** How much is there of a source that changed while it was read. */
export function partReadSentence(readBytes: number, sizeBytes: number): string {
  const left = formatCount(Math.max(0, sizeBytes - readBytes));
  const all = formatCount(sizeBytes);
  return `${left} of the ${all} bytes it had then are missing here.`;
}

/** `kept` says how much of it is there. */
function tooMuchSentence(name: string, kept: string): string {
  return `${name} unpacks to more than 1,000 times its size or 64 GiB, so it may be a trap. ${kept}; all of it may not fit in memory.`;
}

/** `seems` is what the core took it for: "a picture". */
export function binarySentence(name: string, seems: string): string {
  return `${name} is not a text log (it looks like ${seems}). Nothing was read; it can be read as text all the same.`;
}

/** An archive whose members could not all be found. */
export function archiveTroubleSentence(name: string, trouble: WireArchiveTrouble): string {
  const { why, at, isTooMuch } = trouble;
  const path = shownName(trouble.path);
  if (isTooMuch) {
    const what = path === "" ? name : `${name}: ${path}`;
    return tooMuchSentence(what, "Only the members up to there are shown");
  }
  const place = path === "" ? "" : `${path}: `;
  return `Not all members of ${name} could be found: ${place}${why}, at byte ${formatCount(at)}. Those before it are shown.`;
}

/** What keeps an archive, or much of it, from being read; null if nothing does. */
export function archiveSentence(name: string, members: readonly FoundMember[]): string | null {
  const files = members.filter(({ wire }) => !wire.isFolder);
  const encrypted = files.filter(({ wire }) => wire.skipped?.startsWith("encrypted") === true);
  if (encrypted.length > 0) {
    const isAll = encrypted.length === files.length;
    const what = isAll
      ? "is encrypted"
      : `contains ${formatCounted(encrypted.length, "encrypted file")}`;
    return `${name} ${what}. Unpack it with its password and drop the result.`;
  }
  const isRead = files.some(({ wire }) => wire.opened !== null);
  return isRead ? null : `${name} contains no text log. Its list of members says what it contains.`;
}

export function emptySentence(name: string): string {
  return `${name} is empty.`;
}

export function unreadableSentence(name: string): string {
  return `${name} cannot be read: it is a folder, or it has changed or moved since you dropped it. Drop it again.`;
}

export function cancelledSentence(name: string): string {
  return `Reading ${name} was cancelled. Only the part that was read is shown.`;
}

export function staleFileSentence(name: string): string {
  return `${name} changed on disk, and the browser lets this page read only the version that you dropped. Drop it again to see the new one.`;
}

/** `at` is when it was noticed. */
export function grownSentence(name: string, at: Date): string {
  return `${name} has grown (noticed at ${clockOf(at)}). The new part is not read yet.`;
}

export function replacedSentence(name: string, at: Date): string {
  return `${name} was replaced or cut short on disk (noticed at ${clockOf(at)}). What you see is the version that was read.`;
}

export function openAlreadySentence(name: string): string {
  return `${name} is already open and has not changed.`;
}

export function readOnSentence(name: string, bytes: number): string {
  return `${name} is already open and has grown: ${formatCounted(bytes, "new byte")} read.`;
}

export function lostWorkerSentence(name: string, reason: string): string {
  const what = isOutOfMemory(reason) ? "ran out of memory" : "stopped";
  return `${name} was read again because a worker of this page ${what}.`;
}

export function gaveUpSentence(name: string): string {
  return `Parts of ${name} could not be read: workers of this page kept stopping on them.`;
}

export function noEngineSentence(name: string): string {
  return `${name} cannot be read: the workers of this page have stopped. Reload the page.`;
}

/** Reasons for unread ranges, where the core gives none. */
export const REASON_CANCELLED = "Reading was cancelled";

export function lostReason(detail: string): string {
  const what = isOutOfMemory(detail) ? "running out of memory" : "stopping";
  return `Workers of this page kept ${what} here (${detail})`;
}

/** Browsers say it in different words; a trap of the core says nothing. */
function isOutOfMemory(reason: string): boolean {
  return /out of memory|allocat/i.test(reason);
}

/** Hours and minutes of the user's own clock. */
function clockOf(at: Date): string {
  return `${at.getHours().toString().padStart(2, "0")}:${at.getMinutes().toString().padStart(2, "0")}`;
}
