// JSON as a tree: branches open and close by click and by the keys that trees have everywhere.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are handled by the tree as a whole

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { shownName } from "../../base/foreign_text";
import {
  branchesWith,
  branchSummary,
  firstOpen,
  type JsonNode,
  membersOf,
  type TreeRow,
  treeRows,
} from "../../base/json_tree";
import { formatCount } from "../../base/number_format";
import { NO_MARKS, type TextMarks } from "../../base/text_marks";
import { toggleFieldColumn } from "../../state/column_actions";
import { Icon } from "../../widgets/icons";
import { MarkedText, NameText } from "../../widgets/marked_text";
import { ColumnButton } from "./column_button";
import { FieldValue } from "./field_list";

const INDENT_PX = 16;

export interface JsonTreeProps {
  readonly root: JsonNode;
  readonly label: string;
  readonly marks: TextMarks;
  /** Values of the entry's fields by their names: these can be filtered by. */
  readonly fields: ReadonlyMap<string, string>;
}

/** The tree, as far as it is open. */
export function JsonTree({ root, label, marks, fields }: JsonTreeProps): JSX.Element {
  const [open, setOpen] = useState(() => openAtFirst(root, marks));
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const [here, setHere] = useState("0");
  const element = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => treeRows(root, open, whole), [root, open, whole]);
  const names = useMemo(() => fieldNames(root), [root]);
  const stop = rows.some(({ path }) => path === here) ? here : (rows[0]?.path ?? "");
  const toggle = ({ path, node, hidden }: TreeRow, isOpen: boolean): void => {
    if (hidden > 0) setWhole(new Set([...whole, path]));
    else if (membersOf(node).length > 0) setOpen(withBranch(open, path, isOpen));
  };
  const goTo = (row: TreeRow | undefined): void => {
    if (row === undefined) return;
    setHere(row.path);
    const items = element.current?.querySelectorAll<HTMLElement>("[role=treeitem]");
    items?.[rows.indexOf(row)]?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const at = rows.findIndex(({ path }) => path === stop);
    const row = rows[at];
    if (row === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const isBranch = row.hidden > 0 || membersOf(row.node).length > 0;
    const above = rows.slice(0, at).findLast(({ depth }) => depth < row.depth);
    const moves: Record<string, () => void> = {
      ArrowDown: () => goTo(rows[at + 1]),
      ArrowUp: () => goTo(rows[at - 1]),
      Home: () => goTo(rows[0]),
      End: () => goTo(rows.at(-1)),
      ArrowRight: () => (isBranch && !row.isOpen ? toggle(row, true) : goTo(rows[at + 1])),
      ArrowLeft: () => (row.isOpen ? toggle(row, false) : goTo(above)),
      a: () => {
        const field = names.get(row.path) ?? "";
        if (fields.has(field)) toggleFieldColumn(field);
      },
      " ": () => toggle(row, !row.isOpen),
      Enter: () => {
        const filter = element.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[at];
        if (isBranch) toggle(row, !row.isOpen);
        else filter?.querySelector("button")?.click();
      },
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
  return (
    <div ref={element} class="ls-detail__tree" role="tree" aria-label={label} onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <Item
          key={`${row.path}${row.hidden > 0 ? " more" : ""}`}
          row={row}
          isStop={row.path === stop}
          field={names.get(row.path) ?? ""}
          fields={fields}
          marks={marks}
          onToggle={() => {
            setHere(row.path);
            toggle(row, !row.isOpen);
          }}
        />
      ))}
    </div>
  );
}

interface ItemProps {
  readonly row: TreeRow;
  readonly isStop: boolean;
  readonly field: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly marks: TextMarks;
  readonly onToggle: () => void;
}

function Item({ row, isStop, field, fields, marks, onToggle }: ItemProps): JSX.Element {
  const { node, depth, name, isOpen, hidden } = row;
  const isBranch = hidden === 0 && membersOf(node).length > 0;
  const text = node.kind === "object" || node.kind === "array" ? null : node.text;
  return (
    <div
      role="treeitem"
      class={`ls-detail__item ${isBranch || hidden > 0 ? "ls-detail__item--branch" : ""}`}
      aria-level={depth + 1}
      tabIndex={isStop ? 0 : -1}
      {...(isBranch ? { "aria-expanded": isOpen } : {})}
      onClick={isBranch || hidden > 0 ? onToggle : undefined}
    >
      <span class="ls-detail__indent" style={{ width: `${depth * INDENT_PX}px` }} />
      <span class={`ls-detail__twisty ${isOpen ? "ls-detail__twisty--open" : ""}`}>
        {isBranch ? <Icon name="fold" /> : null}
      </span>
      {hidden > 0 ? (
        <span class="ls-detail__summary">{formatCount(hidden)} more</span>
      ) : (
        <>
          <span class="ls-detail__key" title={shownName(name)}>
            <NameText name={name} />
          </span>
          {isBranch ? (
            <span class="ls-detail__summary">{branchSummary(node)}</span>
          ) : text === null ? (
            <span class="ls-detail__summary">{branchSummary(node)}</span>
          ) : fields.get(field) === text ? (
            <>
              <FieldValue name={field} value={text} marks={marks} isInTree />
              <ColumnButton name={field} isStop={false} />
            </>
          ) : (
            <span class={`ls-detail__leaf ls-detail__leaf--${node.kind}`}>
              {text === "" ? "empty" : <MarkedText text={text} spans={marks.of(text)} />}
            </span>
          )}
        </>
      )}
    </div>
  );
}

function openAtFirst(root: JsonNode, marks: TextMarks): ReadonlySet<string> {
  const first = firstOpen(root);
  if (marks === NO_MARKS) return first;
  const found = branchesWith(root, (text) => marks.has(text));
  return new Set([...first, ...found]);
}

function withBranch(open: ReadonlySet<string>, path: string, isOpen: boolean): ReadonlySet<string> {
  const next = new Set(open);
  if (isOpen) next.add(path);
  else next.delete(path);
  return next;
}

/** What fields are called, by the paths of the tree: the names on the way, joined by dots. */
function fieldNames(root: JsonNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const visit = (node: JsonNode, path: string, name: string): void => {
    if (node.kind !== "object") return;
    for (const [idx, member] of node.members.entries()) {
      const inner = path === "" ? String(idx) : `${path}.${idx}`;
      const innerName = name === "" ? member.name : `${name}.${member.name}`;
      names.set(inner, innerName);
      visit(member.value, inner, innerName);
    }
  };
  visit(root, "", "");
  return names;
}
