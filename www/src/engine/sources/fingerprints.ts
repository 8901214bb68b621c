// Takes the fingerprints of files some at a time, and not while many are being opened: each is a read by the page's own
// thread, which opening thousands needs for other things.

import { type Fingerprint, fingerprintsOf, isSmall } from "./fingerprint";

/** So many small files are read at once. */
const GROUP = 64;

interface Waiting {
  readonly file: File;
  readonly resolve: (print: Fingerprint | null) => void;
}

export class Fingerprints {
  private waiting: Waiting[] = [];
  private isTaking = false;
  private readonly isBusy: () => boolean;

  /** `isBusy` says whether files wait to be opened; once none does, `goOn` is called. */
  constructor(isBusy: () => boolean) {
    this.isBusy = isBusy;
  }

  /** The fingerprint of a file, some time; null if it cannot be read. */
  of(file: File): Promise<Fingerprint | null> {
    return new Promise((resolve) => {
      this.waiting.push({ file, resolve });
      this.goOn();
    });
  }

  /** Takes those that wait, as long as nothing else does. */
  goOn(): void {
    if (!this.isTaking) {
      this.isTaking = true;
      void this.takeAll().finally(() => {
        this.isTaking = false;
      });
    }
  }

  private async takeAll(): Promise<void> {
    while (this.waiting.length > 0 && !this.isBusy()) {
      const group = this.nextGroup();
      const prints = await fingerprintsOf(group.map(({ file }) => file));
      for (const [idx, { resolve }] of group.entries()) {
        resolve(prints[idx] ?? null);
      }
    }
  }

  /** Takes out the first that waits, with those that follow it if all are small. */
  private nextGroup(): readonly Waiting[] {
    const end = this.waiting.slice(0, GROUP).findIndex(({ file }) => !isSmall(file));
    return this.waiting.splice(0, end < 0 ? GROUP : Math.max(1, end));
  }
}
