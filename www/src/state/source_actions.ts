// Opens, closes and reads sources.

import { formatCounted } from "../base/number_format";
import { app, writable } from "./app_state";
import { closeDetail, say } from "./detail_actions";
import { collectDropped, inputsFromFiles } from "./drop";
import { engine } from "./engine_link";
import { type InputFile, NO_UNPACK_LIMIT } from "./engine_types";
import { takeFormats } from "./format_actions";
import { leavePlace } from "./list_actions";
import { overruleSources, resetView } from "./view_actions";
import { MAX_VIEW_BYTES } from "./view_file";
import { takeViews } from "./view_file_actions";

let pastedCount = 0;
let sampleLoader: (() => Promise<File[]>) | null = null;
const pickers: { files: (() => void) | null; folder: (() => void) | null } = {
  files: null,
  folder: null,
};

/** Where the built-in incident comes from. */
export function setSampleLoader(load: () => Promise<File[]>): void {
  sampleLoader = load;
}

/** The file inputs live in the page; a click on one has to happen in the user's own gesture. */
export function registerPicker(kind: "files" | "folder", open: (() => void) | null): void {
  pickers[kind] = open;
}

/** Asks the user for files or a folder. */
export function openPicker(kind: "files" | "folder"): void {
  pickers[kind]?.();
}

/** Takes files from a picker. */
export function openFiles(files: readonly File[]): void {
  addInputs(inputsFromFiles(files), "There are no files in what you chose.");
}

/** Takes whatever was dropped: files, folders, text. */
export async function openDropped(transfer: DataTransfer): Promise<void> {
  // The transfer is emptied as soon as the event is over: text must be taken before the first wait.
  const text = transfer.getData("text/plain");
  const dropped = await collectDropped(transfer);
  if (dropped.files.length === 0 && text !== "") openText(text);
  else addInputs(dropped.files, "There are no files in what you dropped.");
  if (dropped.unreadable > 0)
    writable.openProblem.value = `The browser could not open ${formatCounted(dropped.unreadable, "file or folder", "files or folders")} that you dropped. Open… or Open folder… may still work.`;
}

/** Takes text as a source of its own. */
export function openText(text: string): void {
  if (text === "") {
    writable.openProblem.value = "There is no text on the clipboard.";
    return;
  }
  pastedCount += 1;
  const name = `pasted text ${pastedCount}`;
  addInputs([{ file: new File([text], name, { type: "text/plain" }), path: name }], "");
}

/** Reads the clipboard; browsers that refuse still allow the keys. */
export async function openClipboard(): Promise<void> {
  try {
    openText(await navigator.clipboard.readText());
  } catch {
    writable.openProblem.value =
      "The browser does not let this page read the clipboard. Press Ctrl+V (⌘V on a Mac) instead.";
  }
}

/** Opens the incident that comes with the page. */
export async function openSample(): Promise<void> {
  if (sampleLoader === null) return;
  try {
    openFiles(await sampleLoader());
  } catch {
    writable.openProblem.value =
      "The sample incident is damaged in this copy of the page. Your own files can still be opened.";
  }
}

/** Stops reading; what is read stays. */
export function cancelReading(): void {
  engine().cancel();
  say("Reading cancelled. What was read stays.");
}

/** Holds reading back, or lets it go on; what is read can be asked all the while. */
export function togglePause(): void {
  const { isPaused } = app.snapshot.value;
  if (isPaused) engine().resume();
  else engine().pause();
  say(isPaused ? "Reading resumed." : "Reading paused. You can search what was read.");
}

/** Reads a source again. */
export function rereadSource(source: number): void {
  engine().reread(source);
}

/** Reads all of a source, however much comes out of it; undone like any change of view. */
export function unpackAll(source: number): void {
  overruleSources([source], { unpackLimit: NO_UNPACK_LIMIT });
}

/** Reads a source that looks like no text as if it were; undone like any change of view. */
export function readAsText(source: number): void {
  overruleSources([source], { encoding: "utf-8" });
}

/** Reads what was added to a source since it was read. */
export function readMore(source: number): void {
  engine().readMore(source);
}

/** Looks at the files again, as the user comes back to the page: what changed is told on its source. */
export function lookAgain(): void {
  if (app.snapshot.value.sources.length > 0) void engine().lookAgain();
}

/** Looks at the files again and reads what was added to them; says what came of it. */
export async function readAllMore(): Promise<void> {
  const grown = await engine().lookAgain();
  for (const source of grown ?? []) engine().readMore(source);
  if (grown === null)
    say("The browser does not let this page check these files again. Drop them again.");
  else if (grown.length === 0) say("Nothing was added to the files.");
}

/** Reads members of an archive, or leaves them out. */
export function chooseMembers(archive: number, members: readonly number[], isOn: boolean): void {
  const source = app.snapshot.value.sources.find(({ id }) => id === archive);
  const gone = members.flatMap((idx) => source?.archive?.members[idx]?.source ?? []);
  if (!isOn) gone.forEach(leaveSource);
  engine().chooseMembers(archive, members, isOn);
}

/** Closes a source; with the last one, the page is as it was at first. */
export function closeSource(source: number): void {
  const { sources } = app.snapshot.value;
  const members = sources.filter(({ within }) => within === source).map(({ id }) => id);
  const isLast = sources.length === 1 + members.length;
  engine().close(source);
  for (const id of [source, ...members]) leaveSource(id);
  if (isLast) {
    closeDetail();
    resetView();
  }
}

/** What is looked at is not in this source any more. */
function leaveSource(source: number): void {
  const detail = app.detail.value;
  if (detail.kind === "shown" && detail.entry.key.source === source) closeDetail();
  if (app.place.value?.key?.source === source) leavePlace();
}

function addInputs(files: readonly InputFile[], emptyText: string): void {
  writable.openProblem.value = files.length === 0 ? emptyText : null;
  // Formats and views hold before the first log is opened.
  if (files.some(({ file }) => file.size <= MAX_VIEW_BYTES))
    void takeFormats(files).then(takeViews).then(addLogs);
  else addLogs(files);
}

function addLogs(files: readonly InputFile[]): void {
  if (files.length > 0) void engine().add(files).then(sayAll);
}

function sayAll(sentences: readonly string[]): void {
  if (sentences.length > 0) say(sentences.join(" "));
}
