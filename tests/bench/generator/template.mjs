// An entry made in advance, with holes that are filled for each copy: the time, and digits of a number or an id.
//
// Copying bytes and filling holes of fixed width is many times faster than putting strings together.

const HOLE = /\{(time|hex|dec):?(\d*)\}/g;
const ZERO = 48;
const FEW_BYTES = 48;
/** A digit for each byte, all about equally often. */
const digitsOf = (base) =>
  Uint8Array.from({ length: 256 }, (_, byte) => (byte % base).toString(base).charCodeAt(0));
const HEX = digitsOf(16);
const DECIMAL = digitsOf(10);

/** `text` with `{time}`, `{hex:16}` and `{dec:5}` in it; `timeWidth` is how long a time is. */
export function templateFrom(text, timeWidth) {
  const times = [];
  const numbers = [];
  let widened = 0;
  const filled = text.replace(HOLE, (hole, kind, digits, at) => {
    const width = kind === "time" ? timeWidth : Number(digits);
    const start = at + widened;
    widened += width - hole.length;
    if (kind === "time") times.push(start);
    else numbers.push({ start, end: start + width, digits: kind === "hex" ? HEX : DECIMAL });
    return "0".repeat(width);
  });
  return { bytes: Buffer.from(filled, "latin1"), times, numbers };
}

/** Writes a copy of `template` to `out` at `at`; returns its end. */
export function writeCopy(template, time, random, out, at) {
  copy(template.bytes, out, at);
  for (const start of template.times) copy(time, out, at + start);
  for (const { start, end, digits } of template.numbers) {
    fillDigits(out, at + start, at + end, digits, random);
  }
  return at + template.bytes.length;
}

/** Calling the runtime costs more than copying a few bytes one by one. */
function copy(bytes, out, at) {
  if (bytes.length > FEW_BYTES) out.set(bytes, at);
  else for (let idx = 0; idx < bytes.length; idx += 1) out[at + idx] = bytes[idx];
}

function fillDigits(out, start, end, digits, random) {
  let rest = 0;
  for (let idx = start; idx < end; idx += 1) {
    rest = ((idx - start) & 3) === 0 ? random() : rest >>> 8;
    out[idx] = digits[rest & 255];
  }
  // A number does not begin with a zero.
  if (out[start] === ZERO) out[start] = ZERO + 1;
}
