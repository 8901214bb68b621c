// Keys, from the table of commands, and the query language in one look.

import type { JSX } from "preact";
import { COMMANDS, type CommandGroup } from "../../state/commands";
import { keyCap } from "../../state/keys";
import { showDialog } from "../../state/page_actions";
import { Dialog } from "../../widgets/dialog";

const GROUPS: readonly CommandGroup[] = ["Find", "Move", "Time", "Open", "Page"];

const QUERIES: readonly (readonly [query: string, meaning: string])[] = [
  ["timeout", "entries with this word, in any case"],
  ['"read timed out"', "this phrase"],
  ["/took \\d{4,}ms/", "this regular expression"],
  ["status:504", "a field with this value; id:* is any value"],
  ["duration>=250", "a number at least so large; also > < <="],
  ["level>=warn", "warnings and worse; also level:error,fatal"],
  ["source:api-2", "of a source"],
  ["format:json", "read by this format"],
  ["is:untimed", "what the ledger counts; also earlier, inferred, multiline, invalid, cut"],
  ["-healthcheck", "not this; works before every term"],
  ["(zone:b or zone:c)", "either; terms beside each other must all hold"],
];

const MOUSE: readonly (readonly [string, string])[] = [
  ["Drag on the chart", "select a time; drag an edge to adjust it"],
  ["Double-click on the chart", "zoom to the selection"],
  ["Wheel, Shift and wheel", "zoom at the pointer, move sideways"],
  ["Click on a level or a value", "filter by it; with Alt, exclude it"],
];

/** The help dialog. */
export function Help(): JSX.Element {
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return (
    <Dialog title="Keys and query language" onClose={() => showDialog(null)} className="ls-help">
      <p class="ls-help__lead">
        Single letters work while no field has the focus. On the chart, arrows move, Shift and
        arrows select, Enter applies.
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
