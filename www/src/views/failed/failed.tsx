// When the page cannot work at all: what happened and what to do, in sentences.

import type { JSX } from "preact";

/** Instead of everything else. */
export function Failed({ reason }: { readonly reason: string }): JSX.Element {
  return (
    <main class="ls-failed">
      <h1 class="ls-failed__title">Logscry cannot start here</h1>
      <p role="alert">{reason}</p>
      <p class="ls-failed__way">
        Any current version of Chrome, Edge, Firefox or Safari works. If yours is up to date, its
        settings may block WebAssembly or workers for local files. Nothing was read and nothing was
        sent.
      </p>
    </main>
  );
}
