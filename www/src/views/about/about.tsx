// Why nothing can leave, with what can be checked: the live policy and the hash of this build.

import type { JSX } from "preact";
import { BUILD } from "../../state/build";
import { showDialog } from "../../state/page_actions";
import { Dialog } from "../../widgets/dialog";

const MEANINGS: Record<string, string> = {
  "default-src": "Nothing may be loaded or contacted unless a line below allows it.",
  "script-src":
    "Only the script in this file may run, and only with exactly this fingerprint. The engine may be compiled from bytes.",
  "worker-src": "Workers can start only from code inside this file.",
  "style-src": "Only the style sheet in this file applies.",
  "connect-src": "No connections at all: not to servers, not even to this machine.",
  "base-uri": "The page's base address cannot be changed.",
  "form-action": "Forms cannot be submitted.",
  "require-trusted-types-for": "Log text can never become part of the page's code.",
  "trusted-types": "One named exception, used only to create the address of the engine's worker.",
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
          Logscry is a single file. It reads your logs inside this browser tab, and the browser
          itself blocks every connection. The policy that says so is at the top of the file, and
          nothing that runs later can change it. This is the policy in force now:
        </p>
        {directives.length === 0 ? (
          <p class="ls-about__missing">
            This copy has no policy: it is a development build. Do not use it for logs that must
            stay private.
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
        <h3 class="ls-about__title">What the policy cannot block</h3>
        <p>
          A policy inside a file cannot stop a page from navigating away, opening a window, or using
          WebRTC or preconnect. This page does none of these; every release is scanned to make sure.
        </p>
        <h3 class="ls-about__title">What is stored</h3>
        <p>
          The theme, the panel layout and the memory limit. No log text, file name or query is ever
          stored in the browser or put in the address.
        </p>
        <h3 class="ls-about__title">This build</h3>
        <p>Version {BUILD?.version ?? "under development"}</p>
        <p class="ls-about__hash">
          <code>{BUILD?.hash ?? "A development build has no hash."}</code>
        </p>
        <p>To be sure, turn off the network: everything still works.</p>
      </div>
    </Dialog>
  );
}
