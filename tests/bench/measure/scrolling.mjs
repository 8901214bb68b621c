// How evenly the list scrolls: times between frames while the wheel turns.

const TURNS = 90;
const TURN_PX = 180;

/** Milliseconds between frames, in the order they came, and how many frames had a row that was on its way. */
export async function scrollFrames(page) {
  const box = await page.getByRole("grid", { name: "Entries" }).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(watchFrames);
  for (let turn = 0; turn < TURNS; turn += 1) await page.mouse.wheel(0, TURN_PX);
  return page.evaluate(() => window.benchFrames());
}

/** Runs in the page. */
function watchFrames() {
  const grid = document.querySelector('[role="grid"][aria-label="Entries"]');
  const gaps = [];
  let framesWithBusy = 0;
  let last = null;
  let isOver = false;
  const frame = (now) => {
    if (last !== null) gaps.push(now - last);
    last = now;
    if (grid.querySelector('[aria-busy="true"]') !== null) framesWithBusy += 1;
    if (!isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.benchFrames = () => {
    isOver = true;
    return { gaps, framesWithBusy };
  };
}
