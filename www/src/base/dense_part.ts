// Where on a wide axis the entries are: a stray date of 2003 must not squeeze today's log into one bar.
//
// Only emptiness counts. A burst among few entries stays in their midst, for that is what she looks for.

/** Half open, in buckets. */
export interface Part {
  readonly first: number;
  readonly end: number;
}

/** A stretch without entries separates if it takes so much of the axis. */
const GAP_SHARE = 0.2;
/** A part that takes more of the axis can be seen as it is. */
const MAX_SHARE = 1 / 3;
/** A part holds nearly everything if it holds so much. */
const MAIN_SHARE = 0.9;
/** If all parts together take no more than this, each is a sliver. */
const SLIVERS_SHARE = 0.15;

interface Cluster extends Part {
  readonly entries: number;
  readonly errors: number;
}

/**
 * The part of the buckets that should be shown alone; null if all of them can be shown.
 *
 * It is the part that holds nearly all entries, or, where every part is a sliver, the one with most errors.
 */
export function densePart(entries: readonly number[], errors: readonly number[]): Part | null {
  const all = clustersOf(entries, errors);
  const length = (part: Part): number => part.end - part.first;
  const sum = all.reduce((total, part) => total + part.entries, 0);
  const most = [...all].sort((a, b) => b.entries - a.entries)[0];
  if (most === undefined) return null;
  const isMain = most.entries >= MAIN_SHARE * sum && length(most) <= MAX_SHARE * entries.length;
  if (isMain) return { first: most.first, end: most.end };
  const covered = all.reduce((total, part) => total + length(part), 0);
  if (covered > SLIVERS_SHARE * entries.length) return null;
  const worst = [...all].sort((a, b) => b.errors - a.errors || b.entries - a.entries)[0] ?? most;
  return { first: worst.first, end: worst.end };
}

/** What stands between long stretches without entries. */
function clustersOf(entries: readonly number[], errors: readonly number[]): readonly Cluster[] {
  const gap = Math.max(10, entries.length * GAP_SHARE);
  const clusters: Cluster[] = [];
  entries.forEach((count, at) => {
    if (count === 0) return;
    const last = clusters.at(-1);
    const one = { first: at, end: at + 1, entries: count, errors: errors[at] ?? 0 };
    if (last === undefined || at - last.end >= gap) clusters.push(one);
    else
      clusters[clusters.length - 1] = {
        first: last.first,
        end: one.end,
        entries: last.entries + one.entries,
        errors: last.errors + one.errors,
      };
  });
  return clusters;
}
