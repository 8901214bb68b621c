// What the user is told about a source: what happened, what it means.
//
// The page offers *Read again* beside them, where that makes sense.

import { formatCount, formatCounted } from "../../base/number_format";
import type { TaskFailure, WireListTrouble } from "../wire";
import type { ListedMember } from "./archive_state";

/** Why a source that ended early did so. `at` is when it was noticed. */
export function failureSentence(name: string, failure: TaskFailure, at: Date): string {
  switch (failure.trouble) {
    case "changed":
      return `${name} changed on disk at ${clockOf(at)}. What you see is the version that was read`;
    case "unreadable":
      return `${name} could not be read to its end. What you see is the part that was read`;
    case "damaged":
      return `${name} is damaged. What you see is the part before the damage`;
    case "tooMuch":
      return tooMuchSentence(name, "What you see is the part before that");
    case "unsupported":
      return `${name} cannot be unpacked: ${failure.message}. Unpack it yourself and drop what comes out`;
    case "memory":
      return `${name} does not fit into memory. What you see is the part that was read`;
    case "badRequest":
      return `${name} could not be read: ${failure.message}`;
  }
}

/** `kept` says what there is of it. */
function tooMuchSentence(name: string, kept: string): string {
  return `${name} unpacks to more than 1,000 times its size or 64 GiB, which may be a trap. ${kept}; all of it may not fit into memory`;
}

/** `seems` is what the core took it for: "a picture". */
export function binarySentence(name: string, seems: string): string {
  return `${name} is not a text log (it looks like ${seems}). Nothing was read`;
}

/** An archive that could not be listed to its end. */
export function listTroubleSentence(name: string, trouble: WireListTrouble): string {
  const { path, why, at, isTooMuch } = trouble;
  if (isTooMuch) {
    const what = path === "" ? name : `${name}: ${path}`;
    return tooMuchSentence(what, "What came before that is there");
  }
  const place = path === "" ? "" : `${path}: `;
  return `${name} could not be listed to its end: ${place}${why}, at byte ${formatCount(at)}. What came before is there`;
}

/** What keeps an archive, or much of it, from being read; null if nothing does. */
export function archiveSentence(name: string, members: readonly ListedMember[]): string | null {
  const files = members.filter(({ wire }) => !wire.isFolder);
  const encrypted = files.filter(({ wire }) => wire.skipped?.startsWith("encrypted") === true);
  if (encrypted.length > 0) {
    const isAll = encrypted.length === files.length;
    const what = isAll
      ? "is encrypted"
      : `holds ${formatCounted(encrypted.length, "encrypted file")}`;
    return `${name} ${what}. Unpack it with its password and drop what comes out`;
  }
  const isRead = files.some(({ wire }) => wire.opened !== null);
  return isRead ? null : `${name} holds no text log. The list says what it holds`;
}

export function emptySentence(name: string): string {
  return `${name} is empty`;
}

export function unreadableSentence(name: string): string {
  return `${name} cannot be read: it is a folder, or it changed or was moved since you dropped it. Drop it again`;
}

export function cancelledSentence(name: string): string {
  return `Reading ${name} was cancelled. What you see is the part that was read`;
}

export function staleFileSentence(name: string): string {
  return `${name} changed on disk, and the browser lets this page read only the version that you dropped. Drop it again to see the new one`;
}

/** `at` is when it was noticed. */
export function grownSentence(name: string, at: Date): string {
  return `${name} had grown at ${clockOf(at)}. What you see is what was read before`;
}

export function replacedSentence(name: string, at: Date): string {
  return `${name} was replaced or cut short on disk, seen at ${clockOf(at)}. What you see is the version that was read`;
}

export function openAlreadySentence(name: string): string {
  return `${name} is open already, and the same as it was.`;
}

export function readOnSentence(name: string, bytes: number): string {
  return `${name} is open already and has grown: ${formatCounted(bytes, "new byte")} read.`;
}

export function lostWorkerSentence(name: string, reason: string): string {
  const what = isOutOfMemory(reason) ? "ran out of memory" : "stopped";
  return `${name} was read again, because a worker of this page ${what}`;
}

export function gaveUpSentence(name: string): string {
  return `Parts of ${name} could not be read: a worker of this page stopped on them again and again`;
}

export function noEngineSentence(name: string): string {
  return `${name} cannot be read: the workers of this page stopped. Reload the page`;
}

/** Reasons for unread ranges, where the core gives none. */
export const REASON_CANCELLED = "Reading was cancelled";

export function lostReason(detail: string): string {
  const what = isOutOfMemory(detail) ? "ran out of memory" : "stopped";
  return `A worker of this page ${what} here again and again (${detail})`;
}

/** Browsers say it in different words; a trap of the core says nothing. */
function isOutOfMemory(reason: string): boolean {
  return /out of memory|allocat/i.test(reason);
}

/** Hours and minutes of the user's own clock. */
function clockOf(at: Date): string {
  return `${at.getHours().toString().padStart(2, "0")}:${at.getMinutes().toString().padStart(2, "0")}`;
}
