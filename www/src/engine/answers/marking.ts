// Marks are the hits: the core says where in a text it found what the query looks for.

import type { DeskRequest } from "../wire";
import type { Desk } from "./desk";

/** The marks of an entry's texts: of itself, its message and others; none if there is no desk to ask. */
export async function marksIn(
  desk: Desk,
  read: { readonly query: string; readonly asText: readonly string[] },
  [entry = "", message = "", ...parts]: readonly string[],
): Promise<readonly (readonly number[])[]> {
  const { query, asText } = read;
  const request: DeskRequest = { kind: "mark", query, asText: [...asText], entry, message, parts };
  const ask = (): ReturnType<Desk["askColumns"]> => desk.askColumns(request);
  // A desk that died has a successor.
  const columns = await ask()
    .catch(ask)
    .catch(() => []);
  const [places, ends] = columns;
  if (!(places instanceof Uint32Array && ends instanceof Uint32Array)) return [];
  return Array.from(ends, (end, idx) => [...places.subarray(idx === 0 ? 0 : ends[idx - 1], end)]);
}
