// A scan that cannot fail proves nothing: each offence is planted in a sound file and must be found.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { scan } from "./scan.mjs";

/** A WebAssembly module that imports one function from `wbg`. */
function moduleImporting(name) {
  const text = (string) => [string.length, ...Buffer.from(string)];
  const imports = [1, ...text("wbg"), ...text(name), 0, 0];
  const section = (id, bytes) => [id, bytes.length, ...bytes];
  return Buffer.from([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, [1, 0x60, 0, 0]),
    ...section(2, imports),
  ]);
}

const hash = (content, encoding) => createHash("sha256").update(content).digest(encoding);

/** A sound file in small, with `change` made to one of its parts before the policy is written. */
function page(change = {}) {
  const parts = {
    head: '<meta charset="utf-8">',
    body: '<div id="app"></div>',
    script: 'document.createElementNS("http://www.w3.org/2000/svg","svg");',
    style: "body{color:red}",
    worker: "onmessage=()=>0;",
    wasm: moduleImporting("__wbg_now_0123456789abcdef"),
    policy: (policy) => policy,
    ...change,
  };
  const blocks = { "engine-wasm": parts.wasm, "engine-worker": Buffer.from(parts.worker) };
  const hashes = Object.values(blocks).map((bytes) => hash(bytes, "hex"));
  const script = `${parts.script};const hashes=${JSON.stringify(change.hashes ?? hashes)};`;
  const policy = parts.policy(
    `default-src 'none'; script-src 'sha256-${hash(script, "base64")}' 'wasm-unsafe-eval'; worker-src blob:; ` +
      `style-src 'sha256-${hash(parts.style, "base64")}'; connect-src 'none'; base-uri 'none'; form-action 'none'; ` +
      "require-trusted-types-for 'script'; trusted-types logscry",
  );
  const data = Object.entries(blocks).map(
    ([id, bytes]) =>
      `<script type="application/octet-stream" id="${id}">${gzipSync(bytes).toString("base64")}</script>`,
  );
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return [
    `<!doctype html><html lang="en" data-state="empty"><head>${change.beforeMeta ?? ""}${meta}`,
    `${parts.head}<style>${parts.style}</style></head><body>${parts.body}${data.join("")}`,
    `<script>${script}</script>${change.after ?? ""}</body></html>`,
  ].join("");
}

const found = (change, words) => {
  const offences = scan(page(change));
  assert.ok(
    offences.some((offence) => offence.includes(words)),
    `nothing found that says "${words}" in ${JSON.stringify(change)}; found: ${offences.join(" | ") || "nothing"}`,
  );
};

test("a sound file has no offence", () => {
  assert.deepEqual(scan(page()), []);
});

const SCRIPTS = [
  'fetch("x")',
  "window.fetch(x)",
  "const{fetch:f}=self",
  "new XMLHttpRequest",
  "new WebSocket(u)",
  "new WebSocketStream(u)",
  "new EventSource(u)",
  "new WebTransport(u)",
  "navigator.sendBeacon(u)",
  "new RTCPeerConnection",
  "new webkitRTCPeerConnection",
  "self.mozRTCPeerConnection",
  "c={iceServers:[s]}",
  'p.createDataChannel("x")',
  'u="turn:127.0.0.1:3478?transport=tcp"',
  "m.httpEquiv=r",
  'm.setAttribute("http-equiv",r)',
  "a.download=n;b.download=m",
  'a.download=n;b.setAttribute("download",m)',
  "a.href=u;b.href=v",
  "window.open(u)",
  'open("u")',
  "self.open(u)",
  'location="u"',
  "window.location=u",
  "location.href=u",
  "location.search=u",
  "location.assign(u)",
  "location.replace(u)",
  'location["href"]=u',
  "navigation.navigate(u)",
  'l.rel="preconnect"',
  'l.rel="dns-prefetch"',
  'l.rel="prefetch"',
  'l.rel="preconnect dns-prefetch"',
  "window.localStorage;self.localStorage;(globalThis.localStorage)",
  'self["localStorage"].a=localStorage.b+localStorage[c]',
  's.type="speculationrules"',
  'document.createElement("link")',
  'h("iframe",{})',
  'h("img",{src:u})',
  "h('form',null)",
  "h(`object`,null)",
  'd.createElement("meta")',
  'x="<img src=u>"',
  "new Image",
  'a.target="_blank"',
  'h("a",{target:"_top"})',
  "f.submit()",
  'a={ping:"u"}',
  'eval("1")',
  "(0,eval)(x)",
  'new Function("x")',
  'Function("x")',
  'setTimeout("x",1)',
  'import("u")',
  'importScripts("u")',
  "navigator.serviceWorker",
  "new SharedWorker(u)",
  "e.innerHTML=x",
  "e.outerHTML=x",
  'e.insertAdjacentHTML("beforeend",x)',
  "e.setHTMLUnsafe(x)",
  "f.srcdoc=x",
  "new DOMParser",
  "h(a,{dangerouslySetInnerHTML:x})",
  "document.write(x)",
  "document.writeln(x)",
  "document.cookie=x",
  "sessionStorage.x=1",
  "indexedDB.open(x)",
  "localStorage.a=1;localStorage.b=2;localStorage.c=3",
  'a.href="http://example.com"',
  'a.href="https://example.com/x"',
  'a.href="//example.com"',
  'a.href="http://www.w3.org/2000/svg.evil.example"',
  'u="wss://example.com"',
  'u="stun:example.com"',
];

