// All commands by name: type, arrows, Enter.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are the field's
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the field

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Command } from "../../state/command";
import { COMMANDS } from "../../state/commands";
import { keyCap } from "../../state/keys";
import { showDialog } from "../../state/page_actions";
import { Dialog } from "../../widgets/dialog";

/** The command palette. */
export function Palette(): JSX.Element {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const found = matching(text);
  const current = Math.min(at, Math.max(0, found.length - 1));
  const currentId = found[current]?.id;
  useEffect(() => {
    if (currentId === undefined) return;
    document.getElementById(`ls-command-${currentId}`)?.scrollIntoView({ block: "nearest" });
  }, [currentId]);
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    showDialog(null);
    command.run();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((current + step + found.length) % Math.max(1, found.length));
    }
    if (event.key === "Enter") run(found[current]);
  };
  return (
    <Dialog title="Commands" isTitleHidden onClose={() => showDialog(null)} className="ls-palette">
      <input
        class="ls-palette__input"
        type="text"
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls="ls-palette-list"
        aria-activedescendant={
          found[current] === undefined ? undefined : `ls-command-${found[current].id}`
        }
        placeholder="Type a command"
        autocomplete="off"
        spellcheck={false}
        autofocus
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div class="ls-palette__list" id="ls-palette-list" role="listbox" aria-label="Commands">
        {found.map((command, idx) => (
          <div
            key={command.id}
            id={`ls-command-${command.id}`}
            role="option"
            aria-selected={idx === current}
            class={`ls-palette__item ${idx === current ? "ls-palette__item--on" : ""}`}
            onClick={() => run(command)}
            onPointerMove={() => setAt(idx)}
          >
            <span>{command.title}</span>
            {command.keys.slice(0, 1).map((key) => (
              <kbd key={key} class="ls-key">
                {keyCap(key, isMac)}
              </kbd>
            ))}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p class="ls-palette__none">No command matches.</p> : null}
    </Dialog>
  );
}

/** Commands that make sense now and contain every word; those that begin with the text first. */
function matching(text: string): readonly Command[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const found = COMMANDS.filter(
    (command) =>
      command.id !== "palette" &&
      command.when() &&
      words.every((word) => command.title.toLowerCase().includes(word)),
  );
  const begins = (command: Command): number =>
    command.title.toLowerCase().startsWith(text.toLowerCase().trim()) ? 0 : 1;
  return [...found].sort((a, b) => begins(a) - begins(b));
}
