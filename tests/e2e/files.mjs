// Files for the tests, made in a temporary folder of their own, with counts that are known by how they are made.

import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A new temporary folder: `write(name, content)` makes a file in it and gives its path, `remove()` ends it. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "logscry-e2e-"));
  const path = (name) => join(folder, name);
  return {
    folder,
    path,
    write(name, content) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
      return path(name);
    },
    /** Writes `block` so many times, without ever holding it all. */
    repeat(name, block, times) {
      const file = openSync(path(name), "w");
      const perWrite = Math.max(1, Math.floor(4_000_000 / block.length));
      const many = Buffer.from(block.repeat(Math.min(perWrite, times)));
      const one = Buffer.byteLength(block);
      for (let left = times; left > 0; left -= perWrite)
        writeSync(file, many, 0, Math.min(left, perWrite) * one);
      closeSync(file);
      return path(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Start of all generated logs. */
export const START = Date.UTC(2026, 9, 14, 8, 0, 0);

/** Milliseconds as `2026-10-14T08:00:00.000Z`. */
export function stamp(millis) {
  return new Date(millis).toISOString();
}

/** Level of line `idx` of `lines`: every tenth is an error, the fifth after it a warning. */
export function levelOf(idx) {
  return idx % 10 === 0 ? "ERROR" : idx % 10 === 5 ? "WARN" : "INFO";
}

/** So many lines, one a second: `… LEVEL [worker-N] shop.Cart - step IDX of order ord-IDX`. */
export function lines(count, { from = 0, name = "step" } = {}) {
  return Array.from({ length: count }, (_, at) => {
    const idx = from + at;
    return `${stamp(START + idx * 1000)} ${levelOf(idx)} [worker-${idx % 4}] shop.Cart - ${name} ${idx} of order ord-${idx}\n`;
  }).join("");
}

/** So many JSON lines, one a second, with `service`, `status` and `duration`. */
export function jsonLines(count, { from = 0 } = {}) {
  return Array.from({ length: count }, (_, at) => {
    const idx = from + at;
    return `${JSON.stringify({
      time: stamp(START + idx * 1000),
      level: levelOf(idx).toLowerCase(),
      msg: idx % 3 === 0 ? `request timed out after ${idx} ms` : `request ${idx} served`,
      service: idx % 2 === 0 ? "api" : "web",
      status: idx % 10 === 0 ? 504 : 200,
      duration: idx,
    })}\n`;
  }).join("");
}
