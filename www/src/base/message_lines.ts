// A message as lines to read.

/** How line ends are written by programs that escape a message twice. */
const ESCAPED_END = /\\r?\\n|\\n/g;

/**
 * The message, with line ends where it has them written out.
 *
 * `\n` is part of paths, too: only a message without any line end of its own has its `\n` shown as one, and only if no
 * other reading is likely, that is if there are several, none goes on as a name does, and nothing looks like a drive.
 */
export function shownMessage(message: string): string {
  const text = message.trimEnd();
  if (text.includes("\n") || !text.includes("\\n") || /\b[A-Za-z]:\\|\\\\[A-Za-z]/.test(text))
    return text;
  const parts = text.split(ESCAPED_END);
  const isName = (part: string): boolean => /^[a-z0-9_]/.test(part);
  if (parts.length < 3 || parts.slice(1).some(isName)) return text;
  return parts.join("\n").replaceAll("\\t", "\t").replaceAll('\\"', '"');
}
