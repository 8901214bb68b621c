// What can be written at the cursor of the query: fields, their values, words of the language.

import { formatCount } from "../base/number_format";
import { app, type Completing, type Offer, writable } from "./app_state";
import { sources } from "./derived";
import { engine } from "./engine_link";
import type { FieldSummary } from "./engine_types";
import { typeQuery } from "./view_actions";

const MAX_OFFERS = 12;
const MAX_VALUES = 200;
const MAX_FIELDS = 2000;

/** Newest wins. */
let completionSeq = 0;
/** What was told of fields, as long as nothing else is read. */
let known: { readonly tag: string; readonly fields: Promise<readonly FieldSummary[]> } | null =
  null;

/** Looks for what can be written at the cursor. */
export async function completeAt(text: string, cursor: number): Promise<void> {
  completionSeq += 1;
  const seq = completionSeq;
  const found = await engine().texts.complete(text, cursor);
  const { typed = "", start = 0, end = 0, field = null, offers: own = [] } = found ?? {};
  // An empty place is no question; behind a colon it is one.
  const isAsked = found !== null && (typed !== "" || text[start - 1] === ":");
  const fromData = !isAsked ? [] : await offersOf(field, own);
  if (seq !== completionSeq || app.draft.value !== text) return;
  const words = own.map((word): Offer => ({ text: word, shown: word, detail: "" }));
  const wanted = typed.toLowerCase();
  const fitting = (isAsked ? [...words, ...fromData] : [])
    .filter(({ shown }) => shown.toLowerCase().includes(wanted) && shown !== typed)
    .map((offer) => ({ offer, isFront: offer.shown.toLowerCase().startsWith(wanted) }))
    .sort((a, b) => Number(b.isFront) - Number(a.isFront));
  const offers = fitting.slice(0, MAX_OFFERS).map(({ offer }) => offer);
  writable.completing.value =
    offers.length === 0 ? null : { text, start, end, offers, chosen: null };
}

/** Offers nothing any more. */
export function stopCompleting(): void {
  completionSeq += 1;
  writable.completing.value = null;
}

/** Chooses the next offer, or the one before; says whether there are any. */
export function chooseOffer(step: 1 | -1): boolean {
  const completing = app.completing.value;
  if (completing === null) return false;
  const { length } = completing.offers;
  const from = completing.chosen ?? (step === 1 ? -1 : length);
  writable.completing.value = { ...completing, chosen: (from + step + length) % length };
  return true;
}

/** Writes an offer, the chosen one if none is given; returns where the cursor stands then, or null if none is chosen. */
export function takeOffer(
  idx: number | null = app.completing.value?.chosen ?? null,
): number | null {
  const completing = app.completing.value;
  const offer = completing?.offers[idx ?? -1];
  if (completing === null || offer === undefined) return null;
  const end = endNow(completing);
  if (end === null) return null;
  const before = app.draft.value.slice(0, completing.start) + offer.text;
  stopCompleting();
  typeQuery(before + app.draft.value.slice(end));
  return before.length;
}

/** Where the part that is completed ends now: more of it may have been typed since. Null if it is no longer there. */
function endNow({ text, start, end }: Completing): number | null {
  const draft = app.draft.value;
  const after = text.slice(end);
  if (!draft.startsWith(text.slice(0, start)) || !draft.endsWith(after)) return null;
  return Math.max(start, draft.length - after.length);
}

/** Values of a field, or else names of fields if the words of the language say that a name is wanted. */
async function offersOf(field: string | null, own: readonly string[]): Promise<readonly Offer[]> {
  if (field !== null) {
    const answer = await engine().texts.askOfAll({ fold: "values", field, top: MAX_VALUES });
    if (answer.fold !== "values") return [];
    const whole = answer.top.filter(({ isCut, value }) => !isCut && value !== "");
    return whole.map(({ value, count }) => ({
      text: written(value),
      shown: value,
      detail: formatCount(count),
    }));
  }
  if (!own.some((word) => word.endsWith(":"))) return [];
  const fields = await fieldsKnown();
  const total = Math.max(1, ...fields.map(({ present }) => present));
  return fields.map(({ name, type, present }) => ({
    text: `${named(name)}:`,
    shown: name,
    detail: `${type} · ${Math.round((100 * present) / total)} %`,
  }));
}

function fieldsKnown(): Promise<readonly FieldSummary[]> {
  const tag = sources.value.map(({ id, epoch, phase }) => `${id} ${epoch} ${phase}`).join();
  if (known?.tag !== tag) {
    const fields = engine()
      .texts.askOfAll({ fold: "fields", top: MAX_FIELDS })
      .then((answer) => (answer.fold === "fields" ? answer.fields : []));
    known = { tag, fields };
  }
  return known.fields;
}

/** Words of the language are no names without quotes. */
const OWN_NAMES = new Set(["level", "source", "format", "is", "message", "time"]);

function named(name: string): string {
  const isBare = /^[\p{L}_@][\p{L}\p{N}_@.$]*$/u.test(name) && !OWN_NAMES.has(name);
  return isBare ? name : quoted(name);
}

function written(value: string): string {
  const isPlain = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(value);
  return isPlain ? value : quoted(value);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
