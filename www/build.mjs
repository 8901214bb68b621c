// Builds dist/logscry.html: one file that opens from disk and cannot talk to the network.
//
//   node www/build.mjs            for release: optimised engine
//   node www/build.mjs --fast     engine not optimised, for the edit-and-look loop
//   node www/build.mjs --check    builds twice from nothing and fails if a byte differs
//
// The engine must have been built before (.ci/wasm.sh build). What the page's script can rely on:
//
//   <html data-state="empty">, <div id="app">       as in www/index.html; nothing else is in the body
//   <script type="application/octet-stream" id=…>   data: parts, each the base64 of a gzip:
//     engine-wasm     the WebAssembly module's bytes
//     engine-worker   the worker's text: one classic script, for `new Worker(policy.createScriptURL(blobUrl))`
//     sample          JSON {files: [{path, text}]}, sorted by path; absent if www/sample/ is
//   __PART_HASHES__   SHA-256 (hex) of each part once decoded and inflated, by id. The policy's hash covers this
//                      script but not the parts, so the script must refuse a part that does not match.
//   __BUILD__          {version, hash}: the crate's version; a SHA-256 (hex) over everything the file is made from
//   Trusted Types      required; the only policy that can be made is named "logscry"
//
// The worker imports the engine from "logscry-wasm" (wasm-bindgen's glue) and starts it with
// `initSync({ module })`, where `module` is the WebAssembly.Module the page compiled and posted.
// www/src/build_env.d.ts declares the globals.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { withoutHtmlSinks } from "./tools/html_sinks.mjs";
import { optimise } from "./tools/optimise.mjs";

const www = dirname(fileURLToPath(import.meta.url));
const glue = join(www, "build/wasm/logscry.js");
const engine = join(www, "build/wasm/logscry_bg.wasm");
const output = join(www, "../dist/logscry.html");
const MAX_BYTES = 2_500_000;

/** Stands for the build's hash until everything that goes into the hash is known. */
const HASH_PLACEHOLDER = "0".repeat(64);

const sha256 = (bytes, encoding) => createHash("sha256").update(bytes).digest(encoding);

/** All files below `folder`, as sorted paths; none if there is no such folder. */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .sort();
}

async function bundle(entry, define) {
  const result = await esbuild.build({
    entryPoints: [entry],
    absWorkingDir: www,
    alias: { "logscry-wasm": glue },
    bundle: true,
    charset: "utf8",
    define,
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    logLevel: "warning",
    minify: true,
    plugins: [withoutHtmlSinks],
    target: ["chrome120", "firefox121", "safari17.4"],
    write: false,
  });
  const [file] = result.outputFiles;
  return file.text.trimEnd();
}

/** Every style sheet as one, tokens and base first. */
async function styleSheet() {
  const first = ["styles/tokens.css", "styles/base.css"]
    .map((path) => join(www, path))
    .filter(existsSync);
  const all = [...filesBelow(join(www, "styles")), ...filesBelow(join(www, "src"))].filter((path) =>
    path.endsWith(".css"),
  );
  const sheets = [...first, ...all.filter((path) => !first.includes(path))];
  const text = sheets.map((path) => readFileSync(path, "utf8")).join("\n");
  const result = await esbuild.transform(text, {
    loader: "css",
    minify: true,
    charset: "utf8",
    legalComments: "none",
  });
  return result.code.trimEnd();
}

/** The sample incident as JSON, or null if there is none. */
function sample() {
  const folder = join(www, "sample");
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const files = filesBelow(folder).map((path) => ({
    path: relative(folder, path).split(sep).join("/"),
    text: utf8.decode(readFileSync(path)),
  }));
  return files.length > 0 ? JSON.stringify({ files }) : null;
}

function gzip(bytes) {
  const zipped = gzipSync(bytes, { level: 9 });
  zipped.fill(0, 4, 8); // no time stamp
  zipped[9] = 255; // no operating system
  return zipped;
}

