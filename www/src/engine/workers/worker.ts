// Entry of a worker: connects the loop to the core and to the page.

import { ByteStreams } from "./byte_streams";
import { startCore, startDesk } from "./core";
import { DeskLoop } from "./desk_loop";
import type { FromWorker, Role, ToWorker } from "./messages";
import { readTogether } from "./small_files";
import { messageOf, WorkerLoop } from "./worker_loop";

/** The worker's global scope, as far as it is used here. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const post = (message: FromWorker, transfer: Transferable[]): void =>
  scope.postMessage(message, transfer);

let loop: WorkerLoop | DeskLoop | null = null;

scope.onmessage = ({ data }) => {
  switch (data.kind) {
    case "start":
      start(data.module, data.role);
      break;
    case "probe":
      post({ kind: "probed", canRead: canRead(data.file) }, []);
      break;
    default:
      loop?.receive(data);
  }
};

function start(module: WebAssembly.Module, role: Role): void {
  try {
    const nowMillis = (): number => performance.now();
    const streams = new ByteStreams();
    const host = { post, nowMillis, later: laterQueue(), streams, readTogether };
    loop =
      role === "desk"
        ? new DeskLoop(startDesk(module), post)
        : new WorkerLoop(startCore(module), host);
    post({ kind: "ready" }, []);
  } catch (error) {
    post({ kind: "broken", message: messageOf(error) }, []);
  }
}

/** Runs tasks one message later; a timer would wait for 4 ms each time, so it is for pauses only. */
function laterQueue(): (task: () => void, pauseMillis: number) => void {
  const tasks: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => tasks.shift()?.();
  return (task, pauseMillis) => {
    if (pauseMillis > 0) {
      setTimeout(task, pauseMillis);
    } else {
      tasks.push(task);
      port2.postMessage(null);
    }
  };
}

/** Safari refuses files in workers of a page without an origin. */
function canRead(file: File): boolean {
  try {
    return (
      new FileReaderSync().readAsArrayBuffer(file.slice(0, 1)).byteLength === Math.min(1, file.size)
    );
  } catch {
    return false;
  }
}
