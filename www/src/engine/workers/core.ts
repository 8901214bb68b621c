// The core, started: the only file that imports it.

import { Desk, initSync, Session } from "logscry-wasm";
import type { DeskReply, DeskRequest } from "../wire";
import type { Answer, Column, PartBytes } from "./messages";
import type { CoreSession } from "./worker_loop";

/** Where the parts of all workers come together. */
export interface CoreDesk {
  call(request: DeskRequest, parts: readonly PartBytes[]): Answer<DeskReply>;
}

/** A session of the core, with replies as plain objects; their memory in the core is given back. Throws if it cannot start. */
export function startCore(module: WebAssembly.Module): CoreSession {
  initSync({ module });
  const session = new Session();
  return {
    attach: (source, file) => session.attach(source, file),
    stream: (source) => session.stream(source),
    append: (source, start, bytes) => session.append(source, start, bytes),
    call(request) {
      const reply = session.call(request);
      const { head, columns } = reply;
      reply.free();
      return { head, columns: columns as Column[] };
    },
  };
}

/** A desk of the core. Throws if it cannot start. */
export function startDesk(module: WebAssembly.Module): CoreDesk {
  initSync({ module });
  const desk = new Desk();
  return {
    call(request, parts) {
      const reply = desk.call(JSON.stringify(request), [...parts]);
      const { head, columns } = reply;
      reply.free();
      return { head: JSON.parse(head) as DeskReply, columns: columns as Column[] };
    },
  };
}
