// How soon the page is of use after the browser was told to open it: when it takes a drop, and when it shows the sample.
//
// The page watches itself; all times count from the start of the navigation (`performance.timeOrigin`).

import { pathToFileURL } from "node:url";
import { pageFile } from "../../e2e/harness.mjs";
import { inBrowser } from "./browser.mjs";

/** Milliseconds of one start in a new browser: `{ firstPaint, takesDrop, sampleShown }`. */
export function startup() {
  return inBrowser(async (page) => {
    await page.addInitScript(watchStart);
    await page.goto(pathToFileURL(pageFile).href);
    return page.evaluate(() => window.benchStart);
  });
}

/** Runs in the page before its own script. */
function watchStart() {
  let hasDropListener = false;
  let isEngineReady = false;
  const seen = { firstPaint: null, takesDrop: null, sampleShown: null };

  const ownAdd = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    ownAdd.call(this, type, ...rest);
    if (type === "drop" && this === window) {
      hasDropListener = true;
      lookForDrop();
    }
  };

  const OwnWorker = window.Worker;
  window.Worker = class extends OwnWorker {
    constructor(...parts) {
      super(...parts);
      this.addEventListener("message", ({ data }) => {
        if (data.kind !== "ready") return;
        isEngineReady = true;
        lookForDrop();
      });
    }
  };

  /** The listener of the whole window is there, and a worker whose engine has started. */
  function lookForDrop() {
    if (!hasDropListener || !isEngineReady || seen.takesDrop !== null) return;
    seen.takesDrop = performance.now();
    pressSample();
  }

  function pressSample() {
    const button = [...document.querySelectorAll("button")].find(
      ({ textContent }) => textContent === "Try a sample incident",
    );
    if (button === undefined) {
      requestAnimationFrame(pressSample);
      return;
    }
    button.click();
    requestAnimationFrame(lookForSample);
  }

  /** All of it is read, its chart has bars, and its rows have their text. */
  function isSampleThere() {
    const bars = document.querySelectorAll('figure[aria-label="Timeline"] svg .ls-chart__bar');
    const rows = document.querySelectorAll(
      '[role="grid"][aria-label="Entries"] [role="row"][aria-rowindex]',
    );
    return (
      document.documentElement.dataset.state === "ready" &&
      [...bars].some((bar) => (bar.getAttribute("d") ?? "") !== "") &&
      rows.length > 0 &&
      [...rows].every((row) => row.getAttribute("aria-busy") !== "true")
    );
  }

  let tellDone;
  window.benchStart = new Promise((done) => {
    tellDone = done;
  });

  function lookForSample() {
    if (!isSampleThere()) {
      requestAnimationFrame(lookForSample);
      return;
    }
    // What is there now is drawn by this frame; the message comes after it.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      seen.sampleShown = performance.now();
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      seen.firstPaint = paint?.startTime ?? null;
      tellDone(seen);
    };
    port2.postMessage(null);
  }
}
