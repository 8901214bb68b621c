// Takes the fingerprints of files one after the other, and not while many are being opened: each is a read by the page's
// own thread, which opening thousands needs for other things.

import { type Fingerprint, fingerprintOf } from "./fingerprint";

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
      const next = this.waiting.shift();
      next?.resolve(await fingerprintOf(next.file).catch(() => null));
    }
  }
}
