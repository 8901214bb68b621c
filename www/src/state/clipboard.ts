// What is put on the clipboard.

/**
 * Puts a text on the clipboard that may take a moment to be made.
 *
 * Browsers allow it only at once after a key or a click: where they can, they are told at once and wait for the text.
 */
export async function writeClipboard(text: Promise<Blob>): Promise<void> {
  if (typeof ClipboardItem === "undefined") {
    await navigator.clipboard.writeText(await (await text).text());
    return;
  }
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
}

export const CLIPBOARD_REFUSED =
  "The browser does not let this page write to the clipboard. Select the text and press Ctrl+C (⌘C on a Mac).";
