// What takes the room in the engine's module: by section, by crate, by our own folders.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { optimise } from "../../../www/tools/optimise.mjs";
import { Figures } from "../figures.mjs";
import { crateOf, folderOf, readModule, sizesBy } from "../measure/module_sizes.mjs";

const build = fileURLToPath(new URL("../../../www/build/", import.meta.url));
const engine = join(build, "wasm/logscry_bg.wasm");

/** Smaller ones are summed up. */
const SMALLEST_KB = 2;

export const module = {
  name: "module",
  title: "what takes the room in the module, names kept",
  measure() {
    if (!existsSync(engine)) throw new Error("the engine is not built: run .ci/wasm.sh build");
    const bytes = optimise(engine, join(build, "optimised"), { isFresh: false, hasNames: true });
    const { sections, functions } = readModule(bytes);
    const figures = new Figures();
    const add = (what, sums) => {
      const [large, small] = [true, false].map((isLarge) =>
        sums.filter(([, size]) => size >= SMALLEST_KB * 1000 === isLarge),
      );
      const rest = small.reduce((sum, [, size]) => sum + size, 0);
      for (const [key, size] of large) figures.add(`${what} ${key}`, "kB", size / 1000);
      figures.add(`${what}s smaller than ${SMALLEST_KB} kB, ${small.length}`, "kB", rest / 1000);
    };
    // The names are there for this only.
    delete sections["custom: name"];
    add("section", Object.entries(sections));
    add("crate", sizesBy(functions, crateOf));
    add("src/", sizesBy(functions, folderOf));
    return figures.summary();
  },
};
