// A question to the desk that has an answer however often the desk dies: what a query becomes.

import type { QueryEdit } from "../engine";
import type { DeskReply, DeskRequest } from "../wire";
import type { Desk } from "./desk";

/** The reply; null if there is no desk to ask. */
export function asked(desk: Desk, request: DeskRequest): Promise<DeskReply | null> {
  const ask = (): Promise<DeskReply> => desk.ask(request);
  // A desk that died has a successor.
  return ask()
    .catch(ask)
    .catch(() => null);
}

/** A query after some edits; null if it cannot be read. */
export async function rewritten(
  desk: Desk,
  query: string,
  edits: readonly QueryEdit[],
): Promise<string | null> {
  const reply = await asked(desk, { kind: "rewrite", query, edits: [...edits] });
  return reply?.kind === "rewritten" ? reply.query : null;
}
