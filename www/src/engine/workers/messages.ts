// What page and worker post to each other.
//
// The core's own protocol (wire.ts) travels inside `ask` and `reply`; the rest is what only the
// worker's loop knows: files, bytes pushed from the page, and news while it reads.

import type { Ended, Reply, Request, TaskLedger, Want } from "../wire";

/** Bulk data beside a reply's head, one column per typed array, as wire.ts states. */
export type Column =
  | Uint8Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** A reply and its columns. */
export interface Answer {
  readonly head: Reply;
  readonly columns: readonly Column[];
}

export type ToWorker =
  | { readonly kind: "start"; readonly module: WebAssembly.Module }
  | { readonly kind: "ask"; readonly id: number; readonly request: Request }
  | { readonly kind: "attach"; readonly source: number; readonly file: File }
  | {
      readonly kind: "append";
      readonly source: number;
      readonly start: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  /** Can this worker read a file by itself? Answered by `probed`. */
  | { readonly kind: "probe"; readonly file: File }
  /** Answered by `pong`: shows that the worker lives. */
  | { readonly kind: "ping" };

/** What changed in a worker since its last news. */
export interface News {
  /** Tasks that are over. */
  readonly ended: readonly Ended[];
  /** Ledgers that changed. */
  readonly tasks: readonly TaskLedger[];
  /** Counts of the view, left out where many tasks end within one interval. */
  readonly counts: Answer | null;
  /** Bytes that the page must push before reading goes on. */
  readonly wants: Want | null;
  /** Nothing left to do. */
  readonly isIdle: boolean;
}

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "reply"; readonly id: number; readonly answer: Answer }
  | { readonly kind: "news"; readonly news: News }
  | { readonly kind: "probed"; readonly canRead: boolean }
  | { readonly kind: "pong" }
  /** The worker stopped for good: a panic or a trap. Its memory is lost. */
  | { readonly kind: "broken"; readonly message: string };
