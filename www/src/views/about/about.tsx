// Why nothing can leave, with what can be checked: the live policy and the hash of this build.

import type { JSX } from "preact";
import { BUILD } from "../../state/build";
import { showDialog } from "../../state/page_actions";
import { Dialog } from "../../widgets/dialog";

const MEANINGS: Record<string, string> = {
  "default-src": "Nothing may be loaded or contacted, except what the lines below allow.",
  "script-src":
    "Only the one script in this file runs: it must have exactly this fingerprint. The engine may be compiled from bytes.",
  "worker-src": "The engine's workers start from this file only.",
  "style-src": "Only the one style sheet in this file applies.",
  "connect-src": "No connection to anywhere: not to servers, not to this machine.",
  "base-uri": "Addresses cannot be bent to another place.",
  "form-action": "No form can be sent.",
  "require-trusted-types-for": "Text of a log can never become part of the page's code.",
  "trusted-types": "One named exception, which only makes the address of the engine's worker.",
};

/** The panel about privacy. */
export function About(): JSX.Element {
  const policy =
    document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')
      ?.content ?? "";
  const directives = policy
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return (
    <Dialog title="Why nothing can leave this machine" onClose={() => showDialog(null)}>
      <div class="ls-about">
        <p>
          Logscry is one file. It reads your logs inside this browser tab, and the browser itself
          forbids it to connect anywhere. The rule stands at the top of the file and cannot be
          changed by what runs later. This is the rule as it is in force now:
        </p>
        {directives.length === 0 ? (
          <p class="ls-about__missing">
            This copy has no policy in it: it is a development build. Do not use it for logs that
            must stay private.
          </p>
        ) : (
          <dl class="ls-about__policy">
            {directives.map((directive) => {
              const [name = "", ...values] = directive.split(/\s+/);
              return (
                <div key={directive} class="ls-about__directive">
                  <dt>
                    <code>
                      {name} {values.join(" ")}
                    </code>
                  </dt>
                  <dd>{MEANINGS[name] ?? ""}</dd>
                </div>
              );
            })}
          </dl>
        )}
        <h3 class="ls-about__title">What the rule cannot forbid</h3>
        <p>
          A policy in a file cannot stop a page from navigating away, opening a window, or using
          WebRTC and preconnect. No part of this page does any of these; a scan of the finished file
          checks that before each release.
        </p>
        <h3 class="ls-about__title">What is kept</h3>
        <p>
          The theme, the widths of the panels and how much memory to keep to. Nothing of a log, no
          file name and no query is stored in the browser or put into the address.
        </p>
        <h3 class="ls-about__title">This build</h3>
        <p>Version {BUILD?.version ?? "under development"}</p>
        <p class="ls-about__hash">
          <code>{BUILD?.hash ?? "A development build has no hash."}</code>
        </p>
        <p>To be sure, turn the network off: everything works the same.</p>
      </div>
    </Dialog>
  );
}
