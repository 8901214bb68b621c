// From a key press to a command.

import type { Command } from "./command";
import { COMMANDS } from "./commands";

/** What is needed of a keyboard event. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Where the focus is, as far as keys care. */
export type FocusPlace = "field" | "control" | "list" | "nowhere";

/** Keys that move, and that choose with Shift. */
const MOVING = new Set(["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", "F6"]);

/** Keys that move the cursor in a text, wherever else they work. */
const CARET = new Set(["Mod+ArrowLeft", "Mod+ArrowRight"]);

/** Names a key press as the table of commands does: `e`, `E`, `Mod+k`, `ArrowDown`. */
export function keyOf(press: KeyPress): string {
  const hasMod = press.ctrlKey || press.metaKey;
  // Shift decides a letter's case, not Caps Lock.
  const isLetter = /^[a-z]$/i.test(press.key);
  const letter = press.shiftKey ? press.key.toUpperCase() : press.key.toLowerCase();
  const key = isLetter ? letter : press.key;
  // Of signs Shift is a part; of the keys that move it is not.
  const named = press.shiftKey && MOVING.has(key) ? `Shift+${key}` : key;
  return hasMod ? `Mod+${named}` : named;
}

/** The command that a key press means at this place, or null. */
export function commandFor(press: KeyPress, focus: FocusPlace): Command | null {
  if (press.altKey) return null;
  const key = keyOf(press);
  const command = COMMANDS.find(
    (candidate) => candidate.keys.includes(key) && worksAt(candidate, key, focus),
  );
  return command?.when() === true ? command : null;
}

/** How a key is written on the page. */
export function keyCap(key: string, isMac: boolean): string {
  const caps: Record<string, string> = {
    ArrowDown: "↓",
    ArrowLeft: "←",
    ArrowRight: "→",
    ArrowUp: "↑",
    Escape: "Esc",
    PageDown: "Page ↓",
    PageUp: "Page ↑",
  };
  if (key.startsWith("Mod+")) {
    const rest = key.slice(4);
    const shift = rest.length === 1 && rest !== rest.toLowerCase() ? (isMac ? "⇧" : "Shift+") : "";
    return `${isMac ? "⌘" : "Ctrl+"}${shift}${caps[rest] ?? rest.toUpperCase()}`;
  }
  if (key.startsWith("Shift+")) return `${isMac ? "⇧" : "Shift+"}${keyCap(key.slice(6), isMac)}`;
  if (/^[A-Z]$/.test(key)) return `Shift+${key}`;
  return caps[key] ?? (/^[a-z]$/.test(key) ? key.toUpperCase() : key);
}

function worksAt(command: Command, key: string, focus: FocusPlace): boolean {
  if (focus === "field" && CARET.has(key)) return false;
  if (command.scope === "anywhere") return true;
  if (focus === "field") return false;
  if (command.scope === "page") return true;
  // Letters never press a button; arrows, Enter and the like belong to what has the focus.
  return focus !== "control" || key.length === 1;
}
