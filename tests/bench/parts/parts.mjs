// All that is measured, in the order it is.

import { built } from "./built.mjs";
import { cancel } from "./cancel.mjs";
import { core } from "./core.mjs";
import { filters } from "./filters.mjs";
import { five } from "./five.mjs";
import { growth } from "./growth.mjs";
import { gzip } from "./gzip.mjs";
import { instructions } from "./instructions.mjs";
import { keys } from "./keys.mjs";
import { kinds } from "./kinds.mjs";
import { many } from "./many.mjs";
import { module } from "./module.mjs";
import { patterns } from "./patterns.mjs";
import { rows } from "./rows.mjs";
import { startup } from "./startup.mjs";

/** `measure` gets the options and gives rows; a part that fails costs its own rows only. */
export const PARTS = [
  built,
  module,
  startup,
  ...kinds,
  gzip,
  many,
  growth,
  filters,
  rows,
  cancel,
  core,
  instructions,
  patterns,
  keys,
  five,
];