for (const script of SCRIPTS) {
  test(`found in a script: ${script}`, () => {
    found({ script }, "page script: ");
    found({ worker: script }, "worker script: ");
  });
}

test("what only looks like an offence is let through", () => {
  const harmless = [
    "a.location===b",
    "x.location.hash",
    "location.hash='#q=1'",
    'history.replaceState(null,"","#q")',
    "retrieval()",
    '"refetched"',
    "dialog.open=!0",
    "l.download=n;l.href=u;l.click()",
    "if(e.key=='open')x()",
    'level="http 5xx"',
    '"key: value"',
    "localStorage.getItem(k)",
    '()=>window.localStorage;x="It is kept in localStorage. Only that."',
    '"A page could use WebRTC and preconnect. This one does not."',
    '["source","form"]',
  ];
  for (const script of harmless) assert.deepEqual(scan(page({ script })), [], script);
});

for (const style of [
  "@import 'x';",
  "a{background:url(x)}",
  "@font-face{font-family:x}",
  "a{background:image-set('x' 1x)}",
]) {
  test(`found in the style: ${style}`, () => found({ style }, "page style: "));
}

const MARKUP = [
  '<link rel="icon" href="data:,">',
  '<iframe src="x"></iframe>',
  '<img src="x">',
  "<img/src=x>",
  "<img\nsrc=x>",
  '<base href="x">',
  '<form action="x"></form>',
  '<a href="x">x</a>',
  '<div onclick="x"></div>',
  '<div style="x"></div>',
  "<!-- a comment -->",
  "<svg></svg>",
];
for (const body of MARKUP) test(`found in the markup: ${body}`, () => found({ body }, "markup: "));

test("a meta element that redirects is found", () => {
  found({ head: '<meta http-equiv="refresh" content="0">' }, "markup: <meta http-equiv");
});

test("an element before the policy is found", () => {
  found({ beforeMeta: '<meta charset="utf-8">' }, "policy: there must be one, first in the head");
});

test("an element after the script is found", () => {
  found({ after: '<div id="x"></div>' }, "not the last element");
});

test("a second script is found", () => {
  found({ body: "<script>x</script>" }, "one script and one style expected");
});

test("a module script is found", () => {
  found({ body: '<script type="module">x</script>' }, "one script and one style expected");
});

const POLICIES = [
  ["a directive that is missing", (policy) => policy.replace("; connect-src 'none'", "")],
  ["a wider default", (policy) => policy.replace("default-src 'none'", "default-src *")],
  ["none without quotes", (policy) => policy.replace("base-uri 'none'", "base-uri none")],
  [
    "inline scripts",
    (policy) => policy.replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' 'unsafe-inline'"),
  ],
  ["eval", (policy) => policy.replace("'wasm-unsafe-eval'", "'unsafe-eval'")],
  [
    "the hash of another script",
    (policy) => policy.replace(/script-src '[^']+'/, "script-src 'sha256-AAAA'"),
  ],
  [
    "the hash of another style",
    (policy) => policy.replace(/style-src '[^']+'/, "style-src 'sha256-AAAA'"),
  ],
  ["a directive that is not expected", (policy) => `${policy}; img-src data:`],
  ["a second policy for Trusted Types", (policy) => `${policy} other`],
];
for (const [what, policy] of POLICIES)
  test(`found in the policy: ${what}`, () => found({ policy }, "policy: "));

test("a block whose hash the script does not hold is found", () => {
  found({ hashes: [] }, "does not hold its hash");
});

for (const name of [
  "env_print",
  "__wbg_fetch_0123456789abcdef",
  "__wbg_newnoargs_0123456789abcdef",
  "__wbg_open_0123456789abcdef",
]) {
  test(`found among the engine's imports: ${name}`, () =>
    found({ wasm: moduleImporting(name) }, "engine: imports"));
}
