// Marks of the chart stand out from what they are drawn on, in every theme.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { env } from "node:process";
import { test } from "node:test";

const MARKS = ["fatal", "error", "warn-fill", "volume", "accent", "focus"];
const GROUNDS = ["ground", "ground-sunk"];

/** Colours by name, of every block of tokens that names its ground. */
function themes(): readonly ReadonlyMap<string, string>[] {
  // www/tools/test.mjs says where they are.
  const css = readFileSync(`${env["LOGSCRY_STYLES"]}/tokens.css`, "utf8");
  const blocks = css
    .split(/\}\s*/)
    .map(
      (block) =>
        new Map(
          [...block.matchAll(/--ls-([\w-]+): (#[0-9a-f]{6});/g)].map(
            ([, name = "", colour = ""]) => [name, colour],
          ),
        ),
    );
  return blocks.filter((colours) => colours.has("ground"));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test("marks have at least three times the contrast of their ground", () => {
  const all = themes();
  assert.equal(all.length, 3);
  for (const colours of all)
    for (const mark of MARKS)
      for (const ground of GROUNDS) {
        const ratio = contrast(colours.get(mark) ?? "", colours.get(ground) ?? "");
        assert.ok(ratio >= 3, `${mark} on ${ground} ${colours.get(ground)}: ${ratio}`);
      }
});
