// A member of an archive as a source: where it lies, the file that it is a part of, and its tasks.

import type { InputFile } from "../engine";
import type { WireMember, WirePlace } from "../wire";
import { type KnownMember, type KnownSource, sizeOf } from "./known_source";
import { cutTasks, type Task } from "./tasks";

/** A member of this size is read as a file of its own; making one of each of thousands would cost more than reading them. */
const SLICE_FROM_BYTES = 1_048_576;

/** A member as a source in the making. */
export function memberOf(
  archive: KnownSource,
  idx: number,
  { place, isBinary }: WireMember,
): KnownMember {
  const [first] = place.layers;
  const last = place.layers.at(-1);
  const sizeBytes = last === undefined ? 0 : last.end - last.start;
  const isPlain = first !== undefined && place.layers.length === 1;
  const isSlice = isPlain && sizeBytes >= SLICE_FROM_BYTES;
  const lane = isPlain ? null : archive.id;
  const own = isSlice ? sliceOf(place, sizeBytes) : place;
  return { archive, idx, sizeBytes, lane, isSlice, place: own, isBinary };
}

/** The file that is read for a member: a slice if it lies in the archive as it is, else all of the archive. */
export function inputOf(
  { input }: KnownSource,
  { path, place, modifiedMillis }: WireMember,
  member: KnownMember | null,
): InputFile {
  const [range] = place.layers;
  const named = `${input.path} › ${path}`;
  if (member?.isSlice !== true || range === undefined) {
    return { file: input.file, path: named };
  }
  const slice = input.file.slice(range.start, range.end);
  return { file: new File([slice], path, { lastModified: modifiedMillis }), path: named };
}

/** The tasks of a source; those of one that has to be unpacked on the way stay together. */
export function tasksOf(record: KnownSource, workerCount: number): Task[] {
  const { id, member, plan } = record;
  const content = plan?.content ?? "binary";
  if (member === null || member.lane === null) {
    return cutTasks(id, sizeOf(record), content, workerCount);
  }
  const { lane } = member;
  const whole = content === "text" ? "stream" : content;
  return cutTasks(id, member.sizeBytes, whole, 1).map((task) => ({ ...task, lane }));
}

/** A slice is a file of its own; only what it goes through first is left to say. */
function sliceOf({ lead }: WirePlace, end: number): WirePlace | null {
  const isPlain = Array.isArray(lead) && lead.length === 0;
  const layers = [{ decoders: [], start: 0, end }];
  return isPlain ? null : { archive: OWN, layers, unpackLimit: null, lead };
}

/** Stands for the source's own number, which it has not got yet. */
const OWN = -1;

/** Where a source lies, as the core is told. */
export function placeOf({ id, member }: KnownSource): WirePlace | null {
  const place = member?.place ?? null;
  return place?.archive === OWN ? { ...place, archive: id } : place;
}
