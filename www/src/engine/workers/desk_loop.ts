// The loop of the desk's worker: answers one request after the other.

import type { CoreDesk } from "./core";
import type { FromWorker, ToWorker } from "./messages";
import { buffersOf, messageOf } from "./worker_loop";

export class DeskLoop {
  private readonly desk: CoreDesk;
  private readonly post: (message: FromWorker, transfer: Transferable[]) => void;
  private isBroken = false;

  constructor(desk: CoreDesk, post: (message: FromWorker, transfer: Transferable[]) => void) {
    this.desk = desk;
    this.post = post;
  }

  /** Deals with one message; after a panic or a trap with none. */
  receive(message: ToWorker): void {
    if (this.isBroken) {
      return;
    }
    if (message.kind === "ping") {
      this.post({ kind: "pong" }, []);
    } else if (message.kind === "askDesk") {
      try {
        const answer = this.desk.call(message.request, message.parts);
        this.post({ kind: "reply", replies: [{ id: message.id, answer }] }, buffersOf([answer]));
      } catch (error) {
        this.isBroken = true;
        this.post({ kind: "broken", message: messageOf(error) }, []);
      }
    }
  }
}
