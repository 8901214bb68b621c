// Memory of the tab while it works: looked at twice a second, since the system keeps no peak of the shared parts.
//
// The processes are those that draw pages and run workers; a page's files pass through another one, which keeps nothing.

import { memoryOf } from "./machine.mjs";

const EVERY_MILLIS = 500;

/** Looks from now on until `peak()` is asked for: the largest sum of proportional shares (PSS) seen, in MB. */
export function watchMemory(pids) {
  let peakPssMB = 0;
  const look = () => {
    peakPssMB = Math.max(peakPssMB, memoryOf(pids).pssMB);
  };
  const timer = setInterval(look, EVERY_MILLIS);
  return {
    peak() {
      look();
      clearInterval(timer);
      return peakPssMB;
    },
  };
}
