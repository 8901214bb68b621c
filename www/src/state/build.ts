// Which build this is; null while developing, where nothing is stamped in.

export interface Build {
  readonly version: string;
  /** SHA-256 over everything the page is made from, in hex. */
  readonly hash: string;
}

export const BUILD: Build | null = typeof __BUILD__ === "undefined" ? null : __BUILD__;
