// Which values look like an id: what a request, an order or a session is called wherever it is logged.

import { canFilter } from "./filter_values";

const MIN_LETTERS = 6;
const MAX_LETTERS = 120;
/** A shorter one is in half of all lines, whatever its field is called. */
const MIN_NAMED = 4;

/** Names of fields whose values tie entries together; the first of these is followed first. */
const NAMED = [
  /^(?:x[-_.]?)?(?:trace|request|req|correlation|transaction|tx|operation)[-_. ]?id$/i,
  /(?:^|[-_. ])(?:trace|request|correlation|session|order|span|job|message|user|customer)[-_. ]?id$/i,
  /[-_. ]id$|Id$|ID$/,
];

/** Whether a value looks like an id: one word with a digit, no plain number, no time, no address. */
export function looksLikeId(value: string): boolean {
  const isWord = /^[\p{L}\d][\p{L}\d_.:@/+=-]*$/u.test(value);
  const hasRoom = value.length >= MIN_LETTERS && value.length <= MAX_LETTERS;
  if (!isWord || !hasRoom || !canFilter(value) || !/\d/.test(value)) return false;
  const isNumber = /^[\d.,:+-]+$/.test(value);
  const isTime = /^\d{4}-\d\d-\d\d/.test(value);
  const isPlace =
    /^\//.test(value) || /\.(?:java|py|js|ts|go|rb|rs|php|cs|log)(?::\d+)?$/i.test(value);
  // A long whole number is one, too: orders are counted.
  return !(isTime || isPlace) && (!isNumber || /^\d{8,}$/.test(value));
}

/** Whether a field's value can be followed: it looks like an id, or the field is called one. */
export function isFollowed(name: string, value: string): boolean {
  const isNamed = NAMED.some((pattern) => pattern.test(name));
  return looksLikeId(value) || (isNamed && value.length >= MIN_NAMED && canFilter(value));
}

/** Of an entry's fields, the value to follow; null if none looks like an id. */
export function likelyId(
  fields: readonly (readonly [name: string, value: string])[],
): string | null {
  const isLong = (value: string): boolean => value.length >= MIN_NAMED && canFilter(value);
  for (const pattern of NAMED) {
    const named = fields.find(([name, value]) => pattern.test(name) && isLong(value));
    if (named !== undefined) return named[1];
  }
  return fields.find(([, value]) => looksLikeId(value))?.[1] ?? null;
}
