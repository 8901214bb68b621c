// A million different keys, in as many lines and in one: twice as many keys must cost twice as much.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUDGETS } from "../budgets.mjs";
import { Figures } from "../figures.mjs";
import { hasValgrind, instructionsOf } from "../measure/instructions.mjs";
import { timeCommand } from "../measure/native.mjs";

const KEYS = 1_000_000;
/** Instructions are counted with fewer keys: valgrind takes fifty times as long. */
const COUNTED_KEYS = [100_000, 200_000];

const HEAD = '"time":"2026-03-01T10:00:00Z","level":"info","msg":"map"';
const PAIRS = "time=2026-03-01T10:00:00Z level=info msg=map";
const numbers = (n) => Array.from({ length: n }, (_, at) => at);

/** What has `n` different keys. */
const SHAPES = {
  "json, lines": (n) => numbers(n).map((at) => `{${HEAD},"key_${at}":1}\n`),
  "json, one line": (n) => [`{${HEAD}`, ...numbers(n).map((at) => `,"key_${at}":1`), "}\n"],
  "logfmt, lines": (n) => numbers(n).map((at) => `${PAIRS} key_${at}=1\n`),
  "logfmt, one line": (n) => [PAIRS, ...numbers(n).map((at) => ` key_${at}=1`), "\n"],
  "table, objects in cells": (n) => [
    "time,level,message,data\n",
    ...numbers(n).map((at) => `2026-03-01T10:00:00Z,info,map,"{""key_${at}"":1}"\n`),
  ],
};

export const keys = {
  name: "keys",
  title: "different keys, native",
  async measure({ ours, progress }) {
    const figures = new Figures();
    const folder = mkdtempSync(join(tmpdir(), "logscry-keys-"));
    const fileOf = (shape, n) => {
      const path = join(folder, "keys.log");
      writeFileSync(path, SHAPES[shape](n).join(""));
      return path;
    };
    try {
      for (const shape of Object.keys(SHAPES)) {
        progress(`keys: ${shape}`);
        const path = fileOf(shape, KEYS);
        const { seconds } = await timeCommand(ours, () => ["summary", path], path);
        figures.add(`${shape}: a million`, "s", seconds);
        const ratio = `${shape}: instructions of twice as many ÷ once`;
        if (!hasValgrind()) {
          figures.note(ratio, "", "valgrind is not installed", BUDGETS.twiceTheKeys);
          continue;
        }
        const counted = COUNTED_KEYS.map((n) =>
          instructionsOf(ours, ["summary", fileOf(shape, n)]),
        );
        figures.add(ratio, "", counted[1] / counted[0], BUDGETS.twiceTheKeys);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
    return figures.summary();
  },
};
