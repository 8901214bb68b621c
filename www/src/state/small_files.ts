// Small files of our own that are dropped among logs: formats, views.

/** Among more files than this, one is looked into only if its name ends as ours do: thousands would take seconds. */
const MANY = 200;

/** Which files are ours: objects of JSON, no larger than `maxBytes`, that have a member with this name. */
export function ownFilesAmong(
  files: readonly File[],
  mark: string,
  maxBytes: number,
): Promise<readonly boolean[]> {
  const isLookedInto = (file: File): boolean =>
    files.length <= MANY || file.name.toLowerCase().endsWith(".json");
  return Promise.all(files.map((file) => isLookedInto(file) && isOwnFile(file, mark, maxBytes)));
}

/** Whether a file is ours, sound or not. */
export async function isOwnFile(file: File, mark: string, maxBytes: number): Promise<boolean> {
  if (file.size > maxBytes || file.size === 0) return false;
  try {
    const head = (await file.slice(0, 64).text()).replace(/^\ufeff/, "").trimStart();
    return head.startsWith("{") && (await file.text()).includes(`"${mark}"`);
  } catch {
    return false;
  }
}
