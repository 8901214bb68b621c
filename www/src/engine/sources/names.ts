// Short names for sources that may share theirs.
//
// A name given stays: people and queries use it.

/** A source that has its name, or is to get one. */
export interface Named {
  readonly path: string;
  readonly name: string | null;
}

/** Names for all, in order: those given stay, the others get the shortest that tells them from the rest. */
export function namesFor(sources: readonly Named[]): string[] {
  const shortest = shortestNames(sources.map((source) => source.path));
  const taken = new Set(sources.map((source) => source.name));
  return sources.map((source, idx) => {
    if (source.name !== null) {
      return source.name;
    }
    const wanted = shortest[idx] ?? source.path;
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) {
      name = `${wanted} (${number})`;
    }
    taken.add(name);
    return name;
  });
}

/**
 * For each path the shortest tail of it that no other path ends with; equal paths are numbered.
 *
 * Cost: O(paths × depth).
 */
export function shortestNames(paths: readonly string[]): string[] {
  const depths = paths.map(() => 1);
  for (let round = 1; round < 64; round += 1) {
    const byName = grouped(paths.map((path, idx) => tailOf(path, depths[idx] ?? 1)));
    let isSettled = true;
    for (const sharing of byName.values()) {
      const canGrow = new Set(sharing.map((idx) => paths[idx])).size > 1;
      for (const idx of canGrow ? sharing : []) {
        depths[idx] = round + 1;
        isSettled = false;
      }
    }
    if (isSettled) {
      break;
    }
  }
  return numbered(paths.map((path, idx) => tailOf(path, depths[idx] ?? 1)));
}

/** Indexes by name, in order. */
function grouped(names: readonly string[]): Map<string, number[]> {
  const byName = new Map<string, number[]>();
  for (const [idx, name] of names.entries()) {
    const sharing = byName.get(name);
    if (sharing === undefined) byName.set(name, [idx]);
    else sharing.push(idx);
  }
  return byName;
}

function numbered(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** What stands between the parts of a path; archives are set off from what lies in them. */
const CUTS = ["/", " › "] as const;

function tailOf(path: string, depth: number): string {
  const whole = path.replace(/\/+$/, "");
  let start = whole.length;
  for (let taken = 0; taken < depth && start > 0; taken += 1) {
    start = cutBefore(whole, start);
  }
  return whole.slice(start).replace(/^(\/| › )+/, "") || path;
}

/** Where the last cut before a place is. */
function cutBefore(path: string, place: number): number {
  return Math.max(0, ...CUTS.map((cut) => path.lastIndexOf(cut, place - 1)));
}
