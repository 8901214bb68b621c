// The list of groups as it is shown: filtered, in an order; and what a row of it says.

import type { Group, GroupUse } from "./engine_types";

export const GROUP_ORDERS = ["state", "count", "level", "first", "last"] as const;

export type GroupOrder = (typeof GROUP_ORDERS)[number];

/** What the user chose of how groups are listed. */
export interface GroupsView {
  readonly filter: string;
  readonly order: GroupOrder;
}

/** A group, and where its counts over time are among those of all. */
export interface GroupRow {
  readonly group: Group;
  readonly firstCell: number;
}

/** Groups in the order of the answer, which is by state and count, each with the place of its cells. */
export function rowsOf(groups: readonly Group[]): readonly GroupRow[] {
  let firstCell = 0;
  return groups.map((group) => {
    const row = { group, firstCell };
    firstCell += group.nCells;
    return row;
  });
}

/** Those that the filter leaves, in the order that was chosen. */
export function shownRows(rows: readonly GroupRow[], view: GroupsView): readonly GroupRow[] {
  const wanted = view.filter.trim().toLowerCase().split(/\s+/);
  const isWanted = ({ group }: GroupRow): boolean => {
    const text = `${group.template} ${group.state === "firstSeen" ? "first seen" : group.state} ${group.id}`;
    const said = text.toLowerCase();
    return wanted.every((word) => said.includes(word));
  };
  const kept = view.filter.trim() === "" ? [...rows] : rows.filter(isWanted);
  const by = ORDERS[view.order];
  // Where it does not decide, the order of the answer does.
  return by === null ? kept : kept.sort((a, b) => by(a.group, b.group));
}

const ORDERS: Record<GroupOrder, ((a: Group, b: Group) => number) | null> = {
  state: null,
  count: (a, b) => b.count - a.count,
  level: (a, b) => usualLevel(b) - usualLevel(a),
  first: (a, b) => compareTimes(a.first, b.first, 1),
  last: (a, b) => compareTimes(a.last, b.last, -1),
};

/** Earliest first with `sign` 1, latest with -1; what has no time comes last. */
function compareTimes(a: string | null, b: string | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const [one, other] = [BigInt(a), BigInt(b)];
  return one < other ? -sign : one > other ? sign : 0;
}

/** The level that at least half of the entries of a group reach. */
export function usualLevel({ levels }: Group): number {
  const half = levels.reduce((sum, count) => sum + count, 0) / 2;
  let reached = 0;
  return Math.max(
    0,
    levels.findLastIndex((count) => {
      reached += count;
      return reached > 0 && reached >= half;
    }),
  );
}

/** A piece of a template: words, or what varies. */
export interface TemplatePiece {
  readonly text: string;
  readonly isSlot: boolean;
}

/** How a slot of each kind is written: short, since it stands for what is of no interest at first. */
const SLOT_WORDS: Readonly<Record<string, string>> = {
  number: "n",
  hex: "hex",
  uuid: "uuid",
  address: "addr",
  path: "path",
  url: "url",
  email: "mail",
  time: "time",
  duration: "dur",
  size: "size",
  quoted: "text",
  identifier: "id",
};

/** Cuts a template at its slots, which are named by what they hold. */
export function templatePieces({ template, slots, kind }: Group): readonly TemplatePiece[] {
  if (kind === "stack") return [{ text: template, isSlot: false }];
  const words = template.split("<*>");
  return words.flatMap((text, idx) => {
    const slot = { text: slotName(slots[idx] ?? []), isSlot: true };
    const word = text === "" ? [] : [{ text, isSlot: false }];
    return idx < words.length - 1 ? [...word, slot] : word;
  });
}

function slotName(kinds: readonly string[]): string {
  const [only] = kinds;
  return only === undefined || kinds.length > 1 ? "…" : (SLOT_WORDS[only] ?? only);
}

/** The group that the query chooses; null if it chooses none or several. */
export function chosenGroup(uses: readonly GroupUse[]): string | null {
  const included = uses.filter(({ standing }) => standing === "included");
  return included.length === 1 ? (included[0]?.id ?? null) : null;
}

/** The groups that the query leaves out. */
export function hiddenGroups(uses: readonly GroupUse[]): ReadonlySet<string> {
  return new Set(uses.filter(({ standing }) => standing === "excluded").map(({ id }) => id));
}
