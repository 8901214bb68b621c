// All notes behind one button, which is always there: its figure changes, nothing else does.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { hasSources } from "../../state/derived";
import { notes } from "../../state/notices";
import { NoteLine } from "./note_line";

/** The button, and while it is open all notes in full. */
export function Notes(): JSX.Element | null {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const all = notes.value;
  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: PointerEvent): void => {
      // A note that was dismissed is no longer anywhere.
      const { target } = event;
      if (target instanceof Node && target.isConnected && root.current?.contains(target) !== true)
        setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);
  if (!hasSources.value) return null;
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    if (!isOpen || event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };
  const isBad = all.some(({ tone }) => tone === "bad");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are caught for the button and the notes together
    <div ref={root} class="ls-notes" onKeyDown={onKeyDown}>
      <button
        type="button"
        class={`ls-button ls-button--quiet ls-notes__button ${isBad ? "ls-notes__button--bad" : ""}`}
        aria-expanded={isOpen}
        title={all.length === 0 ? "Nothing needs your attention" : "What needs your attention"}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="ls-notes__word">Notes</span> <span class="ls-notes__count">{all.length}</span>
      </button>
      {isOpen ? (
        <section class="ls-notes__all" aria-label="All notes">
          {all.length === 0 ? <p class="ls-notes__none">Nothing needs your attention.</p> : null}
          {all.map((notice) => (
            <NoteLine key={notice.id} notice={notice} isShort={false} />
          ))}
        </section>
      ) : null}
    </div>
  );
}
