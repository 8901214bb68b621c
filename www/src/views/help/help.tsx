// Keys, from the table of commands, and the query language in one look.

import type { JSX } from "preact";
import type { CommandGroup } from "../../state/command";
import { COMMANDS } from "../../state/commands";
import { keyCap } from "../../state/keys";
import { showDialog } from "../../state/page_actions";
import { Dialog } from "../../widgets/dialog";

const GROUPS: readonly CommandGroup[] = ["Find", "Move", "Copy", "Time", "Open", "Page"];

const QUERIES: readonly (readonly [query: string, meaning: string])[] = [
  ["timeout", "entries that contain this word, in any case"],
  ['"read timed out"', "this phrase"],
  ["/took \\d{4,}ms/", "this regular expression"],
  ["status:504", "a field with this value; id:* matches any value"],
  ["duration>=250ms", "at least this; units compare by value: 1.2s, 2m3s, 10MB, 1.5GiB"],
  ["time>=09:13", "from then on; also time:09:13..09:24, time<14 Oct, time>=-15m"],
  ["level>=warn", "warnings and worse; also level:error,fatal"],
  ["source:api-2", "entries of one source"],
  ["format:json", "entries read by this format"],
  ["is:untimed", "anything the ledger counts; also earlier, inferred, multiline, invalid, cut"],
  ["retr*", "anything but a blank for *"],
  ["status in (500, 502)", "one of these values"],
  ["-healthcheck", "everything but this; works before any term"],
  ["(zone:b or zone:c)", "either one; terms side by side must all match"],
];

const MOUSE: readonly (readonly [string, string])[] = [
  ["Drag on the chart", "select a time range; drag an edge to adjust it"],
  ["Double-click on the chart", "zoom to the selection"],
  ["Wheel, Shift+wheel", "zoom at the pointer, move sideways"],
  ["Drag over rows, Shift+click", "choose several, also past the edge of the screen"],
  ["Click a level", "it and worse; Alt-click: only it; Shift-click: add or remove it"],
  ["Click a value", "filter by it; Alt-click to exclude it"],
];

/** The help dialog. */
export function Help(): JSX.Element {
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return (
    <Dialog title="Keys and query language" onClose={() => showDialog(null)} className="ls-help">
      <p class="ls-help__lead">
        Single letters work unless you are typing in a field. On the chart, the arrow keys move,
        Shift and the arrow keys select, Enter applies, e goes to the next bar with errors, and p to
        the highest.
      </p>
      <div class="ls-help__groups">
        {GROUPS.map((group) => (
          <section key={group} class="ls-help__group">
            <h3>{group}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group && command.keys.length > 0).map(
                (command) => (
                  <div key={command.id} class="ls-help__row">
                    <dt>{command.title.replace("…", "")}</dt>
                    <dd>
                      {command.keys.map((key) => (
                        <kbd key={key} class="ls-key">
                          {keyCap(key, isMac)}
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ),
              )}
            </dl>
          </section>
        ))}
        <Table title="Mouse" rows={MOUSE} />
        <Table title="Queries" rows={QUERIES} isCode />
      </div>
    </Dialog>
  );
}

function Table(props: {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
  readonly isCode?: boolean;
}): JSX.Element {
  return (
    <section class="ls-help__group">
      <h3>{props.title}</h3>
      <dl>
        {props.rows.map(([what, meaning]) => (
          <div key={what} class="ls-help__row ls-help__row--pair">
            <dt>{props.isCode === true ? <code class="ls-help__code">{what}</code> : what}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
