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
  return new Names().give(sources);
}

/** Names that are given some at a time, so that ten thousand members of an archive are not looked at for each hundred. */
export class Names {
  /** By the end of a path: the only path that has it, or null if there are several. */
  private readonly byEnd = new Map<string, string | null>();
  private readonly taken = new Set<string>();

  /**
   * Names for some more, in order: for each the shortest end of its path that no other path has; equal ones are numbered.
   *
   * Cost: O(these × depth), however many were named before.
   */
  give(sources: readonly Named[]): string[] {
    const ends = sources.map(({ path }) => endsOf(path));
    for (const [idx, { path, name }] of sources.entries()) {
      this.learn(path, ends[idx] ?? []);
      if (name !== null) {
        this.taken.add(name);
      }
    }
    return sources.map(({ path, name }, idx) => name ?? this.nameFor(path, ends[idx] ?? []));
  }

  private learn(path: string, ends: readonly string[]): void {
    for (const end of ends) {
      const known = this.byEnd.get(end);
      this.byEnd.set(end, known === undefined || known === path ? path : null);
    }
  }

  private nameFor(path: string, ends: readonly string[]): string {
    const wanted = ends.find((end) => this.byEnd.get(end) === path) ?? ends.at(-1) ?? path;
    let name = wanted;
    for (let number = 2; this.taken.has(name); number += 1) {
      name = `${wanted} (${number})`;
    }
    this.taken.add(name);
    return name;
  }
}

/** Stands between an archive and what lies in it, as `/` between a folder and what lies in that. */
const INSIDE = " › ";

/** So many parts of a path are enough to tell it from others. */
const MAX_PARTS = 64;

/** The last part of a path, its last two, and so on. */
function endsOf(path: string): readonly string[] {
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") {
    end -= 1;
  }
  const ends: string[] = [];
  let hasPart = false;
  for (let at = end - 1; at >= 0 && ends.length < MAX_PARTS; at -= 1) {
    const cut = cutAt(path, at);
    if (cut > 0 && hasPart) {
      ends.push(path.slice(at + cut, end));
    }
    hasPart = cut === 0;
  }
  if (hasPart && ends.length < MAX_PARTS) {
    ends.push(path.slice(0, end));
  }
  return ends.length === 0 ? [path] : ends;
}

/** How long the cut is that begins at a place; 0 if there is none. */
function cutAt(path: string, at: number): number {
  if (path[at] === "/") {
    return 1;
  }
  return path[at] === " " && path.startsWith(INSIDE, at) ? INSIDE.length : 0;
}
