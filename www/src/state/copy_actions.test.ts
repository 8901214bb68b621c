import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { TestFile } from "../engine/testing/test_file";
import { eventually, logLine, startClient, testWorld } from "../engine/testing/test_workers";
import { app, writable } from "./app_state";
import { type CopyForm, copyRows } from "./copy_actions";
import { connect } from "./engine_link";
import { selectRow } from "./list_actions";
import { chooseAll, chooseSpan, chooseTo } from "./list_choice";
import { applyQuery, resetView } from "./view_actions";

Object.assign(globalThis, { document: { documentElement: { dataset: {} } } });

let clipboard = "";
Object.defineProperty(globalThis, "navigator", {
  value: {
    clipboard: {
      writeText: (text: string) => {
        clipboard = text;
        return Promise.resolve();
      },
    },
  },
});
beforeEach(() => {
  clipboard = "";
});

const line = (idx: number, more = ""): string =>
  logLine(1000 + idx * 10, idx % 8, `entry ${idx}${more}`).trimEnd();

const LINES = Array.from({ length: 500 }, (_, idx) =>
  line(idx, idx === 7 ? "\n\tat a.B.c(B.java:1)\n\tat d" : ""),
);

/** Runs with a file that is read and listed. */
async function withList(
  lines: readonly string[],
  run: (file: TestFile) => Promise<void>,
): Promise<void> {
  const client = startClient(testWorld(), 2);
  const stop = connect(client);
  try {
    const file = new TestFile("a.log", `${lines.join("\n")}\n`);
    void client.add([{ file, path: file.name }]);
    resetView();
    await eventually(() => isListed(lines.length));
    await run(file);
  } finally {
    stop();
    client.dispose();
  }
}

function isListed(count: number): boolean {
  const { phase, selection } = app.snapshot.value;
  return phase === "ready" && selection.isComplete && selection.total === count;
}

async function copied(form: CopyForm = "text"): Promise<string> {
  await copyRows(form);
  return clipboard;
}

test("rows are copied as they stand in their file", () =>
  withList(LINES, async () => {
    await selectRow(7);
    assert.equal(await copied(), LINES[7]);
    await chooseTo(9);
    assert.equal(await copied(), LINES.slice(7, 10).join("\n"));
    await chooseTo(5);
    assert.equal(await copied(), LINES.slice(5, 8).join("\n"));
    await chooseSpan(450, 3);
    assert.equal(await copied(), LINES.slice(3, 451).join("\n"));
    chooseAll();
    assert.equal(await copied(), LINES.join("\n"));
    assert.equal(app.announcement.value, "500 entries copied.");
  }));

test("a plain move chooses one row again", () =>
  withList(LINES, async () => {
    await chooseSpan(2, 6);
    await selectRow(4);
    assert.equal(app.chosen.value, null);
    assert.equal(await copied(), LINES[4]);
  }));

test("chosen rows are none in another list", () =>
  withList(LINES, async () => {
    await chooseSpan(2, 6);
    applyQuery("level:error");
    await eventually(() => isListed(LINES.filter((_, idx) => idx % 8 === 6).length));
    await eventually(() => app.chosen.value === null);
  }));

test("rows are copied in other forms", () =>
  withList(LINES, async () => {
    await chooseSpan(6, 8);
    const objects = (await copied("jsonLines")).split("\n").map((text) => JSON.parse(text));
    assert.deepEqual(
      objects.map(({ line: first, message }) => [first, message.split("\n").length]),
      [
        [7, 1],
        [8, 3],
        [11, 1],
      ],
    );
    assert.match(await copied("csv"), /^time,level,source,line,message\n1970/);
    const markdown = await copied("markdown");
    assert.equal(
      markdown,
      `\`a.log\`, lines 7–11:\n\n\`\`\`text\n${LINES.slice(6, 9).join("\n")}\n\`\`\`\n`,
    );
    assert.equal(app.announcement.value, "3 entries copied as Markdown.");
  }));

test("too much is not copied, and can be saved", () => {
  const lines = Array.from({ length: 40 }, (_, idx) => line(idx, "x".repeat(1_000_000)));
  return withList(lines, async () => {
    chooseAll();
    await copyRows("text");
    assert.equal(clipboard, "");
    assert.equal(app.dialog.value, "save");
    assert.match(app.save.value.problem ?? "", /^Nothing was copied: 40 entries are more than 3\d/);
    writable.dialog.value = null;
  });
});

test("what can no longer be read is not passed off as all", () =>
  withList(LINES, async (file) => {
    file.change();
    chooseAll();
    assert.equal(await copied(), "");
    assert.match(app.announcement.value, /^Nothing was copied: the text of some/);
  }));
