// The small box that takes a time to go to.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { app } from "../../state/app_state";
import { goToTime, showGoTo } from "../../state/go_to_actions";
import { typedZoneName } from "../../state/zone";

const EXAMPLES = "09:13, 14 Oct 09:13:21, 2026-11-09, -15m, +5m";

/** Over the list while it is open; nothing below it moves. */
export function GoTo(): JSX.Element | null {
  return app.isGoToOpen.value ? <Box /> : null;
}

function Box(): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => {
    before.current = document.activeElement;
    input.current?.focus();
  }, []);
  const close = (): void => {
    showGoTo(false);
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const go = (): void => {
    void goToTime(input.current?.value ?? "").then((isTime) => {
      setWrong(!isTime);
      if (!isTime) return;
      showGoTo(false);
      document.querySelector<HTMLElement>("[role=grid]")?.focus();
    });
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const run = { Escape: close, Enter: go }[event.key];
    if (run === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  return (
    <section class="ls-go-to" aria-label="Go to a time">
      <label class="ls-go-to__label">
        Go to
        <input
          ref={input}
          class="ls-go-to__input"
          type="text"
          aria-label="Time to go to"
          aria-invalid={isWrong}
          aria-describedby="ls-go-to-hint"
          placeholder="09:13"
          spellcheck={false}
          autocomplete="off"
          onInput={() => setWrong(false)}
          onKeyDown={onKeyDown}
        />
      </label>
      <p
        class={`ls-go-to__hint ${isWrong ? "ls-go-to__hint--wrong" : ""}`}
        id="ls-go-to-hint"
        role={isWrong ? "alert" : undefined}
      >
        {isWrong ? "Not a time. Try " : ""}
        {EXAMPLES}; times are {typedZoneName.value}
      </p>
    </section>
  );
}
