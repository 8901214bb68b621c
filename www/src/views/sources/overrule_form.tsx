// How a source is to be read, where she knows better than detection: applied at once, undone like any change of view.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatShift, parseShift } from "../../base/shift";
import { offsetName } from "../../base/zone";
import { app } from "../../state/app_state";
import { choice, readSources } from "../../state/derived";
import { NO_OVERRULE, type Overrule } from "../../state/engine_types";
import { overruleSources } from "../../state/view_actions";

const ENCODINGS = [
  ["utf-8", "UTF-8"],
  ["utf-16le", "UTF-16 LE"],
  ["utf-16be", "UTF-16 BE"],
  ["windows-1252", "Windows-1252 (Latin-1)"],
] as const;
const QUARTER_SECONDS = 900;
const FIRST_OFFSET = -12 * 3600;
const LAST_OFFSET = 14 * 3600;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2261;

/** The choices for one source, folded up until they are asked for. */
export function OverruleForm({ id }: { readonly id: number }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="ls-overrule" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary class="ls-overrule__summary">
        {isOverruled(overruleOf(id)) ? "Read with your settings" : "Change how it is read"}
      </summary>
      {
        // Two hundred choices for each of hundreds of sources would cost more than reading them.
        isOpen ? <Fields id={id} /> : null
      }
    </details>
  );
}

function overruleOf(id: number): Overrule {
  return choice.value.overrules.get(id) ?? NO_OVERRULE;
}

function isOverruled({ own: _, shiftSecs, ...said }: Overrule): boolean {
  return shiftSecs !== 0 || Object.values(said).some((value) => value !== null);
}

function Fields({ id }: { readonly id: number }): JSX.Element {
  const overrule = overruleOf(id);
  // How much may come out of a source is each one's own.
  const { unpackLimit: _, ...said } = overrule;
  const set = (changes: Partial<Overrule>): void => overruleSources([id], changes);
  return (
    <>
      <Choice label="Format" value={overrule.format} onChoose={(format) => set({ format })}>
        <option value="">As detected</option>
        {app.formats.value.map(({ name }) => (
          <option key={name} value={name}>
            {name} (your own)
          </option>
        ))}
        {app.builtIn.value.map(({ id: formatId, title }) => (
          <option key={formatId} value={formatId}>
            {title}
          </option>
        ))}
      </Choice>
      <Choice label="Encoding" value={overrule.encoding} onChoose={(encoding) => set({ encoding })}>
        <option value="">As detected</option>
        {ENCODINGS.map(([encoding, title]) => (
          <option key={encoding} value={encoding}>
            {title}
          </option>
        ))}
      </Choice>
      <Choice
        label="Lines that do not start an entry"
        value={overrule.joinsLines === null ? null : String(overrule.joinsLines)}
        onChoose={(value) => set({ joinsLines: value === null ? null : value === "true" })}
      >
        <option value="">As detected</option>
        <option value="true">Join the entry before</option>
        <option value="false">Become entries of their own</option>
      </Choice>
      <Choice
        label="Times without a zone are"
        value={overrule.offsetSecs === null ? null : String(overrule.offsetSecs)}
        onChoose={(value) => set({ offsetSecs: value === null ? null : Number(value) })}
      >
        <option value="">UTC</option>
        {offsets().map((seconds) => (
          <option key={seconds} value={String(seconds)}>
            {offsetName(seconds)}
          </option>
        ))}
      </Choice>
      <YearField year={overrule.lastYear} onYear={(lastYear) => set({ lastYear })} />
      <ShiftField seconds={overrule.shiftSecs} onShift={(shiftSecs) => set({ shiftSecs })} />
      <div class="ls-overrule__actions">
        {isOverruled(overrule) ? (
          <button
            type="button"
            class="ls-button ls-button--small"
            onClick={() => overruleSources([id], null)}
          >
            As detected
          </button>
        ) : null}
        {readSources.value.length > 1 ? (
          <button
            type="button"
            class="ls-button ls-button--small"
            title="Read all sources with these settings"
            onClick={() =>
              overruleSources(
                readSources.value.map((source) => source.id),
                said,
              )
            }
          >
            Apply to all sources
          </button>
        ) : null}
      </div>
    </>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string | null;
  readonly onChoose: (value: string | null) => void;
  readonly children: JSX.Element | (JSX.Element | JSX.Element[])[];
}): JSX.Element {
  return (
    <label class="ls-overrule__field">
      <span>{props.label}</span>
      <select
        class="ls-overrule__input"
        value={props.value ?? ""}
        onChange={({ currentTarget: { value } }) => props.onChoose(value === "" ? null : value)}
      >
        {props.children}
      </select>
    </label>
  );
}

function YearField(props: {
  readonly year: number | null;
  readonly onYear: (year: number | null) => void;
}): JSX.Element {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <label class="ls-overrule__field">
      <span>Year of the last entry</span>
      <input
        class="ls-overrule__input"
        type="number"
        min={FIRST_YEAR}
        max={LAST_YEAR}
        placeholder="from the file's date"
        value={draft ?? props.year ?? ""}
        onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        onChange={({ currentTarget }) => {
          const isNone = currentTarget.value === "";
          if (!isNone && !currentTarget.reportValidity()) return;
          setDraft(null);
          props.onYear(isNone ? null : currentTarget.valueAsNumber);
        }}
      />
    </label>
  );
}

function ShiftField(props: {
  readonly seconds: number;
  readonly onShift: (seconds: number) => void;
}): JSX.Element {
  const [problem, tell] = useState("");
  // What is being typed: the figures of a source that is read meanwhile draw the field anew.
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <label class="ls-overrule__field">
      <span>Shift all times by</span>
      <input
        class="ls-overrule__input"
        type="text"
        placeholder="+1h30m or -90s"
        value={draft ?? formatShift(props.seconds)}
        onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        onChange={({ currentTarget }) => {
          const seconds = parseShift(currentTarget.value);
          tell(seconds === null ? "Not a duration. Try +1h30m or -90s." : "");
          if (seconds === null) return;
          setDraft(null);
          props.onShift(seconds);
        }}
      />
      {problem === "" ? null : (
        <span class="ls-overrule__problem" role="alert">
          {problem}
        </span>
      )}
    </label>
  );
}

/** Every quarter of an hour that is some zone's, and nothing else. */
function offsets(): readonly number[] {
  const isUsed = (seconds: number): boolean =>
    seconds % 3600 === 0 ||
    [
      -34_200, -12_600, -9000, 12_600, 16_200, 19_800, 20_700, 23_400, 34_200, 35_100, 37_800,
      45_900,
    ].includes(seconds);
  const found: number[] = [];
  for (let seconds = FIRST_OFFSET; seconds <= LAST_OFFSET; seconds += QUARTER_SECONDS) {
    if (seconds !== 0 && isUsed(seconds)) found.push(seconds);
  }
  return found;
}