/** What the page may do. Each directive is explained in PRIVACY.md; tools/scan.mjs checks that it says just this. */
function policy(script, style) {
  return [
    "default-src 'none'",
    `script-src 'sha256-${sha256(script, "base64")}' 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `style-src 'sha256-${sha256(style, "base64")}'`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types logscry",
  ].join("; ");
}

/** Replaces every {{name}} of the template; a name without a part, or a part without its place, is an error. */
function fill(template, parts) {
  const unused = new Set(Object.keys(parts));
  const html = template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!unused.delete(name))
      throw new Error(`www/index.html: {{${name}}} is unknown or stands twice`);
    return parts[name];
  });
  if (unused.size > 0) throw new Error(`www/index.html: no place for ${[...unused].join(", ")}`);
  return html;
}

/** Text that would end its own element, or turn the rest into a comment, cannot be inlined. */
function inline(what, text) {
  if (/<\/(script|style)|<!--/i.test(text))
    throw new Error(`the ${what} contains text that would end its element`);
  return text;
}

async function buildPage({ isFast, isFresh }) {
  const version = /^version = "(.+)"$/m.exec(readFileSync(join(www, "../Cargo.toml"), "utf8"))[1];
  const wasm = isFast
    ? readFileSync(engine)
    : optimise(engine, join(www, "build/optimised"), { isFresh });
  const worker = await bundle("src/engine/workers/worker.ts", {});
  const contents = { "engine-wasm": wasm, "engine-worker": Buffer.from(worker) };
  const sampleText = sample();
  if (sampleText !== null) contents.sample = Buffer.from(sampleText);

  const partHashes = Object.fromEntries(
    Object.entries(contents).map(([id, bytes]) => [id, sha256(bytes, "hex")]),
  );
  const main = existsSync(join(www, "src/main.tsx")) ? "src/main.tsx" : "src/main.ts";
  const unnamedScript = await bundle(main, {
    __PART_HASHES__: JSON.stringify(partHashes),
    __BUILD__: JSON.stringify({ version, hash: HASH_PLACEHOLDER }),
  });
  const style = inline("style sheet", await styleSheet());
  const template = readFileSync(join(www, "index.html"), "utf8");
  // The script holds the hashes of the parts, so these three cover everything.
  const hash = sha256([template, style, unnamedScript].join("\0"), "hex");
  const script = inline("script", unnamedScript.replaceAll(HASH_PLACEHOLDER, hash));

  const dataParts = Object.entries(contents).map(([id, bytes]) => {
    return `<script type="application/octet-stream" id="${id}">${gzip(bytes).toString("base64")}</script>`;
  });
  const html = fill(template, {
    policy: policy(script, style),
    style,
    dataParts: dataParts.join("\n"),
    script,
  });
  return { html, hash, sizes: { ...contents, script, style }, dataParts };
}

function report({ html, hash, sizes }) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
  for (const [what, content] of Object.entries(sizes)) {
    const bytes = Buffer.from(content);
    console.log(
      `  ${what.padEnd(14)}${kilobytes(bytes.length)}   gzip ${kilobytes(gzip(bytes).length)}`,
    );
  }
  const total = Buffer.byteLength(html);
  console.log(`  ${"logscry.html".padEnd(14)}${kilobytes(total)}   of ${kilobytes(MAX_BYTES)}`);
  console.log(`  build ${hash}`);
  console.log(`  file  ${sha256(html, "hex")}`);
  if (total > MAX_BYTES)
    throw new Error(`dist/logscry.html has ${total} bytes; the budget is ${MAX_BYTES}`);
}

async function main(options) {
  if (!existsSync(engine)) throw new Error("the engine is not built: run .ci/wasm.sh build first");
  const built = await buildPage({
    isFast: options.includes("--fast"),
    isFresh: options.includes("--check"),
  });
  if (options.includes("--check")) {
    const again = await buildPage({ isFast: false, isFresh: true });
    if (again.html !== built.html) throw new Error("two builds of the same tree differ");
  }
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, built.html);
  report(built);
}

await main(process.argv.slice(2)).catch((error) => {
  console.error(`build stopped: ${error.message}`);
  process.exitCode = 1;
});
