// What is pasted into a query: the core decides how it is written, knowing which names are fields of the sources.

import type { PastedQuery } from "../engine";
import type { Pool } from "../workers";
import { asked } from "./asked";
import type { Desk } from "./desk";

/** The query with `text` in place of a part of it; null if there is no desk to ask. */
export async function pastedQuery(
  parts: { readonly desk: Desk; readonly pool: Pool },
  query: string,
  [start, end]: readonly [start: number, end: number],
  text: string,
): Promise<PastedQuery | null> {
  const { desk, pool } = parts;
  const named = await asked(desk, { kind: "namesIn", text });
  const names = named?.kind === "names" ? named.names : [];
  const known = names.length === 0 ? [] : await knownFields(pool, names);
  const reply = await asked(desk, { kind: "paste", query, start, end, text, known });
  return reply?.kind === "pasted" ? { query: reply.query, cursor: reply.cursor } : null;
}

/** Those of the names that are fields of what any worker has read. */
async function knownFields(pool: Pool, names: readonly string[]): Promise<string[]> {
  try {
    const answers = await pool.askAll({ kind: "knownFields", names: [...names] });
    const found = answers.flatMap(({ head }) => (head.kind === "knownFields" ? head.names : []));
    return [...new Set(found)];
  } catch {
    // A worker died: what it knew is read again, and until then it knows nothing.
    return [];
  }
}
