// What a made-up engine pretends.

export interface FakeOptions {
  readonly entries: number;
  readonly sources: number;
  readonly untimed: number;
  /** Share that is read so far; below one the engine says that it is reading. */
  readonly progress: number;
  readonly start: bigint;
  readonly spanNanos: bigint;
  /** The first source has failed, the second has changed on disk. */
  readonly isTroubled: boolean;
  /** Two sources of the same time are read one after the other. */
  readonly isInterleaved: boolean;
}

export const FAKE_DEFAULTS: FakeOptions = {
  entries: 40_000,
  sources: 3,
  untimed: 0,
  progress: 1,
  start: 1_793_491_200_000_000_000n,
  spanNanos: 8_000_000_000_000n,
  isTroubled: false,
  isInterleaved: false,
};
