// What to say of a query that is answered but may have been meant otherwise, and the other queries to offer.

import { formatCount, formatCounted } from "../../base/number_format";
import type { QueryError, QueryFix } from "../engine";
import type { DeskReply, NumbersAnswer, WireUnknownField } from "../wire";

/** What the core says of a query that it could read. */
export type Parsed = Omit<DeskReply & { readonly kind: "parsed" }, "kind">;

/** The way out of every refusal: the query as it stands is looked for. */
export function searchAsText(asTerm: string): QueryFix {
  return { title: "Search as text", query: asTerm };
}

/** The first field that nothing has, or else what looks like the language and was taken as text. */
export function hintOf(
  query: string,
  unknownFields: readonly WireUnknownField[],
  parsed: Pick<Parsed, "fields" | "groups" | "remarks" | "asTerm">,
  numbers: readonly NumbersAnswer[],
): QueryError | null {
  const missing = parsed.groups.find(({ known }) => known === "missing");
  if (missing !== undefined) {
    const { start, end } = missing;
    return { message: "No group has this id in what was read.", start, end, fixes: [] };
  }
  const [unknown] = unknownFields;
  const used = unknown && parsed.fields[unknown.place];
  if (unknown === undefined || used === undefined) {
    const [remark] = parsed.remarks;
    if (remark === undefined) {
      return numbersHint(parsed.fields, numbers);
    }
    const { message, start, end, title, query: other } = remark;
    return { message, start, end, fixes: title === "" ? [] : [{ title, query: other }] };
  }
  const { start, end, name, mayBeText } = used;
  const named = (other: string): string => query.slice(0, start) + other + query.slice(end);
  const { closest } = unknown;
  const guesses: QueryFix[] =
    closest === null ? [] : [{ title: `Use ${closest}`, query: named(nameFor(closest)) }];
  const guess = closest === null ? "" : ` Did you mean \`${closest}\`?`;
  const message = mayBeText
    ? `\`${name}\` is not a field here: searched as text.${guess}`
    : `\`${name}\` is not a field here.${guess}`;
  const other: QueryFix = mayBeText
    ? { title: "Ask for a field of this name", query: named(quoted(name)) }
    : searchAsText(parsed.asTerm);
  return { message, start, end, fixes: [...guesses, other] };
}

/** What is said of values that a comparison passes over. */
function numbersHint(
  fields: Parsed["fields"],
  numbers: readonly NumbersAnswer[],
): QueryError | null {
  const partial = numbers.find(({ present, compared }) => compared < present);
  const used = fields.find(({ name }) => name === partial?.field);
  if (partial === undefined || used === undefined) {
    return null;
  }
  const { field, bound, present, compared } = partial;
  const out = `${formatCount(present - compared)} of ${formatCounted(present, "value", "values")}`;
  const why = "not a number, or of another unit";
  const message = `${out} of \`${field}\` cannot be compared with \`${bound}\`: ${why}.`;
  return { message, start: used.start, end: used.end, fixes: [] };
}

/** A name as it stands before an operator. */
function nameFor(name: string): string {
  return /^[\p{L}_@][\p{L}\p{N}_@.$]*$/u.test(name) ? name : quoted(name);
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, "\\$&")}"`;
}
