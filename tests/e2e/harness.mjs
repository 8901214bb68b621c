// Opens the built file from disk in the system's Chromium, as a user would, and watches what it does.
//
//   const page = await openPage();            dist/logscry.html from file://, ready to use
//   await dropFiles(page, ["a.log"]);         or chooseFiles, by the picker
//   await page.close();                       fails the test if anything was wrong meanwhile
//
// LOGSCRY_CHROMIUM names the browser, LOGSCRY_PAGE another file than dist/logscry.html.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { basename, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(new URL("../../www/package.json", import.meta.url));
const { chromium } = require("playwright-core");

/** The built file. */
export const pageFile = resolve(process.env.LOGSCRY_PAGE ?? join(here, "../../dist/logscry.html"));
const shotFolder = join(here, "shots");

/** Switches for a browser that runs as root, without a screen, on a closed network. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser = null;

async function sharedBrowser() {
  browser ??= await chromium.launch({
    executablePath: process.env.LOGSCRY_CHROMIUM || "/usr/bin/chromium",
    args: CHROMIUM_ARGS,
  });
  return browser;
}

/** Ends the browser; each spec file does so once, in `after`. */
export async function closeBrowser() {
  await browser?.close();
  browser = null;
}

/** What the page did that it should not have done. */
class Watch {
  problems = [];
  requests = [];

  /** Notes what a page says and asks for, its workers included. */
  attach(page) {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()))
        this.problems.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.problems.push(`error: ${error.stack ?? error.message}`));
    page.on("crash", () => this.problems.push("the page crashed"));
    page.on("popup", (popup) => this.problems.push(`opened ${popup.url()}`));
    page.on("request", (request) => this.requests.push(request.url()));
  }
}

/**
 * The built file in a new, empty profile.
 *
 * `size` is the window's inner size, `theme` "light" or "dark", `hash` the fragment to open with. The page that is returned
 * is Playwright's, with `problems()` (the list so far), `requests()` (all addresses asked for, the page's own included)
 * and a `close()` that fails if there are problems, unless told `{ withProblems: true }`.
 */
export async function openPage({
  size = { width: 1280, height: 800 },
  theme = "light",
  hash = "",
  contrast = "no-preference",
} = {}) {
  assert.ok(existsSync(pageFile), `${pageFile} is missing: run make dist`);
  const context = await (await sharedBrowser()).newContext({
    viewport: size,
    colorScheme: theme,
    contrast,
    reducedMotion: "reduce",
    timezoneId: "Europe/Berlin",
    locale: "en-GB",
    acceptDownloads: true,
  });
  const watch = new Watch();
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  watch.attach(page);
  await page.addInitScript(() => {
    window.policyViolations = [];
    addEventListener("securitypolicyviolation", (event) => {
      window.policyViolations.push(
        `${event.violatedDirective}: ${event.blockedURI} ${event.sample}`,
      );
    });
  });
  await page.goto(pathToFileURL(pageFile).href + hash);

  const close = page.close.bind(page);
  page.problems = async () => {
    const violations = page.isClosed() ? [] : await page.evaluate(() => window.policyViolations);
    return [...watch.problems, ...violations.map((violation) => `policy: ${violation}`)];
  };
  page.requests = () => [...watch.requests];
  page.close = async ({ withProblems = false } = {}) => {
    const problems = await page.problems();
    await close();
    await context.close();
    if (!withProblems) assert.deepEqual(problems, []);
  };
  return page;
}

/** Waits until the root element's `data-state` is `state`. */
export async function waitForState(page, state, timeout = 30_000) {
  await page.waitForFunction((wanted) => document.documentElement.dataset.state === wanted, state, {
    timeout,
  });
}

/** Opens files from disk by the picker. */
export async function chooseFiles(page, paths) {
  await page.getByLabel("Open log files").setInputFiles(paths.map((path) => resolve(path)));
}

/**
 * Drops files and folders from disk onto the middle of `selector`, as the desktop would.
 *
 * A true drop, made by the browser: folders come as directory entries, files stay where they are. `onHover` is called
 * while the files hang over the page.
 */
export async function dropFiles(page, paths, { selector = "body", onHover = async () => {} } = {}) {
  const box = await page.locator(selector).boundingBox();
  assert.ok(box !== null, `nothing visible to drop on: ${selector}`);
  const { width, height } = page.viewportSize();
  const x = Math.min(box.x + box.width / 2, width - 1);
  const y = Math.min(box.y + box.height / 2, height - 1);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths.map((path) => resolve(path)), dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver"]) {
    await session.send("Input.dispatchDragEvent", { type, x, y, data });
  }
  await onHover();
  await session.send("Input.dispatchDragEvent", { type: "drop", x, y, data });
  await session.detach();
}

/** Screenshots of the page as it stands, in each size and theme, to tests/e2e/shots/NAME-SIZE-THEME.png. */
export async function shots(
  page,
  name,
  {
    sizes = [
      [1280, 800],
      [1920, 1080],
      [390, 844],
    ],
    themes = ["light", "dark"],
  } = {},
) {
  mkdirSync(shotFolder, { recursive: true });
  const before = page.viewportSize();
  const paths = [];
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      // Two frames: one for the layout to follow the size, one for what follows the layout.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const path = join(shotFolder, `${basename(name)}-${width}x${height}-${theme}.png`);
      await page.screenshot({ path });
      paths.push(path);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
  return paths;
}

/** What axe finds wrong with the page for people who use assistive technology, a sentence each. */
export async function accessibilityProblems(page) {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

/**
 * A listener on the loopback address that counts who connects: any TCP connection counts, whatever it then says.
 *
 * What speaks HTTP gets an answer, so that an attempt that goes out succeeds and is seen to.
 */
export async function startSink() {
  const connections = [];
  const server = createServer((socket) => {
    const connection = { firstBytes: "" };
    connections.push(connection);
    socket.once("data", (bytes) => {
      connection.firstBytes = bytes.toString("latin1", 0, 200);
      socket.end(
        "HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
      );
    });
    socket.on("error", () => socket.destroy());
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    connections: () => [...connections],
    stop: () => new Promise((done) => server.close(done)),
  };
}
