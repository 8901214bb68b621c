// Looks through the built file for anything that could send, fetch or leave.
//
//   node www/tools/scan.mjs [dist/logscry.html]
//
// The page's policy blocks most of it already; it cannot block navigation (by a link or a refresh, too), window.open, WebRTC or preconnect, so code that
// could use them must not be there at all. The scan reads everything that can run or be shown: the page's markup, style and
// script, the worker's script inside its data block, and the names the engine imports. tools/scan.test.mjs plants every
// offence in turn and sees it found.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/** Namespaces of SVG, MathML and XHTML: names that look like addresses and are never asked for. */
const NAMESPACES = [
  "http://www.w3.org/2000/svg",
  "http://www.w3.org/1999/xhtml",
  "http://www.w3.org/1998/Math/MathML",
];

/** A use of the store for settings: once to load them, once to save them. The word in a sentence is none. */
const STORE = /(?:[.=(,;?:&|!]localStorage\b|\blocalStorage(?:\.\w|\[)|["'`]localStorage["'`])/;
const THREE_STORES = new RegExp(`(?:${STORE.source}.*?){3}`, "s");

/** A link that downloads navigates past the policy: there is one, which saves bytes of the page as a file. */
const DOWNLOAD = /(?:\.\s*download\s*=[^=]|\bdownload\s*:|setAttribute\s*\(\s*["'`]download)/;
const TWO_DOWNLOADS = new RegExp(`(?:${DOWNLOAD.source}.*?){2}`, "s");
const TWO_LINKS = /(?:\.\s*href\s*=[^=].*?){2}/s;

/** What no script of ours may contain, and what it would allow. */
const FORBIDDEN_IN_SCRIPTS = [
  [/\bfetch\b/, "fetches"],
  [/\bXMLHttpRequest\b/, "sends requests"],
  [/\bWebSocket(Stream)?\b/, "opens sockets"],
  [/\bEventSource\b/, "opens streams"],
  [/\bWebTransport\b/, "opens connections"],
  [/\bsendBeacon\b/, "sends beacons"],
  [
    /(?:\b|webkit|moz)RTC[A-Z]\w+|\biceServers\b|\bcreateDataChannel\b/,
    "opens connections past the policy (WebRTC)",
  ],
  [
    /\bwindow\s*\.\s*open\b|\bopen\s*\(\s*["'`]|\bself\s*\.\s*open\b|\bglobalThis\s*\.\s*open\b/,
    "opens pages past the policy",
  ],
  [
    /\blocation\s*=[^=]|\blocation\s*\.\s*(href|protocol|host|hostname|port|pathname|search)\s*=[^=]/,
    "navigates past the policy",
  ],
  [/\blocation\s*(\.\s*(assign|replace)\b|\[)/, "navigates past the policy"],
  [/\bhttpEquiv\b|["'`]http-equiv["'`]/, "navigates past the policy (meta refresh)"],
  [
    TWO_DOWNLOADS,
    "downloads more than the one file that the page saves: a link can hold any address",
  ],
  [TWO_LINKS, "gives an address to more than the one link that saves a file"],
  [/\bnavigation\s*\.\s*navigate\b|\bdocument\s*\.\s*domain\b/, "navigates past the policy"],
  [
    /["'`](?:[\w-]+ ){0,2}(?:preconnect|dns-prefetch|prefetch|prerender|preload|modulepreload|speculationrules)(?: [\w-]+){0,2}["'`]/,
    "connects past the policy",
  ],
  [
    /\(\s*["'`](link|iframe|frame|object|embed|base|meta|form|img|image|audio|video|script|portal|fencedframe)["'`]\s*[,)]/i,
    "makes elements that load",
  ],
  [
    /<\s*(link|iframe|frame|object|embed|base|meta|form|img|audio|video|script)\b/i,
    "writes elements that load",
  ],
  [/\bnew\s+(Image|Audio)\b/, "makes elements that load"],
  [/\btarget\s*[=:]\s*["'`]_/, "opens pages past the policy"],
  [/["'`]_(blank|top|parent)["'`]/, "opens pages past the policy"],
  [/\b(formAction|formaction)\b|\.\s*(submit|requestSubmit)\s*\(/, "sends forms"],
  [/\bping\s*[=:]\s*["'`]/, "sends pings"],
  [/\beval\b/, "runs text as code"],
  [
    /\bFunction\s*\(\s*["'`]|\bnew\s+Function\b|\bGeneratorFunction\b|\bAsyncFunction\b/,
    "runs text as code",
  ],
  [/\bset(Timeout|Interval)\s*\(\s*["'`]/, "runs text as code"],
  [/(^|[^.\w$])import\s*\(|\bimportScripts\b|\bimport\s*\.\s*meta\b/, "loads code"],
  [/\bserviceWorker\b|\bSharedWorker\b|\baudioWorklet\b|\bpaintWorklet\b/, "loads code"],
  [
    /\b(innerHTML|outerHTML|insertAdjacentHTML|setHTML(Unsafe)?|parseHTMLUnsafe|srcdoc|createContextualFragment|DOMParser)\b/,
    "parses text as markup",
  ],
  [/dangerouslySetInnerHTML/, "parses text as markup"],
  [/\bdocument\s*\.\s*(write|writeln|execCommand)\b/, "parses text as markup"],
  [
    /\b(sessionStorage|indexedDB|cookieStore|CacheStorage)\b/,
    "stores past the page's own settings",
  ],
  [THREE_STORES, "stores in more places than the two for the page's own settings"],
  [/\bdocument\s*\.\s*cookie\b|\bcaches\s*\.\s*open\b/, "stores"],
  [/\bwindow\s*\.\s*name\b/, "stores past the page"],
];

const FORBIDDEN_IN_STYLES = [
  [/@import\b/i, "loads style sheets"],
  [/@font-face\b/i, "loads fonts"],
  [/\b(url|src|image|image-set|cross-fade)\s*\(/i, "loads pictures"],
];

/** Elements and attributes the markup may have. Everything else is an offence: a list of what is allowed cannot be forgotten. */
const ALLOWED_ELEMENTS = new Set([
  "html",
  "head",
  "meta",
  "title",
  "style",
  "body",
  "noscript",
  "div",
  "script",
]);
const ALLOWED_ATTRIBUTES = new Set([
  "lang",
  "data-state",
  "http-equiv",
  "content",
  "charset",
  "name",
  "id",
  "type",
]);
const ALLOWED_META_NAMES = new Set(["viewport", "color-scheme", "referrer"]);
const DATA_TYPE = "application/octet-stream";
const DATA_BLOCKS = ["engine-wasm", "engine-worker", "sample"];

/** Names that wasm-bindgen gives to what the engine imports: its own helpers and the ones it makes for js-sys and web-sys. */
const ALLOWED_IMPORT = /^__(wbg_\w+|wbindgen_\w+)$/;
/** Of those, names that would reach the network whatever they are called. */
const FORBIDDEN_IMPORT =
  /fetch|request|socket|beacon|xmlhttp|eventsource|transport|rtc|location|open_|import|eval|newnoargs|worker/i;

const sha256 = (text) => createHash("sha256").update(text).digest("base64");

function excerpt(text, index) {
  return JSON.stringify(text.slice(Math.max(0, index - 30), index + 60));
}

function scanText(where, text, rules) {
  const offences = rules.flatMap(([pattern, harm]) => {
    const found = pattern.exec(text);
    return found === null ? [] : [`${where}: ${harm}: ${excerpt(text, found.index)}`];
  });
  for (const { 0: address, index } of text.matchAll(
    /\b(?:https?|wss?|ftp|file|stuns?|turns?):\/?\/?[^\s"'`)<>]*/gi,
  )) {
    if (!/^\w+:\/\/|^(?:stun|turn)/i.test(address)) continue; // `file:` and the like as words
    if (!NAMESPACES.includes(address))
      offences.push(`${where}: holds an address: ${excerpt(text, index)}`);
  }
  for (const { index } of text.matchAll(/["'`]\/\/\w/g))
    offences.push(`${where}: holds an address: ${excerpt(text, index)}`);
  return offences;
}

/**
 * The elements of the file, in order, with the texts of script, style, title and noscript.
 *
 * Reads only markup as plain as ours: a `<` that starts none of it becomes an element named "(odd markup)".
 */
function elements(html) {
  const found = [];
  const token = /<!doctype html>|<\/[a-z]+>|<([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"]*")?)*)>|</gi;
  for (let match = token.exec(html); match !== null; match = token.exec(html)) {
    const [whole, name, attributes] = match;
    if (whole === "<") found.push({ name: "(odd markup)", attributes: new Map(), text: "" });
    if (name === undefined) continue;
    const element = { name: name.toLowerCase(), attributes: new Map(), text: "" };
    for (const [, key, value] of attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/gi)) {
      element.attributes.set(key.toLowerCase(), value ?? "");
    }
    if (["script", "style", "title", "noscript"].includes(element.name)) {
      const end = html.toLowerCase().indexOf(`</${element.name}`, token.lastIndex);
      element.text = html.slice(token.lastIndex, end < 0 ? html.length : end);
      token.lastIndex += element.text.length;
    }
    found.push(element);
  }
  return found;
}

function scanMarkup(all) {
  const offences = [];
  for (const { name, attributes, text } of all) {
    if (!ALLOWED_ELEMENTS.has(name))
      offences.push(`markup: <${name}> is not one of the elements the page is made of`);
    for (const [key, value] of attributes) {
      if (!ALLOWED_ATTRIBUTES.has(key))
        offences.push(`markup: <${name} ${key}> is not one of the attributes the page is made of`);
      if (/\w+:\/\//.test(value))
        offences.push(`markup: <${name} ${key}> holds an address: ${value}`);
    }
    if (["title", "noscript"].includes(name) && text.includes("<"))
      offences.push(`markup: <${name}> holds markup`);
    if (
      name === "meta" &&
      attributes.has("http-equiv") &&
      attributes.get("http-equiv") !== "Content-Security-Policy"
    ) {
      offences.push(`markup: <meta http-equiv="${attributes.get("http-equiv")}">`);
    }
    if (
      name === "meta" &&
      attributes.has("name") &&
      !ALLOWED_META_NAMES.has(attributes.get("name"))
    ) {
      offences.push(`markup: <meta name="${attributes.get("name")}">`);
    }
  }
  return offences;
}

/** The policy must say exactly what it should: directive by directive, with the hashes of this very file. */
function scanPolicy(all, script, style) {
  const metas = all.filter(
    ({ name, attributes }) => name === "meta" && attributes.has("http-equiv"),
  );
  const start = all.slice(0, 3).map(({ name }) => name);
  if (metas.length !== 1 || all[2] !== metas[0] || start.join() !== "html,head,meta") {
    return ["policy: there must be one, first in the head"];
  }
  const expected = new Map([
    ["default-src", "'none'"],
    ["script-src", `'sha256-${sha256(script)}' 'wasm-unsafe-eval'`],
    ["worker-src", "blob:"],
    ["style-src", `'sha256-${sha256(style)}'`],
    ["connect-src", "'none'"],
    ["base-uri", "'none'"],
    ["form-action", "'none'"],
    ["require-trusted-types-for", "'script'"],
    ["trusted-types", "logscry"],
  ]);
  const offences = [];
  for (const directive of metas[0].attributes.get("content").split(";")) {
    const [name, ...values] = directive.trim().split(/\s+/);
    if (expected.get(name) !== values.join(" "))
      offences.push(
        `policy: "${directive.trim()}" should be "${name} ${expected.get(name) ?? "(absent)"}"`,
      );
    expected.delete(name);
  }
  for (const [name, value] of expected) offences.push(`policy: "${name} ${value}" is missing`);
  return offences;
}

function scanImports(bytes) {
  if (!WebAssembly.validate(bytes)) return ["engine: not a valid module"];
  return WebAssembly.Module.imports(new WebAssembly.Module(bytes))
    .filter(({ name }) => !ALLOWED_IMPORT.test(name) || FORBIDDEN_IMPORT.test(name))
    .map(({ module, name }) => `engine: imports ${module} ${name}`);
}

function decode(id, text) {
  try {
    return gunzipSync(Buffer.from(text, "base64"));
  } catch {
    throw new Error(`data block ${id} is not the base64 of a gzip`);
  }
}

/** Everything wrong with the built file, a sentence each; empty if nothing is. */
export function scan(html) {
  const all = elements(html);
  const isData = ({ name, attributes }) =>
    name === "script" && attributes.get("type") === DATA_TYPE;
  const scripts = all.filter((element) => element.name === "script" && !isData(element));
  const styles = all.filter(({ name }) => name === "style");
  if (scripts.length !== 1 || styles.length !== 1) {
    return [
      `markup: one script and one style expected, ${scripts.length} and ${styles.length} found`,
    ];
  }
  const [script, style] = [scripts[0].text, styles[0].text];
  const offences = [
    ...scanMarkup(all),
    ...scanPolicy(all, script, style),
    ...scanText("page script", script, FORBIDDEN_IN_SCRIPTS),
    ...scanText("page style", style, FORBIDDEN_IN_STYLES),
  ];
  if (scripts[0] !== all.at(-1)) offences.push("markup: the script is not the last element");
  if (scripts[0].attributes.size > 0) offences.push("markup: the script has attributes");

  const blocks = new Map(
    all.filter(isData).map(({ attributes, text }) => [attributes.get("id"), text]),
  );
  for (const [id, text] of blocks) {
    if (!DATA_BLOCKS.includes(id)) offences.push(`markup: unknown data block ${id}`);
    const content = decode(id, text);
    const hash = createHash("sha256").update(content).digest("hex");
    if (!script.includes(hash))
      offences.push(`data block ${id}: the page's script does not hold its hash`);
    if (id === "engine-worker")
      offences.push(...scanText("worker script", content.toString("utf8"), FORBIDDEN_IN_SCRIPTS));
    if (id === "engine-wasm") offences.push(...scanImports(content));
  }
  for (const id of ["engine-wasm", "engine-worker"])
    if (!blocks.has(id)) offences.push(`markup: no data block ${id}`);
  return offences;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path =
    process.argv[2] ?? fileURLToPath(new URL("../../dist/logscry.html", import.meta.url));
  if (!existsSync(path)) {
    console.error(`scan: ${path} is missing: run make dist`);
    process.exit(1);
  }
  const offences = scan(readFileSync(path, "utf8"));
  for (const offence of offences) console.error(`  ${offence}`);
  if (offences.length > 0) {
    console.error(`scan: ${offences.length} offences in ${path}`);
    process.exitCode = 1;
  } else {
    console.log("  nothing in the built file can send, fetch or leave");
  }
}
