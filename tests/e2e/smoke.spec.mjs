// The built file opens from disk, says so, and asks for nothing but itself.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { closeBrowser, openPage, pageFile, startSink, waitForState } from "./harness.mjs";

after(closeBrowser);

test("the page opens empty and without a complaint", async () => {
  const page = await openPage();
  await waitForState(page, "empty");
  assert.equal(await page.title(), "Logscry");
  await page.getByLabel("Open log files").waitFor({ state: "attached" });
  // A worker's script is a Blob of the page's own: an address, but nothing outside is asked.
  const requests = page.requests().filter((address) => !address.startsWith("blob:null/"));
  assert.deepEqual(requests, [pathToFileURL(pageFile).href]);
  await page.close();
});

test("the policy refuses what would talk to the network", async () => {
  const sink = await startSink();
  const page = await openPage();
  const outcomes = await page.evaluate(async (origin) => {
    const attempts = {
      fetch: () => fetch(`${origin}/fetch`, { mode: "no-cors" }),
      beacon: () => {
        if (!navigator.sendBeacon(`${origin}/beacon`, "x")) throw new Error("refused");
      },
      picture: () =>
        new Promise((done, refused) => {
          const picture = new Image();
          picture.onload = done;
          picture.onerror = refused;
          picture.src = `${origin}/picture`;
        }),
      socket: () =>
        new Promise((done, refused) => {
          const socket = new WebSocket(origin.replace("http", "ws"));
          socket.onopen = done;
          socket.onerror = refused;
        }),
    };
    const results = {};
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        await attempt();
        results[name] = "went out";
      } catch {
        results[name] = "refused";
      }
    }
    return results;
  }, sink.origin);
  const problems = await page.problems();
  await page.close({ withProblems: true });
  // A beacon says "queued" even where the policy then refuses it: what counts is that nothing arrives.
  assert.deepEqual(
    { ...outcomes, beacon: "" },
    { fetch: "refused", beacon: "", picture: "refused", socket: "refused" },
  );
  assert.ok(
    problems.filter((problem) => problem.startsWith("policy: connect-src")).length >= 3,
    problems.join("\n"),
  );
  assert.deepEqual(sink.connections(), []);
  await sink.stop();
});

test("the sink sees what a page without a policy sends", async () => {
  const sink = await startSink();
  const page = await openPage();
  await page.goto("about:blank");
  // No policy here, so this one arrives: the zero in the test above means something.
  await page.evaluate((origin) => fetch(origin, { mode: "no-cors" }).catch(() => {}), sink.origin);
  await page.close({ withProblems: true });
  assert.equal(sink.connections().length, 1);
  await sink.stop();
});
