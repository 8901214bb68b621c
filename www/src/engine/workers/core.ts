// The core, started: the only file that imports it.

import { initSync, Session } from "logscry-wasm";
import type { Column } from "./messages";
import type { CoreSession } from "./worker_loop";

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
