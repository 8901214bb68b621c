// What the query marks in the entry that is shown: its texts go to the engine, which knows what it found.

import { type JsonNode, membersOf, parseJson } from "../base/json_tree";
import { shownMessage } from "../base/message_lines";
import { NO_MARKS, TextMarks } from "../base/text_marks";
import type { Engine, EntryDetail } from "./engine_types";

/** More texts than this are those of a tree that nobody opens. */
const MAX_PARTS = 5000;

/** Marks for all that is drawn of an entry. */
export async function marksOf(engine: Engine, entry: EntryDetail): Promise<TextMarks> {
  const { raw, message } = entry;
  const parts = [...partsOf(entry)].slice(0, MAX_PARTS);
  const [ofRaw = [], ofMessage = [], ...ofParts] = await engine.texts.marks(raw, message, parts);
  const known = parts.map((part, idx) => [part, ofParts[idx] ?? []] as const);
  const whole = [
    [raw, ofRaw],
    [raw.replace(/\r?\n$/, ""), ofRaw],
    [message, ofMessage],
  ] as const;
  const all = [...known, ...whole];
  return all.every(([, spans]) => spans.length === 0) ? NO_MARKS : new TextMarks(all);
}

/** Texts that are drawn beside the entry's own and its message. */
function partsOf(entry: EntryDetail): ReadonlySet<string> {
  const { raw, message, fields, traces, isRawClipped } = entry;
  const parts = new Set(fields.map(([, value]) => value));
  for (const { unfolded } of traces) if (unfolded !== null) parts.add(unfolded);
  addLeaves(parseJson(message), parts);
  if (!isRawClipped) addLeaves(parseJson(raw), parts);
  const shown = shownMessage(message);
  if (shown !== message.trimEnd()) parts.add(shown);
  parts.delete(raw);
  parts.delete(message);
  return parts;
}

function addLeaves(node: JsonNode | null, parts: Set<string>): void {
  if (node === null || parts.size >= MAX_PARTS) return;
  if (node.kind === "string" || node.kind === "word") parts.add(node.text);
  for (const { value } of membersOf(node)) addLeaves(value, parts);
}
