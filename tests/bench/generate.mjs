// Makes logs of any size that look real: the same seed gives the same bytes, a smaller size their beginning.
//
//   node tests/bench/generate.mjs log4j 1GB out.log [seed]     or json, access, short

import { closeSync, openSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { access } from "./generator/access.mjs";
import { clockFrom } from "./generator/clock.mjs";
import { json } from "./generator/json.mjs";
import { log4j } from "./generator/log4j.mjs";
import { chooser, randomFrom } from "./generator/random.mjs";
import { short } from "./generator/short.mjs";
import { templateFrom, writeCopy } from "./generator/template.mjs";

const KINDS = { log4j, json, access, short };
export const KIND_NAMES = Object.keys(KINDS);

const PIECE_BYTES = 4 << 20;
const DECK_SIZE = 1000;

/**
 * The bytes of a log, piece by piece: whole entries, at most `sizeBytes` in all, the last one short of it by less than an entry.
 *
 * A piece is valid until the next one is asked for: their memory is the same.
 */
export function* pieces(kind, sizeBytes, seed = 1) {
  const random = randomFrom(seed);
  const clock = clockFrom(KINDS[kind].clock);
  const deck = deckFrom(KINDS[kind].groups(chooser(random)), clock.width);
  const out = Buffer.alloc(PIECE_BYTES);
  let end = 0;
  let left = sizeBytes;
  while (true) {
    const draw = random();
    const group = deck[draw % DECK_SIZE];
    const template = group[(draw >>> 12) % group.length];
    const length = template.bytes.length;
    if (length > left) break;
    if (end + length > PIECE_BYTES) {
      yield out.subarray(0, end);
      end = 0;
    }
    end = writeCopy(template, clock.next(random), random, out, end);
    left -= length;
  }
  yield out.subarray(0, end);
}

/** A thousand slots, each a group of templates; a group has as many as its share says. */
function deckFrom(groups, timeWidth) {
  return groups.flatMap(({ share, texts }) => {
    const templates = texts.map((text) => templateFrom(text, timeWidth));
    return Array.from({ length: Math.round(share * DECK_SIZE) }, () => templates);
  });
}

/** Bytes from "100MB", "1GB" or a number; decimal units, as disks are sold. */
export function bytesFromSize(text) {
  const match = /^(\d+(?:\.\d+)?)\s*(|[kMG])B?$/i.exec(text);
  if (match === null) throw new Error(`a size like 100MB or 1GB, not "${text}"`);
  const power = ["", "k", "m", "g"].indexOf(match[2].toLowerCase());
  return Math.round(Number(match[1]) * 1000 ** power);
}

/** Writes a log to `path`. */
export function writeLog(kind, sizeBytes, path, seed = 1) {
  if (!KIND_NAMES.includes(kind)) throw new Error(`${KIND_NAMES.join(", ")}, not "${kind}"`);
  const file = openSync(path, "w");
  for (const piece of pieces(kind, sizeBytes, seed)) writeSync(file, piece);
  closeSync(file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [kind, size, path, seed = "1"] = process.argv.slice(2);
  if (path === undefined) {
    process.stderr.write(
      `usage: node tests/bench/generate.mjs ${KIND_NAMES.join("|")} SIZE OUT [SEED]\n`,
    );
    process.exit(2);
  }
  const begunMillis = performance.now();
  const sizeBytes = bytesFromSize(size);
  writeLog(kind, sizeBytes, path, Number(seed));
  const rate = sizeBytes / 1000 / (performance.now() - begunMillis);
  process.stdout.write(`${path}: ${size} of ${kind}, ${rate.toFixed(0)} MB/s\n`);
}
