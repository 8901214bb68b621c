// How long the page takes to answer: from the input to the last change of what it shows, on a file that is read.
//
// The page watches itself. An answer is there when nothing is marked as stale, as on its way or as partial any more and
// nothing has changed for a while; the figure is the time of the last change, not of the wait.

/** Makes the page ready to be asked; once, after the file is read. */
export async function prepareAnswers(page) {
  await page.evaluate(watchAnswers);
}

/**
 * Milliseconds from Enter in the query box until counts and timeline are final, and until the rows are there too; with
 * the number of matching entries.
 */
export function askQuery(page, query) {
  return page.evaluate((text) => {
    const box = document.querySelector('[role="searchbox"][aria-label="Query"]');
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    return window.benchAnswer(() => {
      box.focus();
      setValue.call(box, text);
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const enter = { key: "Enter", code: "Enter", bubbles: true, cancelable: true };
      box.dispatchEvent(new KeyboardEvent("keydown", enter));
    });
  }, query);
}

/** The same from letting go of the mouse at the end of a drag over the timeline, by shares of its width. */
export async function dragRange(page, fromShare, endShare) {
  const chart = page.getByRole("figure", { name: "Timeline" }).locator("svg");
  const box = await chart.boundingBox();
  const y = box.y + 60;
  await page.mouse.move(box.x + fromShare * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + (fromShare + endShare) * 0.5 * box.width, y);
  await page.mouse.move(box.x + endShare * box.width, y);
  await page.evaluate(() => {
    window.benchDragged = window.benchAnswer("pointerup");
  });
  await page.mouse.up();
  return page.evaluate(() => window.benchDragged);
}

/** The same from a move of the list's thumb to a place between 0 and 1. */
export function jumpTo(page, share) {
  return page.evaluate((place) => {
    const grid = document.querySelector('[role="grid"][aria-label="Entries"]');
    return window.benchAnswer(() => {
      grid.scrollTop = place * (grid.scrollHeight - grid.clientHeight);
    }, "rows");
  }, share);
}

/**
 * Milliseconds from opening a field in the Fields tab until its values are there and all entries of the list are counted
 * in them. The field must be one that every entry has, with few values.
 */
export async function openField(page, name) {
  await page.getByRole("tab", { name: "Fields" }).click();
  const button = page
    .getByRole("list", { name: "Fields", exact: true })
    .getByRole("button", { name: new RegExp(`^${name}`) });
  await button.waitFor();
  return button.evaluate(async (element, field) => {
    const whole = Number(
      document.querySelector('[role="grid"][aria-label="Entries"]').getAttribute("aria-rowcount"),
    );
    const numbers = (text) => Number(text.replaceAll(/\D/g, ""));
    const counted = () => {
      const counts = document.querySelectorAll(
        `ul[aria-label="Values of ${field}"] .ls-fields__count`,
      );
      return Array.from(counts, (count) => numbers(count.firstChild.textContent)).reduce(
        (sum, count) => sum + count,
        0,
      );
    };
    const begunAt = performance.now();
    element.click();
    while (counted() !== whole) {
      if (performance.now() - begunAt > 60_000) throw new Error("the values never add up");
      await new Promise(requestAnimationFrame);
    }
    return performance.now() - begunAt;
  }, name);
}

/** Runs in the page. */
function watchAnswers() {
  const QUIET_MILLIS = 400;
  const PATIENCE_MILLIS = 600_000;
  const grid = () => document.querySelector('[role="grid"][aria-label="Entries"]');
  // What is stale in the list is its rows; counts and bars are marked for themselves.
  const isMarked = () =>
    document.querySelector('[class*="--stale"]:not([role="grid"])') !== null ||
    grid().textContent.includes(" so far");
  const isBusy = () =>
    grid().matches('[class*="--stale"]') || grid().querySelector('[aria-busy="true"]') !== null;
  const bars = () =>
    Array.from(document.querySelectorAll('figure[aria-label="Timeline"] svg path'), (path) =>
      path.getAttribute("d"),
    ).join();
  const looks = {
    counts: () => `${isMarked()} ${grid().getAttribute("aria-rowcount")} ${bars()}`,
    rows: () => `${isBusy()} ${grid().textContent}`,
  };

  /** What is shown, and when each part of it changed last. */
  function watch() {
    const last = { counts: looks.counts(), rows: looks.rows() };
    const changedAt = { counts: null, rows: null };
    const observer = new MutationObserver(() => {
      for (const [what, read] of Object.entries(looks)) {
        const seen = read();
        if (seen !== last[what]) changedAt[what] = performance.now();
        last[what] = seen;
      }
    });
    const kinds = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(document.body, kinds);
    return { changedAt, stop: () => observer.disconnect() };
  }

  /** `cause` is called, or is the name of an event to come; `what` is the part that has to change. */
  window.benchAnswer = async (cause, what = "counts") => {
    const { changedAt, stop } = watch();
    let begunAt = performance.now();
    if (typeof cause === "string") {
      const begin = () => {
        begunAt = performance.now();
      };
      addEventListener(cause, begin, { capture: true, once: true });
    } else cause();
    const endAt = performance.now() + PATIENCE_MILLIS;
    while (performance.now() < endAt) {
      await new Promise(requestAnimationFrame);
      const isQuiet = performance.now() - Math.max(changedAt.counts, changedAt.rows) > QUIET_MILLIS;
      if (changedAt[what] === null || !isQuiet || isMarked() || isBusy()) continue;
      stop();
      const since = (at) => (at === null ? null : at - begunAt);
      return {
        countsMillis: since(changedAt.counts),
        rowsMillis: since(changedAt.rows),
        matches: Number(grid().getAttribute("aria-rowcount")),
      };
    }
    stop();
    throw new Error("the page showed no answer within ten minutes");
  };
}
