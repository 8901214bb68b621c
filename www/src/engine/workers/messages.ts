// What page and worker post to each other.
//
// The core's own protocol (wire.ts) travels inside `ask` and `reply`; the rest is what only the
// worker's loop knows: files, bytes pushed from the page, and news while it reads.

import type {
  DeskReply,
  DeskRequest,
  Ended,
  Reply,
  Request,
  SentFold,
  TaskLedger,
  Want,
} from "../wire";

/** Bulk data beside a reply's head, one column per typed array, as wire.ts states. */
export type Column =
  | Uint8Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** A reply and its columns. */
export interface Answer<Head = Reply> {
  readonly head: Head;
  readonly columns: readonly Column[];
}

/** Bytes that a worker tells the desk: a part of an answer. */
export type PartBytes = Uint8Array<ArrayBuffer>;

/** What a worker is for: it reads sources, or it is where the parts of all others come together. */
export type Role = "reader" | "desk";

/** A request with its number; those that are asked at once travel together. */
export interface Asked {
  readonly id: number;
  readonly request: Request;
}

/** The answer to the request of that number. */
export interface Replied {
  readonly id: number;
  readonly answer: Answer<Reply | DeskReply>;
}

/** A file, and the source that it is. */
export interface AttachedFile {
  readonly source: number;
  readonly file: File;
}

export type ToWorker =
  | { readonly kind: "start"; readonly module: WebAssembly.Module; readonly role: Role }
  | { readonly kind: "ask"; readonly asks: readonly Asked[] }
  | {
      readonly kind: "askDesk";
      readonly id: number;
      readonly request: DeskRequest;
      readonly parts: readonly PartBytes[];
    }
  | { readonly kind: "attach"; readonly files: readonly AttachedFile[] }
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
  /** Parts of answers that changed, for the desk: what they are of, and their bytes. */
  readonly folds: readonly SentFold[];
  readonly parts: readonly PartBytes[];
  /** Bytes that the page must push before reading goes on. */
  readonly wants: Want | null;
  /** Nothing left to do. */
  readonly isIdle: boolean;
}

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "reply"; readonly replies: readonly Replied[] }
  | { readonly kind: "news"; readonly news: News }
  | { readonly kind: "probed"; readonly canRead: boolean }
  | { readonly kind: "pong" }
  /** The worker stopped for good: a panic or a trap. Its memory is lost. */
  | { readonly kind: "broken"; readonly message: string };
