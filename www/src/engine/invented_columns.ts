// For tests: columns of the small core's answers.

import type { EntryKey } from "./engine";
import { compareKeys, NO_TIME } from "./entry_key";
import type { Column } from "./messages";
import type { GridSpec } from "./wire";

export interface FakeEntry {
  readonly key: EntryKey;
  readonly level: number;
  readonly text: string;
}

export function timelineOf(
  entries: readonly FakeEntry[],
  grid: GridSpec | null,
): Uint32Array<ArrayBuffer> {
  const timeline = new Uint32Array((grid?.bucketCount ?? 0) * 8);
  for (const { key, level } of grid === null ? [] : entries) {
    if (key.nanos !== null && grid !== null) {
      const cell = Number((key.nanos - BigInt(grid.start)) / BigInt(grid.width)) * 8 + level;
      timeline[cell] = (timeline[cell] ?? 0) + 1;
    }
  }
  return timeline;
}

export function rowColumns(entries: readonly FakeEntry[], key: EntryKey, count: number): Column[] {
  const rows = entries.filter((entry) => compareKeys(entry.key, key) >= 0).slice(0, count);
  const ends: number[] = [];
  for (const row of rows) ends.push((ends.at(-1) ?? 0) + row.text.length);
  return [
    BigInt64Array.from(rows, (row) => row.key.nanos ?? NO_TIME),
    Uint32Array.from(rows, (row) => row.key.source),
    Float64Array.from(rows, (row) => row.key.offset),
    Uint8Array.from(rows, (row) => row.level),
    Uint8Array.from(rows, () => 9),
    new TextEncoder().encode(rows.map((row) => row.text).join("")),
    Uint32Array.from(ends),
  ];
}
