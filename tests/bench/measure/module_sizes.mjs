// What takes the room in a WebAssembly module: its functions by the crate and the folder that they were written in.
//
// A function counts where it was written, with all that the compiler put into it from elsewhere; one that was made for a
// type of ours from a generic one of another crate counts there. What data belongs to is not written in a module.

/** Bytes of each section by name, and each function's own with its name (which may be missing). */
export function readModule(bytes) {
  const sections = {};
  let bodies = [];
  let names = new Map();
  let importCount = 0;
  const reader = new Reader(bytes, 8);
  while (reader.at < bytes.length) {
    const begin = reader.at;
    const id = reader.byte();
    const length = reader.number();
    const end = reader.at + length;
    const name = id === 0 ? `custom: ${reader.text()}` : (SECTIONS[id] ?? `section ${id}`);
    sections[name] = (sections[name] ?? 0) + end - begin;
    if (name === "import") importCount = functionImports(reader);
    if (name === "code") bodies = functionBodies(reader);
    if (name === "custom: name") names = functionNames(reader, end);
    reader.at = end;
  }
  const functions = bodies.map((size, idx) => ({
    name: names.get(importCount + idx) ?? null,
    size,
  }));
  return { sections, functions };
}

/** Sums of the functions' bytes by key, largest first. */
export function sizesBy(functions, keyOf) {
  const sums = new Map();
  for (const { name, size } of functions) {
    const key = keyOf(name);
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + size);
  }
  return [...sums].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
}

const FOREIGN = "of the compiler";

/** The crate that a function of this (demangled) name was written in. */
export function crateOf(name) {
  return pathOf(name)?.[0] ?? FOREIGN;
}

/** The folder or file of `src/` that a function of ours was written in; null for those of other crates. */
export function folderOf(name) {
  const path = pathOf(name);
  if (path === null || path[0] !== "logscry") return null;
  return path[1] ?? "lib";
}

/** The parts of the first path in a name that begins with a crate: that of the type, else of the trait. */
function pathOf(name) {
  if (name === null) return null;
  const found = /[A-Za-z_][A-Za-z0-9_]*(?:\[[0-9a-f]+\])?(?:::[A-Za-z_][A-Za-z0-9_]*)+/.exec(name);
  return found === null ? null : found[0].replace(/\[[0-9a-f]+\]/g, "").split("::");
}

const SECTIONS = {
  1: "type",
  2: "import",
  3: "function",
  4: "table",
  5: "memory",
  6: "global",
  7: "export",
  8: "start",
  9: "element",
  10: "code",
  11: "data",
  12: "data count",
};

class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** An unsigned LEB128 number. */
  number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
}

function functionImports(reader) {
  let count = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.text();
    reader.text();
    const kind = reader.byte();
    if (kind !== 0) throw new Error("the module imports more than functions");
    reader.number();
    count += 1;
  }
  return count;
}

/** The sizes of bodies, with the number that says each. */
function functionBodies(reader) {
  const sizes = [];
  for (let left = reader.number(); left > 0; left -= 1) {
    const begin = reader.at;
    const length = reader.number();
    reader.at += length;
    sizes.push(reader.at - begin);
  }
  return sizes;
}

function functionNames(reader, end) {
  const names = new Map();
  while (reader.at < end) {
    const kind = reader.byte();
    const next = reader.number() + reader.at;
    if (kind === 1) {
      for (let left = reader.number(); left > 0; left -= 1) {
        const idx = reader.number();
        names.set(idx, reader.text());
      }
    }
    reader.at = next;
  }
  return names;
}
