// The columns of the list: which there are, in which order, how wide. The message is always there, and the last.

/** What every entry has. */
export type OwnColumn = "time" | "delta" | "level" | "source";

/** A column; its width in CSS pixels is null as long as nobody has set it. */
export type ListColumn =
  | { readonly kind: OwnColumn; readonly px: number | null }
  | { readonly kind: "field"; readonly name: string; readonly px: number | null };

export const OWN_COLUMNS: readonly OwnColumn[] = ["time", "delta", "level", "source"];

/** What a list has before anything is chosen. */
export const FIRST_COLUMNS: readonly ListColumn[] = OWN_COLUMNS.map((kind) => ({ kind, px: null }));

/** A field is so wide at first; no column is narrower or wider than the others. */
export const FIELD_PX = 140;
export const LEAST_PX = 40;
export const MOST_PX = 800;

/** Tells a column from the others. */
export function columnId(column: ListColumn): string {
  return column.kind === "field" ? `field ${column.name}` : column.kind;
}

/** The fields that are columns, in order. */
export function fieldsOf(columns: readonly ListColumn[]): readonly string[] {
  return columns.flatMap((column) => (column.kind === "field" ? [column.name] : []));
}

/** With a field as the last column, or what every entry has as the first; as before if it is one already. */
export function withColumn(
  columns: readonly ListColumn[],
  column: ListColumn,
): readonly ListColumn[] {
  if (columns.some((other) => columnId(other) === columnId(column))) return columns;
  if (column.kind === "field") return [...columns, column];
  const rank = OWN_COLUMNS.indexOf(column.kind);
  const isBefore = (other: ListColumn): boolean =>
    other.kind !== "field" && OWN_COLUMNS.indexOf(other.kind) < rank;
  const at = columns.findLastIndex(isBefore) + 1;
  return columns.toSpliced(at, 0, column);
}

export function withoutColumn(columns: readonly ListColumn[], id: string): readonly ListColumn[] {
  return columns.filter((column) => columnId(column) !== id);
}

/** With a column so many places further to the right. */
export function movedColumn(
  columns: readonly ListColumn[],
  id: string,
  places: number,
): readonly ListColumn[] {
  const at = columns.findIndex((column) => columnId(column) === id);
  const column = columns[at];
  if (column === undefined) return columns;
  const to = Math.max(0, Math.min(columns.length - 1, at + places));
  return to === at ? columns : columns.toSpliced(at, 1).toSpliced(to, 0, column);
}

export function sizedColumn(
  columns: readonly ListColumn[],
  id: string,
  wantedPx: number,
): readonly ListColumn[] {
  const px = Math.round(Math.max(LEAST_PX, Math.min(MOST_PX, wantedPx)));
  return columns.map((column) => (columnId(column) === id ? { ...column, px } : column));
}

/** Columns as a file says them; null if they are none. */
export function columnsFrom(said: unknown): readonly ListColumn[] | null {
  if (!Array.isArray(said)) return null;
  const columns = said.flatMap((one): readonly ListColumn[] => {
    if (typeof one !== "object" || one === null) return [];
    const { kind, name, px = null } = one as Partial<Record<string, unknown>>;
    if (px !== null && !(typeof px === "number" && px >= LEAST_PX && px <= MOST_PX)) return [];
    if (kind === "field") return typeof name === "string" ? [{ kind, name, px }] : [];
    const own = OWN_COLUMNS.find((known) => known === kind);
    return own === undefined ? [] : [{ kind: own, px }];
  });
  const isWhole = columns.length === said.length;
  const isUnique = new Set(columns.map(columnId)).size === columns.length;
  return isWhole && isUnique ? columns : null;
}

/** The columns of a CSV that has what the list shows, and where each entry stands. */
export function csvColumns(columns: readonly ListColumn[]): string {
  const names = columns.flatMap((column) =>
    column.kind === "field" ? csvField(column.name) : column.kind === "delta" ? [] : column.kind,
  );
  const place = names.includes("source") ? ["line"] : ["source", "line"];
  return [...names, ...place, "message"].join(",");
}

/** Names that stand for what every entry has. */
export const CSV_OWN = [
  "time",
  "level",
  "source",
  "line",
  "message",
  "offset",
  "format",
  "text",
] as const;

/** A field as a column: in quotes where its name alone would mean something else. */
export function csvField(name: string): string {
  const isOwn = (CSV_OWN as readonly string[]).includes(name);
  const isPlain = /^[^\s",](?:[^",]*[^\s",])?$/.test(name) && !isOwn;
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}
