// How fast reading goes, as a moving average.

const WINDOW_MILLIS = 2000;
/** Of less time nothing can be said: the first bytes come all at once. */
const LEAST_MILLIS = 400;

interface Sample {
  readonly millis: number;
  readonly bytes: number;
}

/** Collects (time, bytes read so far) and says the speed over the last two seconds. */
export class Throughput {
  private samples: Sample[] = [];

  /** Takes a sample. `bytes` may fall, when a source is closed or read again: then it begins anew. */
  observe(millis: number, bytes: number): void {
    const last = this.samples.at(-1);
    if (last !== undefined && bytes < last.bytes) {
      this.samples = [];
    }
    this.samples = this.samples.filter((sample) => millis - sample.millis <= WINDOW_MILLIS);
    this.samples.push({ millis, bytes });
  }

  /** Bytes per second; 0 as long as it cannot be said. */
  get bytesPerSecond(): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (first === undefined || last === undefined || last.millis - first.millis < LEAST_MILLIS) {
      return 0;
    }
    return ((last.bytes - first.bytes) * 1000) / (last.millis - first.millis);
  }

  reset(): void {
    this.samples = [];
  }
}
