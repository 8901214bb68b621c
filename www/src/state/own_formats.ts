// Formats of the user's own: which are known, and what holds of each source because of them.

import { computed } from "@preact/signals";
import { app } from "./app_state";
import { choice } from "./derived";
import { NO_OVERRULE, type Overrule, type OwnFormat } from "./engine_types";

/** No file of a format is larger. */
export const MAX_FORMAT_BYTES = 64 << 10;

/** The known format with this name. */
export function ownFormat(name: string | null): OwnFormat | null {
  return app.formats.value.find((format) => format.name === name) ?? null;
}

/** What holds of a source: what she says of it, with the formats that it takes. */
export const overruleOf = computed(() => {
  const { overrules, tried } = choice.value;
  const known = app.formats.value;
  return (source: number): Overrule => {
    const said = overrules.get(source) ?? NO_OVERRULE;
    const chosen = known.filter((format) => format.name === said.format);
    return { ...said, own: said.format === null ? [...tried] : chosen };
  };
});

/** The list with a format, instead of one of its name. */
export function withFormat(formats: readonly OwnFormat[], format: OwnFormat): readonly OwnFormat[] {
  return [...formats.filter((known) => known.name !== format.name), format];
}

/** The member by which its file is known; the engine says whether the rest is sound. */
export const FORMAT_MARK = "logscry_format";

/** The text of a format's file. */
export function fileOf({ name, pattern, example }: OwnFormat): string {
  return `${JSON.stringify({ [FORMAT_MARK]: 1, name, pattern, example }, null, 2)}\n`;
}

/** What its file is called. */
export function fileNameOf({ name }: OwnFormat): string {
  return `${name.replace(/[^\p{L}\p{N}_-]+/gu, "-")}.logscry-format.json`;
}
