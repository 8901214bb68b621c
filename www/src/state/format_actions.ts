// Formats of the user's own: loads, uses and saves them.

import { batch } from "@preact/signals";
import { shownName } from "../base/foreign_text";
import { app, writable } from "./app_state";
import { choice } from "./derived";
import { say } from "./detail_actions";
import { engine } from "./engine_link";
import { type InputFile, NO_OVERRULE, type OwnFormat } from "./engine_types";
import { download } from "./file_sink";
import { FORMAT_MARK, fileNameOf, fileOf, MAX_FORMAT_BYTES, withFormat } from "./own_formats";
import { ownFilesAmong } from "./small_files";
import { changeReading } from "./view_actions";

/** Takes the formats out of dropped or chosen files and loads them; what is left are logs. */
export async function takeFormats(files: readonly InputFile[]): Promise<readonly InputFile[]> {
  const isFormat = await ownFilesAmong(
    files.map(({ file }) => file),
    FORMAT_MARK,
    MAX_FORMAT_BYTES,
  );
  const formats = files.filter((_, idx) => isFormat[idx]);
  const problems: string[] = [];
  const loaded: OwnFormat[] = [];
  for (const { file, path } of formats) {
    const format = await readFormat(file);
    if (typeof format === "string") problems.push(`${shownName(path)} was not loaded: ${format}.`);
    else loaded.push(format);
  }
  if (problems.length > 0) writable.openProblem.value = problems.join(" ");
  if (loaded.length > 0) tryFormats(loaded);
  return files.filter((_, idx) => !isFormat[idx]);
}

/** The format in a file, or what is wrong with it. */
async function readFormat(file: File): Promise<OwnFormat | string> {
  try {
    return await engine().readFormat(await file.text());
  } catch {
    return "the file cannot be read";
  }
}

/** Formats go before all others from now on, wherever they fit. */
export function tryFormats(formats: readonly OwnFormat[]): void {
  batch(() => {
    for (const format of formats) know(format);
    changeReading({ tried: formats.reduce(withFormat, choice.value.tried) });
  });
  const names = formats.map(({ name }) => `“${name}”`).join(", ");
  const [noun, it] = formats.length === 1 ? ["format", "it"] : ["formats", "them"];
  say(
    app.snapshot.value.sources.length === 0
      ? `Loaded the ${noun} ${names}. Files that fit will be read with ${it}.`
      : `Loaded the ${noun} ${names}. Sources that fit are read with ${it}. Undo to go back.`,
  );
}

/** Reads one source by a format, or all that it fits. */
export function useFormat(format: OwnFormat, source: number, isForAll: boolean): void {
  batch(() => {
    know(format);
    const { overrules, tried } = choice.value;
    const before = overrules.get(source);
    const next = new Map(overrules);
    next.set(source, { ...(before ?? NO_OVERRULE), format: format.name });
    changeReading({ overrules: next, tried: isForAll ? withFormat(tried, format) : tried });
  });
  say(`Reading with the format “${format.name}”. Undo to go back.`);
}

/** Hands the format over as a small file, to be dropped on the page or given to the command. */
export function saveFormat(format: OwnFormat): void {
  download(new Blob([fileOf(format)], { type: "application/json" }), fileNameOf(format));
  say(`Saved as ${fileNameOf(format)}. Drop it on this page to use it again.`);
}

function know(format: OwnFormat): void {
  writable.formats.value = withFormat(app.formats.value, format);
}
