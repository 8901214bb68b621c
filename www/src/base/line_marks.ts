// Marks in one line of text: where a caret goes, what a word is, how marked pieces are drawn.
//
// All places are UTF-16 units, and never within a pair of surrogates.

/** A piece of a line and what it is. */
export interface Marked {
  readonly start: number;
  readonly end: number;
  readonly role: "time" | "level" | "message" | "field";
  readonly name: string;
}

/** A run of the line with the mark that it is in, or none. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Place in the list of marks. */
  readonly mark: number | null;
}

/** The line cut at its marks, in order; of marks that share text the earlier one counts. */
export function runsOf(line: string, marks: readonly Marked[]): readonly Run[] {
  const runs: Run[] = [];
  const sorted = marks.map((mark, idx) => ({ mark, idx }));
  sorted.sort((a, b) => a.mark.start - b.mark.start);
  let at = 0;
  for (const { mark, idx } of sorted) {
    const start = Math.max(at, mark.start);
    const end = Math.min(line.length, mark.end);
    if (end <= start) continue;
    if (start > at) runs.push({ start: at, end: start, mark: null });
    runs.push({ start, end, mark: idx });
    at = end;
  }
  if (at < line.length) runs.push({ start: at, end: line.length, mark: null });
  return runs;
}

/** The next place for a caret in a direction. */
export function step(line: string, at: number, direction: 1 | -1): number {
  const next = at + direction;
  const isInPair =
    /[\udc00-\udfff]/.test(line[next] ?? "") && /[\ud800-\udbff]/.test(line[next - 1] ?? "");
  return Math.min(line.length, Math.max(0, isInPair ? next + direction : next));
}

/** The next place where a word begins or ends. */
export function wordStep(line: string, at: number, direction: 1 | -1): number {
  let next = step(line, at, direction);
  while (next > 0 && next < line.length && isWord(line[next - 1]) === isWord(line[next]))
    next = step(line, next, direction);
  return next;
}

/** The word that the caret stands in or beside; null where there is none. */
export function wordAt(line: string, at: number): { start: number; end: number } | null {
  let start = at;
  let end = at;
  while (start > 0 && isWord(line[start - 1])) start -= 1;
  while (end < line.length && isWord(line[end])) end += 1;
  return end > start ? { start, end } : null;
}

/** The marks with another one; those that share text with it go, and the one that an entry has once is moved. */
export function withMark(marks: readonly Marked[], added: Marked): readonly Marked[] {
  const stays = (mark: Marked): boolean =>
    (mark.end <= added.start || mark.start >= added.end) &&
    (added.role === "field" || mark.role !== added.role);
  return [...marks.filter(stays), added].sort((a, b) => a.start - b.start);
}

/** A name for a field that no mark has. */
export function freeFieldName(marks: readonly Marked[]): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? "field" : `field_${n}`;
    if (marks.every((mark) => mark.name !== name)) return name;
  }
}

function isWord(unit: string | undefined): boolean {
  return unit !== undefined && /[\p{L}\p{N}\p{M}\ud800-\udfff_.:+-]/u.test(unit);
}
