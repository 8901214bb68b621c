// Constants that www/build.mjs puts into the page's script; see the head of that file.

/** SHA-256 (hex) of the content of each part of the built file, once decoded and inflated, by its id. */
declare const __PART_HASHES__: {
  readonly "engine-wasm": string;
  readonly "engine-worker": string;
  readonly sample?: string;
};

/** What was built: the crate's version, and a SHA-256 (hex) over everything the file is made from. */
declare const __BUILD__: { readonly version: string; readonly hash: string };

/** Reads at once, in workers only; the library's types for workers cannot be loaded beside the page's. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}
