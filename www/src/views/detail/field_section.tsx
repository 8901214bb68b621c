// The fields of an entry: as a list, or as the tree that they are in the log.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { isNested, parseJson } from "../../base/json_tree";
import type { TextMarks } from "../../base/text_marks";
import { app } from "../../state/app_state";
import type { EntryDetail } from "../../state/engine_types";
import { setPreferences } from "../../state/page_actions";
import { FieldList } from "./field_list";
import { JsonTree } from "./json_tree_view";

/** Names and values, but those that are shown as traces above. */
export function FieldSection(props: {
  readonly entry: EntryDetail;
  readonly marks: TextMarks;
}): JSX.Element | null {
  const { entry, marks } = props;
  const tree = useMemo(() => {
    const root = entry.isRawClipped ? null : parseJson(entry.raw);
    return root !== null && isNested(root) ? root : null;
  }, [entry]);
  const byName = useMemo(() => new Map(entry.fields), [entry]);
  const shownAbove = new Set(
    entry.traces.flatMap(({ place }) => (place.kind === "field" ? [place.idx] : [])),
  );
  const isTree = tree !== null && app.preferences.value.isTree;
  const listed = entry.fields.filter((_, idx) => !shownAbove.has(idx));
  if (listed.length === 0 && tree === null) return null;
  return (
    <section class="ls-detail__section">
      <h3 class="ls-detail__section-title">
        <span>Fields</span>
        <span class="ls-detail__size">
          Click to filter, Alt-click to exclude
          {tree === null ? null : (
            <button
              type="button"
              class="ls-link ls-detail__switch"
              onClick={() => setPreferences({ isTree: !isTree })}
            >
              {isTree ? "Show as list" : "Show as tree"}
            </button>
          )}
        </span>
      </h3>
      {isTree ? (
        <JsonTree root={tree} label="Fields as a tree" marks={marks} fields={byName} />
      ) : (
        <FieldList fields={listed} marks={marks} />
      )}
    </section>
  );
}
