// A dialog on the browser's own `<dialog>`: it keeps the focus inside and gives it back.
// biome-ignore-all lint/a11y/useSemanticElements: a fieldset is for forms
// biome-ignore-all lint/a11y/useKeyWithClickEvents: Escape is the key for a click beside the dialog

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icons";

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly className?: string;
  /** A dialog without a visible title (the palette) still has the name. */
  readonly isTitleHidden?: boolean;
}

/** Shown while it is in the page. */
export function Dialog(props: DialogProps): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    // Where she goes on, if the dialog says so: the browser would begin with the button that closes it.
    ref.current?.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={`ls-dialog ${props.className ?? ""}`}
      aria-label={props.title}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) props.onClose();
      }}
    >
      {props.isTitleHidden === true ? null : (
        <header class="ls-dialog__head">
          <h2 class="ls-dialog__title">{props.title}</h2>
          <button
            type="button"
            class="ls-button ls-button--quiet ls-button--icon"
            aria-label="Close"
            onClick={props.onClose}
          >
            <Icon name="close" />
          </button>
        </header>
      )}
      <div
        class="ls-dialog__body"
        tabIndex={props.isTitleHidden === true ? -1 : 0}
        role="group"
        aria-label={props.title}
      >
        {props.children}
      </div>
    </dialog>
  );
}
