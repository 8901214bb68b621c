// A button with a short list under it. Arrow keys move, Enter chooses, Escape closes and gives the focus back.
// biome-ignore-all lint/a11y/noStaticElementInteractions: keys are caught for the button and the list together

import type { ComponentChildren, JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

export interface MenuItem {
  readonly id: string;
  readonly title: ComponentChildren;
  /** The one of several that holds; none of them is a choice if this is missing. */
  readonly isChosen?: boolean;
  readonly run: () => void;
}

export interface MenuProps {
  readonly label: string;
  /** What hovering says, if it is more than the label. */
  readonly hint?: string;
  readonly icon: ComponentChildren;
  readonly items: readonly MenuItem[];
  /** What the open menu says if it has no items. */
  readonly emptyText: string;
  readonly className?: string;
}

/** The button and, while open, its list. */
export function Menu(props: MenuProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    root.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
    const closeOutside = (event: PointerEvent): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) !== true)
        setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    if (!isOpen) return;
    event.stopPropagation();
    if (event.key === "Escape") close();
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    moveFocus(event.currentTarget, step);
  };
  return (
    <div ref={root} class={`ls-menu ${props.className ?? ""}`} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="ls-button ls-button--quiet ls-button--icon"
        aria-label={props.label}
        title={props.hint ?? props.label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {props.icon}
      </button>
      {isOpen ? (
        <div class="ls-menu__list" role="menu" aria-label={props.label}>
          {props.items.length === 0 ? (
            <div class="ls-menu__empty" role="menuitem" aria-disabled="true" tabIndex={-1}>
              {props.emptyText}
            </div>
          ) : null}
          {props.items.map((item) => (
            <button
              key={item.id}
              type="button"
              {...(item.isChosen === undefined
                ? { role: "menuitem" as const }
                : { role: "menuitemradio" as const, "aria-checked": item.isChosen })}
              tabIndex={-1}
              class={`ls-menu__item ${item.isChosen === true ? "ls-menu__item--chosen" : ""}`}
              onClick={() => {
                close();
                item.run();
              }}
            >
              {item.title}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function moveFocus(root: HTMLElement, step: number): void {
  const items = [...root.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const at =
    document.activeElement instanceof HTMLElement ? items.indexOf(document.activeElement) : -1;
  items[(at + step + items.length) % items.length]?.focus();
}
