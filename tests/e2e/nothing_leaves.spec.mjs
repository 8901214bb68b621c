// Nothing leaves: a whole session beside an open door, and every channel that the policy closes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { lines, scratch } from "./files.mjs";
import {
  closeBrowser,
  dropFiles,
  openPage,
  pageFile,
  startSink,
  waitForState,
} from "./harness.mjs";
import { ask, detail, hasRows, openRow, openSample } from "./words.mjs";

const files = scratch();
after(closeBrowser);
after(files.remove);

test("a_whole_session_connects_to_nothing", async () => {
  const sink = await startSink();
  // Logs full of addresses that answer.
  const tempting = Array.from(
    { length: 50 },
    (_, idx) =>
      `2026-10-14T08:00:00Z ERROR GET ${sink.origin}/${idx} <img src="${sink.origin}/img">\n`,
  ).join("");
  const page = await openSample();
  await dropFiles(page, [files.write("tempting.log", tempting), files.write("a.log", lines(100))]);
  await hasRows(page, 2098 + 150);
  await waitForState(page, "ready");
  await ask(page, `"${sink.origin}"`, 50);
  await openRow(page, 1);
  await detail(page).getByText(sink.origin).first().hover();
  await page.getByRole("button", { name: "Help" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Offline: nothing is sent" }).click();
  await page.getByText("connect-src 'none'").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.getByRole("tab", { name: "Ledger" }).click();
  const outside = page.requests().filter((address) => !address.startsWith("blob:null/"));
  assert.deepEqual(outside, [pathToFileURL(pageFile).href]);
  assert.deepEqual(sink.connections(), []);
  await page.close();
  assert.deepEqual(sink.connections(), []);
  await sink.stop();
});

test("nothing_of_a_session_is_stored_or_put_into_the_address", async () => {
  const page = await openSample();
  await ask(page, "pending", 91);
  await openRow(page, 1);
  const kept = await page.evaluate(async () => ({
    address: location.href,
    local: Object.values(localStorage).join(),
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    cookies: document.cookie,
  }));
  assert.ok(!/pending|payments|orders|gateway/.test(`${kept.address}${kept.local}`), kept.address);
  assert.deepEqual(
    { session: kept.session, databases: kept.databases, cookies: kept.cookies },
    { session: 0, databases: 0, cookies: "" },
  );
  await page.close();
});

/** The policy of the built file, by directive. */
function builtPolicy() {
  const html = readFileSync(pageFile, "utf8");
  const head = html.slice(html.indexOf("<head>") + "<head>".length).trimStart();
  const [, policy] = head.match(
    /^(?:<meta charset="?utf-8"?\s*\/?>\s*)?<meta\s+http-equiv="?Content-Security-Policy"?\s+content="([^"]+)"/i,
  ) ?? [null, ""];
  return new Map(
    policy
      .split(";")
      .map((directive) => directive.trim().split(/\s+/))
      .map(([name, ...values]) => [name, values]),
  );
}

test("the_policy_stands_first_and_allows_nothing_but_itself", () => {
  const policy = builtPolicy();
  assert.deepEqual(policy.get("default-src"), ["'none'"]);
  assert.deepEqual(policy.get("connect-src"), ["'none'"]);
  assert.deepEqual(policy.get("base-uri"), ["'none'"]);
  assert.deepEqual(policy.get("form-action"), ["'none'"]);
  assert.deepEqual(policy.get("worker-src"), ["blob:"]);
  assert.deepEqual(policy.get("require-trusted-types-for"), ["'script'"]);
  assert.deepEqual(policy.get("trusted-types"), ["logscry"]);
  for (const value of policy.get("script-src"))
    assert.match(value, /^('sha256-[A-Za-z0-9+/=]+'|'wasm-unsafe-eval')$/);
  for (const value of policy.get("style-src")) assert.match(value, /^'sha256-[A-Za-z0-9+/=]+'$/);
  // What else there is can only narrow it.
  for (const [name, values] of policy)
    for (const value of values)
      assert.ok(
        !/^(\*|https?:|data:|'unsafe-inline'|'unsafe-eval')/.test(value),
        `${name} ${value}`,
      );
});

/* global append */

/** Ways to send or to run foreign code; each is tried by the page itself, with the network on. */
const ATTEMPTS = {
  "img-src": (origin) => append("img", { src: `${origin}/img` }),
  "media-src": (origin) => append("video", { src: `${origin}/video` }),
  "style-src-elem": (origin) => append("link", { rel: "stylesheet", href: `${origin}/style.css` }),
  "font-src": (origin) => new FontFace("x", `url(${origin}/font)`).load().catch(() => {}),
  "connect-src": (origin) => {
    const request = new XMLHttpRequest();
    request.open("GET", `${origin}/xhr`);
    request.send();
    new EventSource(`${origin}/events`);
    navigator.sendBeacon(`${origin}/beacon`, "x");
    fetch(`${origin}/fetch`, { mode: "no-cors", keepalive: true }).catch(() => {});
    new WebSocket(origin.replace("http", "ws"));
  },
  "base-uri": (origin) => append("base", { href: `${origin}/` }),
  "require-trusted-types-for": (origin) => {
    append("script", {}).src = `${origin}/script.js`;
  },
  // Chromium prepares a navigation by connecting before it asks the policy: no byte follows, but a
  // connection is made. The scan of the built file keeps frames and forms out.
  "frame-src": (origin) => append("iframe", { src: `${origin}/frame` }),
  "form-action": (origin) => {
    append("form", { method: "post", action: `${origin}/form` }).submit();
  },
  "trusted-types": () => trustedTypes.createPolicy("other", {}),
};

const CONNECTS_FIRST = ["frame-src", "form-action"];

test("each_channel_is_refused_by_its_directive", async () => {
  for (const [directive, attempt] of Object.entries(ATTEMPTS)) {
    const sink = await startSink();
    const page = await openPage();
    await page.evaluate(() => {
      window.append = (name, properties) => {
        const element = Object.assign(document.createElement(name), properties);
        document.body.append(element);
        return element;
      };
    });
    // Trusted Types throw besides.
    await page.evaluate(attempt, sink.origin).catch(() => {});
    await page.waitForFunction(
      (name) => window.policyViolations.some((violation) => violation.startsWith(name)),
      directive,
    );
    await page.close({ withProblems: true });
    const said = sink.connections().map(({ firstBytes }) => firstBytes);
    assert.equal(said.join(""), "", directive);
    if (!CONNECTS_FIRST.includes(directive)) assert.deepEqual(said, [], directive);
    await sink.stop();
  }
});
