// The rows of the list of sources: archives with their members below them, filtered and sorted.

import type { ArchiveMember, SourceState } from "./engine_types";

/** One row: a source, or a member of an archive that may be none. */
export interface SourceRow {
  /** Its own among all rows, and the same as long as it is there. */
  readonly key: string;
  readonly name: string;
  /** Null for a member that is not read. */
  readonly source: SourceState | null;
  readonly member: RowMember | null;
}

/** What a row is of an archive. */
export interface RowMember {
  readonly archive: number;
  /** Its place among the members of the archive. */
  readonly idx: number;
  readonly member: ArchiveMember;
}

export const SOURCE_ORDERS = ["opened", "name", "entries", "errors", "size"] as const;

export type SourceOrder = (typeof SOURCE_ORDERS)[number];

export interface RowsChoice {
  /** What a name, path or format has to contain; empty for all. */
  readonly filter: string;
  readonly order: SourceOrder;
  /** Whether the members of an archive are shown; with a filter those that fit are, always. */
  readonly isOpen: (archive: SourceState) => boolean;
}

/** From this level on entries are counted as errors. */
const ERROR = 6;

/** Entries of a source that are errors, or worse. */
export function errorsOf({ ledger }: SourceState): number {
  return ledger.levels.slice(ERROR).reduce((sum, count) => sum + count, 0);
}

/** Members of an archive that are something to choose: folders are not. */
export function filesOf({ archive }: SourceState): readonly ArchiveMember[] {
  return (archive?.members ?? []).filter(({ isFolder }) => !isFolder);
}

/**
 * The rows in their order.
 *
 * Cost: O(sources and members), times their logarithm if they are sorted.
 */
export function sourceRows(
  sources: readonly SourceState[],
  byId: ReadonlyMap<number, SourceState>,
  choice: RowsChoice,
): readonly SourceRow[] {
  const wanted = choice.filter.trim().toLowerCase();
  const tops = sources.filter(({ within }) => within === null);
  const groups: Group[] = [];
  for (const source of tops) {
    const row = topRow(source);
    if (fits(row, wanted)) {
      groups.push({ row, members: choice.isOpen(source) ? memberRows(source, byId) : [] });
    } else {
      const members = memberRows(source, byId).filter((member) => fits(member, wanted));
      if (members.length > 0) groups.push({ row, members });
    }
  }
  const sorted = inOrder(groups, ({ row }) => row, choice.order);
  return sorted.flatMap(({ row, members }) => [
    row,
    ...inOrder(members, (member) => member, choice.order),
  ]);
}

/** The same row as long as nothing about the source has changed. */
const topRows = new WeakMap<SourceState, SourceRow>();

function topRow(source: SourceState): SourceRow {
  const known = topRows.get(source);
  if (known !== undefined) return known;
  const row = { key: `${source.id}`, name: source.name, source, member: null };
  topRows.set(source, row);
  return row;
}

/** An archive and those of its members that are shown, or any other source. */
interface Group {
  readonly row: SourceRow;
  readonly members: readonly SourceRow[];
}

function memberRows(
  archive: SourceState,
  byId: ReadonlyMap<number, SourceState>,
): readonly SourceRow[] {
  const rows: SourceRow[] = [];
  for (const [idx, member] of (archive.archive?.members ?? []).entries()) {
    if (!member.isFolder) {
      rows.push({
        key: `${archive.id}:${idx}`,
        name: member.path,
        source: member.source === null ? null : (byId.get(member.source) ?? null),
        member: { archive: archive.id, idx, member },
      });
    }
  }
  return rows;
}

function fits({ name, source }: SourceRow, wanted: string): boolean {
  if (wanted === "") return true;
  return [name, source?.path ?? "", source?.format?.title ?? ""].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}

/** Sorted, equal ones as they were; the most first where it is a number. */
function inOrder<T>(
  items: readonly T[],
  rowOf: (item: T) => SourceRow,
  order: SourceOrder,
): readonly T[] {
  if (order === "opened") return items;
  if (order === "name") {
    return [...items].sort((a, b) => NAMES.compare(rowOf(a).name, rowOf(b).name));
  }
  const figure = FIGURES[order];
  return [...items].sort((a, b) => figure(rowOf(b)) - figure(rowOf(a)));
}

/** `app-2.log` stands before `app-10.log`. */
const NAMES = new Intl.Collator("en", { numeric: true });

const FIGURES: Record<Exclude<SourceOrder, "opened" | "name">, (row: SourceRow) => number> = {
  entries: ({ source }) => source?.ledger.entries ?? 0,
  errors: ({ source }) => (source === null ? 0 : errorsOf(source)),
  size: ({ source, member }) => source?.sizeBytes ?? member?.member.sizeBytes ?? 0,
};
