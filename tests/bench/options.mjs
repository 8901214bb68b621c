// What can be said on the command line of `run.mjs`.

import { parseArgs } from "node:util";
import { bytesFromSize } from "./generate.mjs";
import { PARTS } from "./parts/parts.mjs";

const NAMES = PARTS.map(({ name }) => name);

/** The options; throws a sentence if they cannot be read. */
export function readOptions(argv) {
  // --record may stand alone, which the parser does not know.
  const args = argv.flatMap((arg, idx) => {
    const isAlone = arg === "--record" && (argv[idx + 1] ?? "--").startsWith("--");
    return isAlone ? ["--record="] : [arg];
  });
  const { values } = parseArgs({
    args,
    options: {
      size: { type: "string", default: "1GB" },
      quick: { type: "boolean", default: false },
      large: { type: "boolean", default: false },
      rounds: { type: "string", default: "3" },
      parts: { type: "string", default: NAMES.join(",") },
      only: { type: "string", default: "page,native" },
      keep: { type: "boolean", default: false },
      record: { type: "string" },
    },
  });
  const { quick, large, keep, record } = values;
  const size = quick ? "100MB" : values.size;
  const parts = values.parts.split(",");
  const unknown = parts.find((part) => !NAMES.includes(part));
  if (unknown !== undefined) throw new Error(`parts are ${NAMES.join(", ")}, not "${unknown}"`);
  return {
    size,
    sizeBytes: bytesFromSize(size),
    rounds: quick ? 1 : Number(values.rounds),
    isLarge: large,
    isKept: keep,
    parts: PARTS.filter(({ name }) => parts.includes(name)),
    sides: values.only.split(","),
    record: record === "" ? `${size}${large ? "-large" : ""}` : record,
  };
}
