// What the memory is used for, and how much of it may be used.

import type { JSX } from "preact";
import { formatBytes, formatCount } from "../../base/number_format";
import { app } from "../../state/app_state";
import { memory, memoryBudget, memorySentence } from "../../state/derived";
import { automaticBudget, BUDGETS, deviceGigabytes } from "../../state/memory_budget";
import { setPreferences } from "../../state/page_actions";

const AUTOMATIC = "automatic";

/** The section *Memory* of the panel. */
export function Memory(): JSX.Element {
  const { indexBytes, fieldBytes, textBytes, totalBytes, budgetBytes } = memory.value;
  // Workers are asked some time after they began: before that nothing is known, which is not nothing.
  const isMeasured = totalBytes > 0;
  const sentence = memorySentence.value;
  const parts: readonly (readonly [name: string, bytes: number, why: string])[] = [
    ["Index", indexBytes, "Time, position, level and format of every entry. Never dropped"],
    [
      "Fields",
      fieldBytes,
      "Field values, for fast queries. If dropped, they are read from the file again",
    ],
    ["Text", textBytes, "Text that cannot be read twice, and text being read"],
  ];
  return (
    <section class="ls-memory" aria-label="Memory">
      <details>
        <summary class="ls-memory__title">
          <h2 class="ls-memory__name">Memory</h2>
          {isMeasured ? <Bytes bytes={totalBytes} /> : "…"} of {roundBytes(budgetBytes)}
        </summary>
        <dl class="ls-memory__parts">
          {parts.map(([name, bytes, why]) => (
            <div key={name} class="ls-memory__part" title={why}>
              <dt>{name}</dt>
              <dd>{isMeasured ? <Bytes bytes={bytes} /> : "…"}</dd>
            </div>
          ))}
        </dl>
        <label class="ls-memory__budget">
          Memory limit
          <select
            class="ls-memory__select"
            value={app.preferences.value.memoryBudgetBytes?.toString() ?? AUTOMATIC}
            onChange={({ currentTarget: { value } }) =>
              setPreferences({ memoryBudgetBytes: value === AUTOMATIC ? null : Number(value) })
            }
          >
            <option value={AUTOMATIC}>
              automatic ({roundBytes(automaticBudget(deviceGigabytes()))})
            </option>
            {choices().map((bytes) => (
              <option key={bytes} value={String(bytes)}>
                {roundBytes(bytes)}
              </option>
            ))}
          </select>
        </label>
      </details>
      {sentence === null ? null : <p class="ls-memory__sentence">{sentence}</p>}
    </section>
  );
}

/** What is on offer, and what was chosen if it is something else. */
function choices(): readonly number[] {
  const isOther = app.preferences.value.memoryBudgetBytes !== null;
  const all = new Set([...BUDGETS, ...(isOther ? [memoryBudget.value] : [])]);
  return [...all].sort((a, b) => a - b);
}

/** A limit is a round figure: `4 GB`, not `4.00 GB`. */
function roundBytes(bytes: number): string {
  return formatBytes(bytes).replace(/\.0+ /, " ");
}

function Bytes({ bytes }: { readonly bytes: number }): JSX.Element {
  return (
    <span class="ls-memory__bytes" title={`${formatCount(bytes)} bytes`}>
      {formatBytes(bytes)}
    </span>
  );
}
