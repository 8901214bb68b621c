// What needs the user's eye: one note each, with the fix as a button if there is one.

import { computed } from "@preact/signals";
import { formatCount, formatCounted } from "../base/number_format";
import { app } from "./app_state";
import { sources } from "./derived";
import type { SourceState } from "./engine_types";

export interface Notice {
  readonly id: string;
  readonly text: string;
  readonly tone: "plain" | "bad";
  readonly fix:
    | { readonly kind: "readMore"; readonly source: number; readonly title: string }
    | { readonly kind: "reread"; readonly source: number; readonly title: string }
    | { readonly kind: "unpackAll"; readonly source: number; readonly title: string }
    | { readonly kind: "readAsText"; readonly source: number; readonly title: string }
    | { readonly kind: "showSources"; readonly title: string }
    | null;
}

/** More than this nobody reads one by one; the rest is one line. */
const MAX_SINGLE = 20;

/** Those that were not dismissed; what could not be opened comes first. */
export const notes = computed<readonly Notice[]>(() => {
  const { selection, notice } = app.snapshot.value;
  const problem = app.openProblem.value;
  const opening: readonly Notice[] =
    problem === null ? [] : [{ id: `open-${problem}`, tone: "bad", text: problem, fix: null }];
  const all = [...opening, ...noticesFor(sources.value, selection.unsearched, notice)];
  return all.filter(({ id }) => !app.dismissedNotices.value.has(id));
});

/** All notices for these sources and the page itself, worst first. */
export function noticesFor(
  sources: readonly SourceState[],
  unsearched: number,
  trouble: string | null = null,
): readonly Notice[] {
  const read = sources.filter(({ archive }) => archive === null);
  const noticed = sources.filter((source) => source.notice !== null);
  const troubled = [...noticed.filter(isBad), ...noticed.filter((source) => !isBad(source))];
  const single = troubled.slice(0, MAX_SINGLE).map(troubleNotice);
  const rest = troubled.length - single.length;
  const more: Notice[] =
    rest <= 0
      ? []
      : [
          {
            id: `trouble-${rest}`,
            tone: "bad",
            text: `${formatCounted(rest, "more source needs", "more sources need")} your attention.`,
            fix: { kind: "showSources", title: "Show sources" },
          },
        ];
  return [
    ...pageNotice(trouble),
    ...single,
    ...more,
    ...unsearchedNotice(unsearched),
    ...inferredNotice(read, "inferredZone"),
    ...inferredNotice(read, "inferredYear"),
  ];
}

/** Trouble of the page itself: nothing but to load it again helps. */
function pageNotice(trouble: string | null): Notice[] {
  return trouble === null ? [] : [{ id: "page", tone: "bad", text: trouble, fix: null }];
}

/** What the query could not look at, since the file is no longer what was read. */
function unsearchedNotice(unsearched: number): Notice[] {
  if (unsearched === 0) return [];
  const entries = formatCounted(unsearched, "entry", "entries");
  return [
    {
      id: `unsearched-${unsearched}`,
      tone: "bad",
      text: `${entries} could not be searched: the file has changed since it was read.`,
      fix: { kind: "showSources", title: "Show sources" },
    },
  ];
}

function troubleNotice(source: SourceState): Notice {
  return {
    id: `source-${source.id}-${source.notice ?? ""}`,
    tone: isBad(source) ? "bad" : "plain",
    text: source.notice ?? "",
    fix: fixOf(source),
  };
}

/** Whether something of a source is missing. */
export function isBad({ phase, ledger }: SourceState): boolean {
  return phase === "failed" || ledger.unread.length > 0;
}

function fixOf(source: SourceState): Notice["fix"] {
  const { id, newBytes, canReread, isTooMuch, isBinary } = source;
  if (isTooMuch) return { kind: "unpackAll", source: id, title: UNPACK_ALL_TITLE };
  if (isBinary) return { kind: "readAsText", source: id, title: READ_AS_TEXT_TITLE };
  if (newBytes !== null) return { kind: "readMore", source: id, title: readMoreTitle(newBytes) };
  return canReread ? { kind: "reread", source: id, title: "Read again" } : null;
}

/** What the button says that lifts the limit to what may come out of a source. */
export const UNPACK_ALL_TITLE = "Read it anyway";

/** What the button says that reads what looks like no text. */
export const READ_AS_TEXT_TITLE = "Read it as text";

/** What the button says that reads what was added. */
export function readMoreTitle(newBytes: number): string {
  return `Read ${formatCounted(newBytes, "new byte")}`;
}

function inferredNotice(
  sources: readonly SourceState[],
  what: "inferredZone" | "inferredYear",
): Notice[] {
  const isTold = ({ overrule }: SourceState): boolean =>
    (what === "inferredZone" ? overrule.offsetSecs : overrule.lastYear) !== null;
  const isGuessed = (source: SourceState): boolean => source.ledger[what] > 0 && !isTold(source);
  const concerned = sources.filter(isGuessed).length;
  if (concerned === 0) return [];
  const who =
    sources.length === 1
      ? "The source has"
      : concerned === sources.length
        ? `All ${formatCount(sources.length)} sources have`
        : `${formatCount(concerned)} of ${formatCount(sources.length)} sources ${concerned === 1 ? "has" : "have"}`;
  const text =
    what === "inferredZone"
      ? `${who} times without a time zone, read as UTC.`
      : `${who} times without a year, which was inferred.`;
  const title = what === "inferredZone" ? "Set the time zone" : "Set the year";
  return [
    {
      id: `${what}-${concerned}`,
      tone: "plain",
      text,
      fix: { kind: "showSources", title },
    },
  ];
}
