// JSON as it is written, for reading: members in their order, twice if they are there twice, numbers digit by digit.
//
// The browser's own reader rounds numbers of more than 16 digits, as ids often are, and puts members that look like
// numbers first: what it gives is not what the log says.

export type JsonNode =
  | { readonly kind: "object"; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly members: readonly JsonMember[] }
  | {
      readonly kind: "string";
      readonly text: string;
      /** What it holds, if it is itself JSON with members. */
      readonly inner: JsonNode | null;
    }
  /** A number, `true`, `false` or `null`, as written. */
  | { readonly kind: "word"; readonly text: string };

export interface JsonMember {
  /** The place as a number, in arrays. */
  readonly name: string;
  readonly value: JsonNode;
}

/** A line of the tree as it is drawn. */
export interface TreeRow {
  /** Places from the root on, joined by dots: stays the same while branches open and close. */
  readonly path: string;
  readonly depth: number;
  readonly name: string;
  readonly node: JsonNode;
  readonly isOpen: boolean;
  /** So many members that are not shown stand here; the row is not one itself. */
  readonly hidden: number;
}

const MAX_DEPTH = 100;
const MAX_NODES = 50_000;
/** Members of one branch that are drawn before someone asks for more. */
const MEMBERS_AT_FIRST = 200;
/** So many rows are open to begin with. */
const ROWS_AT_FIRST = 40;

const WORD = /-?\d[\d.eE+-]*|true|false|null/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SPACE = /[ \t\r\n]*/y;

/** An object or an array with something in it; null if a text is anything else, or too large to be read as a tree. */
export function parseJson(text: string): JsonNode | null {
  const reader = new Reader(text, { left: MAX_NODES }, 0);
  const node = reader.whole();
  return node !== null && membersOf(node).length > 0 ? node : null;
}

/** What a node opens to. */
export function membersOf(node: JsonNode): readonly JsonMember[] {
  if (node.kind === "object" || node.kind === "array") return node.members;
  return node.kind === "string" && node.inner !== null ? membersOf(node.inner) : [];
}

/** Whether members have members: only then a tree shows more than a list. */
export function isNested(node: JsonNode): boolean {
  return membersOf(node).some(({ value }) => membersOf(value).length > 0);
}

/** The branches to open at first: from the root on, as many as fit into a screen. */
export function firstOpen(root: JsonNode): ReadonlySet<string> {
  const open = new Set<string>();
  let rows = 0;
  let level: (readonly [string, JsonNode])[] = [["", root]];
  while (level.length > 0) {
    const next: (readonly [string, JsonNode])[] = [];
    for (const [path, node] of level) {
      const members = membersOf(node);
      if (members.length === 0) continue;
      if (path !== "" && rows + members.length > ROWS_AT_FIRST) continue;
      rows += members.length;
      open.add(path);
      for (const [idx, { value }] of members.entries()) next.push([childPath(path, idx), value]);
    }
    level = next;
  }
  return open;
}

/** The branches that hold what is looked for, so that it can be seen. */
export function branchesWith(
  root: JsonNode,
  isFound: (text: string) => boolean,
): ReadonlySet<string> {
  const open = new Set<string>();
  const visit = (path: string, node: JsonNode): boolean => {
    const members = membersOf(node);
    let isHere = members.length === 0 && node.kind !== "object" && node.kind !== "array";
    isHere &&= isFound((node as { readonly text: string }).text);
    for (const [idx, { name, value }] of members.entries()) {
      const isBelow = visit(childPath(path, idx), value) || isFound(name);
      if (isBelow) open.add(path);
      isHere ||= isBelow;
    }
    return isHere;
  };
  visit("", root);
  return open;
}

/** The rows that are to be seen while these branches are open, and those of `whole` have all their members. */
export function treeRows(
  root: JsonNode,
  open: ReadonlySet<string>,
  whole: ReadonlySet<string>,
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (path: string, depth: number, node: JsonNode): void => {
    const members = membersOf(node);
    const shown = whole.has(path) ? members.length : Math.min(members.length, MEMBERS_AT_FIRST);
    for (const [idx, { name, value }] of members.slice(0, shown).entries()) {
      const inner = childPath(path, idx);
      const isOpen = open.has(inner) && membersOf(value).length > 0;
      rows.push({ path: inner, depth, name, node: value, isOpen, hidden: 0 });
      if (isOpen) add(inner, depth + 1, value);
    }
    const hidden = members.length - shown;
    if (hidden > 0) rows.push({ path, depth, name: "", node, isOpen: false, hidden });
  };
  add("", 0, root);
  return rows;
}

/** A branch in short: how much is in it. */
export function branchSummary(node: JsonNode): string {
  const { length } = membersOf(node);
  const kind = node.kind === "string" ? node.inner?.kind : node.kind;
  const text = node.kind === "string" ? " in a text" : "";
  return kind === "array" ? `[${length}]${text}` : `{${length}}${text}`;
}

function childPath(path: string, idx: number): string {
  return path === "" ? String(idx) : `${path}.${idx}`;
}

class Reader {
  private readonly text: string;
  private readonly budget: { left: number };
  private readonly base: number;
  private at = 0;

  constructor(text: string, budget: { left: number }, base: number) {
    this.text = text;
    this.budget = budget;
    this.base = base;
  }

  /** The whole text as one value; the comma of a list may follow it. */
  whole(): JsonNode | null {
    this.skip();
    if (!/[{[]/.test(this.text[this.at] ?? "")) return null;
    const node = this.value(this.base);
    this.skip();
    if (this.text[this.at] === ",") this.at += 1;
    this.skip();
    return this.at === this.text.length ? node : null;
  }

  private value(depth: number): JsonNode | null {
    this.budget.left -= 1;
    if (depth > MAX_DEPTH || this.budget.left < 0) return null;
    this.skip();
    const first = this.text[this.at];
    if (first === "{" || first === "[") return this.branch(first, depth);
    if (first === '"') {
      const text = this.string();
      return text === null ? null : { kind: "string", text, inner: this.inner(text, depth) };
    }
    const word = this.take(WORD);
    return word === null ? null : { kind: "word", text: word };
  }

  private branch(opening: "{" | "[", depth: number): JsonNode | null {
    const members: JsonMember[] = [];
    const [kind, closing] =
      opening === "{" ? (["object", "}"] as const) : (["array", "]"] as const);
    this.at += 1;
    this.skip();
    while (this.text[this.at] !== closing) {
      const name = kind === "object" ? this.name() : String(members.length);
      const value = name === null ? null : this.value(depth + 1);
      if (name === null || value === null) return null;
      members.push({ name, value });
      this.skip();
      if (this.text[this.at] === ",") {
        this.at += 1;
        this.skip();
      } else if (this.text[this.at] !== closing) return null;
    }
    this.at += 1;
    return { kind, members };
  }

  private name(): string | null {
    this.skip();
    const name = this.string();
    this.skip();
    if (name === null || this.text[this.at] !== ":") return null;
    this.at += 1;
    return name;
  }

  private string(): string | null {
    const written = this.take(STRING);
    if (written === null) return null;
    try {
      return String(JSON.parse(written));
    } catch {
      // Line ends within a string, or half an escape: as it stands.
      return written.slice(1, -1);
    }
  }

  private inner(text: string, depth: number): JsonNode | null {
    if (!/^\s*[{[]/.test(text)) return null;
    const node = new Reader(text, this.budget, depth + 1).whole();
    return node !== null && membersOf(node).length > 0 ? node : null;
  }

  private skip(): void {
    this.take(SPACE);
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at = pattern.lastIndex;
    return found[0];
  }
}
