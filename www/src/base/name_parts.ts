// A long name in two parts, so that its middle is what is left out where there is no room.

/** A name up to so many characters is one part. */
const SHORT_NAME = 20;
const LONGEST_END = 24;
const CUT_END = 10;

/** The start of a name, which may be cut, and its end, which is always shown: the last part of a path, or some letters. */
export function nameParts(name: string): readonly [start: string, end: string] {
  if (name.length <= SHORT_NAME) return [name, ""];
  const dot = name.lastIndexOf(".");
  const hasPart = dot > 0 && name.length - dot <= LONGEST_END;
  let at = hasPart ? dot : name.length - CUT_END;
  // Never between the halves of a character.
  if (/[\udc00-\udfff]/.test(name[at] ?? "")) at -= 1;
  return [name.slice(0, at), name.slice(at)];
}
