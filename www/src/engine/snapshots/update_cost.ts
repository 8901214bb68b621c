// What it costs to bring the page up to date, and how long to rest afterwards.
//
// Drawing and reading share the cores: a busy or slow machine gets fewer updates, not slower reading.

/** Of its time the page spends at most the sixteenth part on updates while reading. */
const REST_BY_COST = 15;
/** Longer than this an update is not put off: she would think that nothing happens. */
export const MAX_REST_MILLIS = 500;

/** Measures updates, the frame that shows each of them included. */
export class UpdateCost {
  private averageMillis = 0;

  /** How long to wait from one update to the next. */
  restMillis(atLeastMillis: number): number {
    return Math.min(MAX_REST_MILLIS, Math.max(atLeastMillis, REST_BY_COST * this.averageMillis));
  }

  /** Runs an update; what it cost is known a frame later. */
  run(update: () => void): void {
    const begunMillis = performance.now();
    update();
    // What draws does so once the running code is done.
    queueMicrotask(() => {
      const scriptMillis = performance.now() - begunMillis;
      const isDrawn = typeof requestAnimationFrame === "function" && !document.hidden;
      if (isDrawn) {
        afterFrame((frameMillis) => this.take(scriptMillis + frameMillis));
      } else {
        this.take(scriptMillis);
      }
    });
  }

  /** One update may be slow by chance: half counts. */
  take(millis: number): void {
    this.averageMillis = (this.averageMillis + millis) / 2;
  }
}

/** Tells how long the next frame took: a message that is sent as it begins arrives when it is drawn. */
function afterFrame(tell: (millis: number) => void): void {
  requestAnimationFrame(() => {
    const begunMillis = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      tell(performance.now() - begunMillis);
    };
    port2.postMessage(null);
  });
}
