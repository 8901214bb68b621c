// A field that keeps what is being typed until it is done: answers that come meanwhile change nothing in it.

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface DraftInputProps {
  readonly className: string;
  readonly value: string;
  readonly onDone: (text: string) => void;
  readonly onEnter?: () => void;
  readonly label?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** Takes the focus as soon as it is so. */
  readonly isAwaited?: boolean;
}

/** Done is Enter, or leaving it. */
export function DraftInput(props: DraftInputProps): JSX.Element {
  const { value, isAwaited } = props;
  const [draft, setDraft] = useState(value);
  const ref = useRef<HTMLInputElement>(null);
  // At once: after the next frame it would undo what was typed by then.
  useLayoutEffect(() => setDraft(value), [value]);
  useLayoutEffect(() => {
    if (isAwaited !== true) return;
    ref.current?.focus();
    ref.current?.select();
  }, [isAwaited]);
  return (
    <input
      ref={ref}
      class={`ls-format__input ${props.className}`}
      type="text"
      spellcheck={false}
      autocomplete="off"
      aria-label={props.label}
      placeholder={props.placeholder}
      maxLength={props.maxLength}
      value={draft}
      onInput={({ currentTarget }) => setDraft(currentTarget.value)}
      onKeyDown={({ key }) => {
        if (key === "Enter") props.onEnter?.();
      }}
      onChange={({ currentTarget }) => {
        if (currentTarget.value !== value) props.onDone(currentTarget.value);
      }}
    />
  );
}
