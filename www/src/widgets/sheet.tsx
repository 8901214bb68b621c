// A side part that becomes a sheet over the page where there is no room beside the list.

import type { ComponentChildren, JSX } from "preact";

export interface SheetProps {
  readonly label: string;
  /** Where it stands; below the list it is as wide as that. */
  readonly side: "left" | "right" | "below";
  readonly isOpen: boolean;
  /** Its width, or its height below the list. */
  readonly sizePx: number;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A named region; the shade behind it shows on narrow windows only and closes it. */
export function Sheet(props: SheetProps): JSX.Element {
  const size = `${props.sizePx}px`;
  return (
    <>
      <div
        class={`ls-sheet__shade ${props.isOpen ? "ls-sheet__shade--open" : ""}`}
        onClick={props.onClose}
        aria-hidden="true"
      />
      <section
        aria-label={props.label}
        class={`ls-sheet ls-sheet--${props.side} ${props.isOpen ? "ls-sheet--open" : ""}`}
        style={props.side === "below" ? { height: size } : { width: size }}
      >
        {props.children}
      </section>
    </>
  );
}
