// Reading that is held: large files come only as far as the test lets them, however fast the machine is.
//
// The page is the built one. What is held is the browser's stream of a file, in each worker, as if the disk were slow.

import { becomes } from "./words.mjs";

/** Some blocks of entries, and less than a worker's part of the smallest file that is cut. */
const FREE_BYTES = 1_500_000;

/**
 * Holds the reading of files above 4 MiB, each worker at its second megabyte or so. For a page without files.
 *
 * `reached()` waits until every worker that reads is held, `letGo()` until all have the bytes that they waited for; workers that are
 * started after that are free.
 */
export async function holdReading(page) {
  await becomes(page, () => page.workers().length > 0, true);
  let isLetGo = false;
  const holdings = page.workers().map((worker) => worker.evaluate(hold, FREE_BYTES));
  page.on("worker", (worker) => {
    if (!isLetGo) holdings.push(worker.evaluate(hold, FREE_BYTES).catch(() => {}));
  });
  await Promise.all(holdings);
  // All but the desk, which reads no file.
  const readers = async (look) => {
    const answers = await Promise.all(page.workers().map((worker) => worker.evaluate(look)));
    return answers.filter((is) => is).length >= answers.length - 1;
  };
  return {
    reached: () => becomes(page, () => readers(() => self.held.isReached), true),
    /** A worker that reads. */
    async reader() {
      const workers = page.workers();
      const reads = await Promise.all(
        workers.map((worker) => worker.evaluate(() => self.held.isReached)),
      );
      return workers[reads.indexOf(true)];
    },
    async letGo() {
      isLetGo = true;
      await readers(() => self.held.letGo());
      await becomes(page, () => readers(() => self.held.wasGiven), true);
    },
  };
}

/** In a worker: lets so many bytes pass, then none. */
function hold(freeBytes) {
  const { read } = ReadableStreamBYOBReader.prototype;
  const held = { isReached: false, wasGiven: false };
  const isLetGo = new Promise((resolve) => {
    held.letGo = () => {
      resolve();
      return true;
    };
  });
  let givenBytes = 0;
  self.held = held;
  ReadableStreamBYOBReader.prototype.read = async function (...args) {
    const isHeld = givenBytes >= freeBytes;
    if (isHeld) {
      held.isReached = true;
      await isLetGo;
    }
    const piece = await read.apply(this, args);
    givenBytes += piece.value?.length ?? 0;
    held.wasGiven ||= isHeld;
    return piece;
  };
}
